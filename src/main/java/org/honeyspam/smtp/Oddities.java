package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.Set;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;

/** Notes input that no well-made client sends: each kind once a session, with a bounded sample. */
final class Oddities {
    private static final int SAMPLE_BYTES_MAX = 256;
    private static final int LINE_BYTES_RECORDED_MAX = 1024;

    private final Set<String> noted = new HashSet<>();

    void note(String kind, String sample, Sink sink) {
        if (noted.add(kind)) {
            String cut = sample.substring(0, Math.min(sample.length(), SAMPLE_BYTES_MAX));
            sink.record(new JournalEvent.OddInput(kind, cut));
        }
    }

    void noteLine(String text, boolean bareLineFeed, Sink sink) {
        if (bareLineFeed) {
            note("bare_lf", text, sink);
        }
        if (text.indexOf('\r') >= 0) {
            note("bare_cr", text, sink);
        }
        if (text.indexOf('\0') >= 0) {
            note("nul", text, sink);
        }
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            note("eight_bit", text, sink);
        }
    }

    /** As much of a line as is recorded of a command. */
    static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), LINE_BYTES_RECORDED_MAX));
    }
}
