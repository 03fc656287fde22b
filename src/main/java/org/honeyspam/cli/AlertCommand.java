package org.honeyspam.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.alert.Announcer;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam alert}: whether alerts arrive. */
@Command(
        name = "alert",
        description = "Try whether alerts arrive where the configuration sends them.",
        subcommands = {AlertCommand.Test.class},
        footer = {"", "Example: honeyspam alert test"})
final class AlertCommand extends Verb implements Callable<Integer> {
    @Override
    public Integer call() {
        err().println("honeyspam: say what to do: honeyspam alert test");
        return ExitCode.WRONG;
    }

    /** {@code honeyspam alert test}. */
    @Command(
            name = "test",
            description =
                    "Tell every place of [alerts] that this is a try, and print what became of it."
                            + " The node need not run.",
            footer = {"", "Example: honeyspam alert test --config /etc/honeyspam/honeyspam.toml"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:every place took it (by syslog nobody says whether it came)",
                "1:a place did not, or there is none",
                "2:wrong command line or configuration"
            })
    static final class Test extends ConfiguredVerb {
        @Option(names = "--json", description = "Print what became of it as JSON, one a line.")
        private boolean json;

        @Override
        int run(Configuration configuration) {
            if (!configuration.alerts().hasPlace()) {
                return failed("[alerts] names no place: set mail_to, webhook or syslog");
            }
            if (!configuration.alerts().isOn()) {
                return failed("[alerts] rules is empty: nothing would ever be told");
            }
            String node = configuration.node().name();
            List<Announcer.Tried> all =
                    Announcer.tryAll(configuration.alerts(), node, Instant.now());
            all.forEach(this::print);
            boolean well = all.stream().allMatch(one -> one.failure() == null);
            return well ? ExitCode.OK : ExitCode.FAILED;
        }

        private void print(Announcer.Tried one) {
            if (json) {
                printJson(one);
                return;
            }
            String end = one.failure() == null ? "sent" : "NOT sent: " + one.failure();
            out().println(SafeText.safe("%s to %s: %s".formatted(one.way(), one.where(), end)));
        }
    }
}
