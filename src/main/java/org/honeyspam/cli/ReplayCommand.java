package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.honeyspam.config.Configuration;
import org.honeyspam.node.DataFolder;
import org.honeyspam.node.ReplayLink;
import org.honeyspam.replay.Gate;
import org.honeyspam.replay.Outcome;
import org.honeyspam.replay.Replay;
import org.honeyspam.replay.Steps;
import org.honeyspam.replay.Taker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam replay FILE}: what was recorded elsewhere, or long ago, into this record. */
@Command(
        name = "replay",
        description = {
            "Take in a journal of another node or of a backup, or mail that other servers received,"
                    + " whether or not the node runs.",
            "What is here already is left, so it can be cut off and repeated. All of it is read and"
                    + " judged before anything is taken."
        },
        footer = {
            "",
            "Examples: honeyspam replay --dry-run /backup/other/data",
            "          honeyspam replay 0000000007.jsonl --json",
            "          honeyspam replay /var/mail/trap --received 1"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that there is, is here now; the torn end of a file does not count",
            "1:some was refused, or nothing could be taken",
            "2:wrong command line or configuration"
        })
final class ReplayCommand extends Verb implements Callable<Integer> {
    private static final int RECEIVED_MAX = 20;

    @Parameters(
            paramLabel = "FILE",
            description = {
                "A segment of a journal; the folder of one; or the data folder of a node, whose mail"
                        + " is then taken as well. Or a mailbox (mbox), a Maildir, or a file of one"
                        + " message."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Path file;

    @Option(names = "--dry-run", description = "Only tell what would be taken.")
    private boolean dryRun;

    @Option(
            names = "--own",
            description =
                    "Take events of this very node as well, which its journal does not have any"
                            + " more: you know that they are real.")
    private boolean own;

    @Option(
            names = "--received",
            paramLabel = "N",
            description =
                    "Of mail: so many Received fields at the top of each message were written by"
                            + " your own servers. The last of them says who sent it, and counts for"
                            + " the blacklist. Without it the first one does, and nothing counts.")
    private @Nullable Integer received;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Of mail: whose mailbox it is; by default the headers say.")
    private List<String> to = new ArrayList<>();

    @Option(names = "--json", description = "Print what was done as JSON.")
    private boolean json;

    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Logging.quiet();
        if (received != null && (received < 1 || received > RECEIVED_MAX)) {
            err().println("honeyspam: --received is a number from 1 to " + RECEIVED_MAX);
            return ExitCode.WRONG;
        }
        Configuration configuration = config.read(err());
        if (configuration == null) {
            return ExitCode.WRONG;
        }
        try {
            Outcome outcome = dryRun ? lookedThrough(configuration) : taken(configuration);
            tell(outcome);
            return outcome.refused() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private Outcome lookedThrough(Configuration configuration) throws IOException {
        Gate gate = ReplayLink.gate(configuration, own, Instant.now());
        return replay(configuration, gate, null);
    }

    private Outcome taken(Configuration configuration) throws IOException {
        try (ReplayLink link = ReplayLink.open(configuration, own)) {
            return replay(configuration, link.gate(), link);
        }
    }

    private Outcome replay(Configuration configuration, Gate gate, @Nullable Taker taker)
            throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        var settings =
                new Replay.Settings(
                        data.journal(),
                        data.mail(),
                        configuration.journal(),
                        configuration.mail(),
                        configuration.smtp().messageBytesMax());
        var mailbox = new Replay.Mailbox(received, List.copyOf(to));
        try (var bars = new Bars()) {
            return new Replay(settings, mailbox, gate, Instant.now()).of(file, taker, bars);
        }
    }

    private void tell(Outcome outcome) {
        outcome.complaints().forEach(complaint -> failed(complaint.toString()));
        long more = outcome.refused() + outcome.torn() - outcome.complaints().size();
        if (more > 0) {
            failed("and %,d more".formatted(more));
        }
        if (json) {
            printJson(outcome);
            return;
        }
        out().println(
                        "%,d %s %s, %,d are here already, %,d are refused."
                                .formatted(
                                        outcome.taken(),
                                        outcome.kind().equals("mail") ? "messages" : "events",
                                        outcome.dryRun() ? "would be taken" : "were taken",
                                        outcome.here(),
                                        outcome.refused()));
        if (outcome.first() != null) {
            out().println("They are of %s to %s.".formatted(outcome.first(), outcome.last()));
        }
        if (outcome.texts() + outcome.textsMissing() > 0) {
            out().println(
                            "%,d texts of messages and forms came with them; %,d are neither here nor there."
                                    .formatted(outcome.texts(), outcome.textsMissing()));
        }
    }

    /** A bar for each part of the work. */
    private final class Bars implements Replay.Progress, AutoCloseable {
        private ProgressBar bar = new ProgressBar(err(), "", 0);

        @Override
        public Steps begins(String what, long bytes) {
            bar.close();
            bar = new ProgressBar(err(), what, bytes);
            return bar::at;
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
