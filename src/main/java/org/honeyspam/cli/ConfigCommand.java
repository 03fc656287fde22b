package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Mistake;
import org.honeyspam.node.Guests;
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
            description =
                    "Check a configuration file; tells every mistake, where, and what is right.",
            footer = {"", "Example: honeyspam config check /etc/honeyspam/honeyspam.toml"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:good", "2:mistakes, or the file cannot be read"})
    static final class Check extends Verb implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description =
                        "Configuration file (default: the service's if installed as a package,"
                                + " else honeyspam.toml in this folder).")
        private Path file = Path.of(ConfigOption.USUAL);

        @Option(names = "--json", description = "Print the mistakes as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            Checked checked = ConfigOption.check(file, err());
            if (checked == null) {
                return ExitCode.WRONG;
            }
            Configuration good = checked.configuration();
            List<String> faults = good == null ? List.of() : faults(good);
            if (json) {
                List<Mistake> all = new ArrayList<>(checked.mistakes());
                faults.forEach(fault -> all.add(new Mistake(0, 0, fault, "")));
                printJson(all);
            } else {
                ConfigOption.print(file, checked.mistakes(), err());
                if (!checked.mistakes().isEmpty()) {
                    err().println(count(checked.mistakes()));
                }
                faults.forEach(this::failed);
            }
            if (good == null || !faults.isEmpty()) {
                return ExitCode.WRONG;
            }
            if (!json) {
                out().println("%s is good.".formatted(file));
            }
            return ExitCode.OK;
        }

        /**
         * What is wrong with the files that it names. With the key, it can be told what crawlers
         * would find; without it, that is left out.
         */
        private static List<String> faults(Configuration configuration) {
            if (!Files.isReadable(configuration.node().keyFile())) {
                return List.of();
            }
            try {
                return Guests.faults(configuration);
            } catch (IOException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }

        private static String count(List<?> mistakes) {
            return mistakes.size() == 1 ? "1 mistake." : mistakes.size() + " mistakes.";
        }
    }
}
