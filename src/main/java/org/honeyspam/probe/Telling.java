package org.honeyspam.probe;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.probe.Probe.Progress;

/** What the journal is told of a probe as it is now. */
final class Telling {
    private Telling() {}

    static List<JournalEvent> of(Probe probe) {
        Progress progress = probe.progress();
        if (progress.version() == 1) {
            return List.of(found(probe));
        }
        return switch (progress.state()) {
            case HELD, RELEASED, DROPPED ->
                    List.of(
                            new JournalEvent.ProbeDecided(
                                    probe.id(), progress.state().label(), progress.reason()));
            case SENDING ->
                    List.of(
                            new JournalEvent.ProbeClaimed(
                                    probe.id(), progress.attempts(), probe.message().recipient()));
            case PUT_OFF, DELIVERED, UNSURE -> List.of(tried(probe));
            case FAILED -> failed(probe);
        };
    }

    private static JournalEvent found(Probe probe) {
        String reason = probe.progress().reason();
        return new JournalEvent.ProbeFound(
                probe.id(),
                probe.message().event(),
                probe.message().recipient(),
                probe.score(),
                probe.signs(),
                probe.message().form(),
                probe.progress().state().label(),
                reason.isEmpty() ? null : reason);
    }

    private static JournalEvent tried(Probe probe) {
        Progress progress = probe.progress();
        return new JournalEvent.ProbeTried(
                probe.id(),
                progress.attempts(),
                progress.state().label(),
                progress.reason(),
                progress.remote(),
                progress.protocol());
    }

    /** RFC 5321 section 6.1: the relay would tell the sender, unless there is none. */
    private static List<JournalEvent> failed(Probe probe) {
        List<JournalEvent> events = new ArrayList<>(List.of(tried(probe)));
        String sender = probe.message().sender();
        if (!sender.isEmpty()) {
            Progress progress = probe.progress();
            events.add(
                    new JournalEvent.ProbeBounced(
                            probe.id(), sender, progress.status(), progress.reason()));
        }
        return events;
    }
}
