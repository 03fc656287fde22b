package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What each command says of itself. */
class HelpTest {
    static List<CommandLine> commands() {
        var all = new ArrayList<CommandLine>(List.of(Honeyspam.commandLine()));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).getSubcommands().values());
        }
        all.removeIf(command -> command.getCommandName().equals("help"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExample(CommandLine command) {
        String called = command.getCommandSpec().qualifiedName();
        String help = command.getUsageMessage();
        assertThat(help).containsPattern("Examples?: honeyspam " + lastWords(called));
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static String lastWords(String called) {
        return called.equals("honeyspam") ? "" : called.substring("honeyspam ".length());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatDoesSomethingSaysHowItEnds(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            assertThat(command.getUsageMessage()).containsSubsequence("Exit codes:", "  0   ");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theReadmeNamesEveryCommand(CommandLine command) throws IOException {
        if (command.getSubcommands().isEmpty()) {
            String called = lastWords(command.getCommandSpec().qualifiedName());
            assertThat(Files.readString(Path.of("README.md"))).contains("| `" + called);
        }
    }
}
