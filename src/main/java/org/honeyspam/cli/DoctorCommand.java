package org.honeyspam.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.cli.doctor.Doctor;
import org.honeyspam.cli.doctor.Finding;
import org.honeyspam.cli.doctor.Finding.Level;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.health.Status;
import org.honeyspam.node.Control;
import org.honeyspam.node.ControlSocket;
import org.honeyspam.node.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code honeyspam doctor}: what is wrong with the node, and what to do. */
@Command(
        name = "doctor",
        description = {
            "Plays the enemy against the node of this machine: harvests an address, mails it, tries"
                    + " relay, proxies and name server; looks at disk, clock, key, files and"
                    + " certificates; and says what to do about what is wrong.",
            "It leaves on record: sessions from this machine, one visit of a harvester that calls"
                    + " itself doctor.honeyspam.invalid, one message from doctor@honeyspam.invalid."
                    + " This machine is never listed for it, unless blacklist.allow lacks loopback.",
            "If dns.look_ups allows it, the DNS is asked as by `dns check`."
        },
        footer = {"", "Example: honeyspam doctor --config /etc/honeyspam/honeyspam.toml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing failed; there may be warnings",
            "1:something failed",
            "2:wrong command line or configuration"
        })
final class DoctorCommand extends Verb implements Callable<Integer> {
    /** To the begin of the line, and nothing on it. */
    private static final String CLEARED = "\r\u001b[K";

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print what was found as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        var data = new DataFolder(configuration.node().dataFolder());
        Instant now = Instant.now();
        var told = new Told();
        try {
            Doctor.examine(configuration, () -> status(data), now, told);
        } catch (IOException e) {
            return failed(e);
        }
        if (configuration.dns().lookUps()) {
            told.begins("dns");
            world(configuration, now).forEach(told::found);
        }
        return told.failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private static @Nullable Status status(DataFolder data) throws IOException {
        try {
            return Control.status(data);
        } catch (ControlSocket.NobodyThere e) {
            return null; // It is what is found then.
        }
    }

    /** Prints each finding at once, and on a terminal what is looked at meanwhile. */
    private final class Told implements Doctor.Hearer {
        private final boolean attended = !json && Terminal.isAttended();
        private boolean failed;

        @Override
        public void begins(String check) {
            if (attended) {
                out().print(CLEARED + "... " + check);
                out().flush();
            }
        }

        @Override
        public void found(Finding finding) {
            if (attended) {
                out().print(CLEARED);
            }
            failed |= finding.level() == Level.FAILURE;
            print(finding);
            out().flush();
        }
    }

    /** What others see in the DNS. */
    private static List<Finding> world(Configuration configuration, Instant now)
            throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        try {
            for (WorldView.Finding seen : WorldView.of(configuration, now)) {
                if (!seen.right()) {
                    String what =
                            "%s %s: others see %s; right is %s"
                                    .formatted(
                                            seen.name(), seen.type(), seen.seen(), seen.expected());
                    String remedy = "publish the records that honeyspam dns records prints";
                    all.add(new Finding("dns", Level.FAILURE, what, remedy));
                }
            }
        } catch (IOException e) {
            String what = String.valueOf(e.getMessage());
            all.add(new Finding("dns", Level.FAILURE, what, "see dns.servers and the key file"));
        }
        return all.isEmpty() ? List.of(new Finding("dns", Level.OK, "as it should be", "")) : all;
    }

    private void print(Finding finding) {
        if (json) {
            printJson(finding);
            return;
        }
        String mark =
                switch (finding.level()) {
                    case OK -> "ok      ";
                    case WARNING -> "WARNING ";
                    case FAILURE -> "FAILURE ";
                };
        out().println(SafeText.safe(mark + finding.check() + ": " + finding.what()));
        if (!finding.remedy().isEmpty()) {
            out().println(SafeText.safe("        do: " + finding.remedy()));
        }
    }
}
