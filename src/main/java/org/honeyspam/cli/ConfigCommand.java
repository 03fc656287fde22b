package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Mistake;
import org.honeyspam.node.StartCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam config check [FILE]}: every mistake with its place. */
@Command(
        name = "config",
        description = "Work with the configuration.",
        subcommands = ConfigCommand.Check.class,
        footer = {"", "Example: honeyspam config check /etc/honeyspam/honeyspam.toml"})
final class ConfigCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println(
                        "honeyspam: say what to do with the configuration: honeyspam config check [FILE]");
        return ExitCode.WRONG;
    }

    @Command(
            name = "check",
            description = {
                "Check a configuration file; tells every mistake, where, and what is right.",
                "It warns of users, files and folders that a start on this machine would miss."
            },
            footer = {
                "",
                "Examples: honeyspam config check /etc/honeyspam/honeyspam.toml",
                "          honeyspam config check -c honeyspam.toml --json"
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:good, with warnings perhaps",
                "2:mistakes, or the file cannot be read"
            })
    static final class Check extends Verb implements Callable<Integer> {
        @ArgGroup private @Nullable Which which;

        @Option(names = "--json", description = "Print mistakes and warnings as JSON.")
        private boolean json;

        /** The file, as its own word or as other commands have it. */
        static final class Which {
            @Parameters(
                    paramLabel = "FILE",
                    arity = "1",
                    description =
                            "Configuration file (default: the service's if installed as a package,"
                                    + " else honeyspam.toml in this folder).")
            private @Nullable Path file;

            @Option(
                    names = {"-c", "--config"},
                    paramLabel = "FILE",
                    description = "The same, as other commands have it.")
            private @Nullable Path option;
        }

        @Override
        public Integer call() {
            Path file = file();
            try {
                return check(file);
            } catch (IOException e) {
                failed(e);
                return ExitCode.WRONG;
            }
        }

        private int check(Path file) throws IOException {
            Checked checked = ConfigOption.check(file, err());
            if (checked == null) {
                return ExitCode.WRONG;
            }
            List<Mistake> all = new ArrayList<>(checked.mistakes());
            if (checked.configuration() != null) {
                all.addAll(StartCheck.of(checked.configuration()));
            }
            long mistakes = all.stream().filter(mistake -> !mistake.warning()).count();
            if (json) {
                printJson(all);
            } else {
                print(file, all, mistakes);
            }
            return mistakes == 0 ? ExitCode.OK : ExitCode.WRONG;
        }

        private Path file() {
            if (which == null) {
                return Path.of(ConfigOption.USUAL);
            }
            return Objects.requireNonNull(which.file == null ? which.option : which.file);
        }

        private void print(Path file, List<Mistake> all, long mistakes) {
            List<Mistake> placed = all.stream().filter(mistake -> mistake.line() > 0).toList();
            ConfigOption.print(file, placed, err());
            all.stream()
                    .filter(mistake -> mistake.line() == 0)
                    .forEach(mistake -> failed(mistake.what()));
            if (mistakes > 0) {
                err().println(mistakes == 1 ? "1 mistake." : mistakes + " mistakes.");
            } else {
                out().println("%s is good.".formatted(file));
            }
        }
    }
}
