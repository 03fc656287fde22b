package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.content.SafeText;
import org.honeyspam.node.DataFolder;
import org.honeyspam.probe.Probe;
import org.honeyspam.probe.ProbeStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam probe}: the messages that test the relay, for who decides by hand. */
@Command(
        name = "probe",
        description = "Work with the messages that test the relay.",
        subcommands = {
            ProbeCommand.Listing.class,
            ProbeCommand.Release.class,
            ProbeCommand.Drop.class
        },
        footer = {"", "Example: honeyspam probe list"})
final class ProbeCommand extends Verb implements Callable<Integer> {

    @Override
    public Integer call() {
        err().println("honeyspam: say what to do with the probes: list, release or drop");
        return ExitCode.WRONG;
    }

    /** What is done with the store. */
    interface Work {
        boolean on(ProbeStore store, Configuration configuration) throws IOException, SQLException;
    }

    /** What these commands have in common: they work whether or not the node runs. */
    abstract static class Deciding extends Verb implements Callable<Integer> {
        @Mixin private ConfigOption config = new ConfigOption();

        final Integer withStore(Work work) {
            Logging.quiet();
            Configuration configuration = config.read(err());
            if (configuration == null) {
                return ExitCode.WRONG;
            }
            var data = new DataFolder(configuration.node().dataFolder());
            if (!Files.exists(data.probes())) {
                return failed(
                        "there are no probes in %s: probe.mode is, or was, \"off\""
                                .formatted(data.root()));
            }
            try (ProbeStore store = ProbeStore.open(data.probes())) {
                return work.on(store, configuration) ? ExitCode.OK : ExitCode.FAILED;
            } catch (IOException | SQLException e) {
                return failed(e);
            }
        }

        /** Does it to each; those that cannot be are told. */
        final boolean each(List<Long> ids, Decision decision, String done)
                throws IOException, SQLException {
            boolean all = true;
            for (long id : ids) {
                if (decision.made(id)) {
                    out().println("Probe %d is %s.".formatted(id, done));
                } else {
                    all = false;
                }
            }
            return all;
        }

        final boolean refused(ProbeStore store, long id) throws SQLException {
            Probe probe = store.find(id);
            failed(
                    probe == null
                            ? "there is no probe " + id
                            : "probe %d is %s and stays so"
                                    .formatted(id, probe.progress().state().label()));
            return false;
        }
    }

    /** Decides about one; false if it cannot be. */
    interface Decision {
        boolean made(long id) throws IOException, SQLException;
    }

    @Command(
            name = "list",
            description = "Print the probes: those that wait, then the newest.",
            footer = {"", "Example: honeyspam probe list --json"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
    static final class Listing extends Deciding {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Override
        public Integer call() {
            return withStore(
                    (store, configuration) -> {
                        List<Line> lines = new ArrayList<>();
                        store.list().forEach(probe -> lines.add(Line.of(probe)));
                        if (json) {
                            printJson(lines);
                        } else {
                            out().println("# id time state score source recipient subject | why");
                            lines.forEach(line -> out().println(SafeText.safe(line.text())));
                        }
                        return true;
                    });
        }
    }

    /** A probe as it is shown. */
    record Line(
            long id,
            String time,
            String state,
            String reason,
            int score,
            List<String> signs,
            String source,
            String sender,
            String recipient,
            String subject,
            long sizeBytes,
            String sha256,
            String message,
            int attempts) {

        static Line of(Probe probe) {
            Probe.Message message = probe.message();
            String subject = message.subject();
            return new Line(
                    probe.id(),
                    message.time().toString(),
                    probe.progress().state().label(),
                    probe.progress().reason(),
                    probe.score(),
                    probe.signs(),
                    message.sourceIp(),
                    message.sender(),
                    message.recipient(),
                    subject == null ? "" : subject,
                    message.sizeBytes(),
                    message.sha256(),
                    message.event(),
                    probe.progress().attempts());
        }

        String text() {
            String why = reason.isEmpty() ? String.join(",", signs) : reason;
            return "%d %s %s %d %s %s %s | %s"
                    .formatted(id, time, state, score, source, recipient, subject, why);
        }
    }

    @Command(
            name = "release",
            description = "Let the node deliver what is held or was dropped.",
            footer = {"", "Example: honeyspam probe release 12 13"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all done", "1:not all", "2:wrong command line or configuration"})
    static final class Release extends Deciding {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of probes.")
        private List<Long> ids = new ArrayList<>();

        @Override
        public Integer call() {
            return withStore(
                    (store, configuration) -> {
                        if (configuration.probe().mode() == ProbeMode.OFF) {
                            failed("probe.mode is \"off\": turn it on before");
                            return false;
                        }
                        return each(
                                ids,
                                id -> store.release(id) || refused(store, id),
                                "released: the node delivers it, within the caps");
                    });
        }
    }

    @Command(
            name = "drop",
            description = "Never deliver these, or try no more.",
            footer = {"", "Example: honeyspam probe drop 12"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all done", "1:not all", "2:wrong command line or configuration"})
    static final class Drop extends Deciding {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of probes.")
        private List<Long> ids = new ArrayList<>();

        @Override
        public Integer call() {
            return withStore(
                    (store, configuration) ->
                            each(ids, id -> store.drop(id) || refused(store, id), "dropped"));
        }
    }
}
