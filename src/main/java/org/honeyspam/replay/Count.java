package org.honeyspam.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.replay.Outcome.Complaint;
import org.jspecify.annotations.Nullable;

/** Counts what a replay comes by. */
final class Count {
    private static final int COMPLAINTS_MAX = 20;

    private final List<Complaint> complaints = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long taken;
    private long here;
    private long refused;
    private long torn;
    private long texts;
    private long textsMissing;
    private long recordBytes;
    private long textBytes;

    void take(Instant time, long bytes) {
        taken++;
        recordBytes += bytes;
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    void here() {
        here++;
    }

    void refuse(Complaint why) {
        refused++;
        note(why);
    }

    void torn(Complaint where) {
        torn++;
        note(where);
    }

    private void note(Complaint complaint) {
        if (complaints.size() < COMPLAINTS_MAX) {
            complaints.add(complaint);
        }
    }

    void text(long bytes) {
        texts++;
        textBytes += bytes;
    }

    void textMissing() {
        textsMissing++;
    }

    /** How much longer the journal becomes. */
    long recordBytes() {
        return recordBytes;
    }

    /** How much the message store gets, not packed. */
    long textBytes() {
        return textBytes;
    }

    Outcome outcome(String source, String kind, boolean dryRun) {
        return new Outcome(
                source,
                kind,
                dryRun,
                taken,
                here,
                refused,
                torn,
                texts,
                textsMissing,
                first == null ? null : first.toString(),
                last == null ? null : last.toString(),
                List.copyOf(complaints));
    }
}
