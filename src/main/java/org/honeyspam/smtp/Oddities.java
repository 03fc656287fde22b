package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;

/** Notes input that no well-made client sends: each kind once a session, with a bounded sample. */
final class Oddities {
    /** More than any product takes for a command. */
    private static final int LINE_BYTES_RECORDED_MAX = 20_000;

    /** A request of HTTP, the banner of SSH, the first bytes of TLS or SOCKS. */
    private static final Pattern OTHER_PROTOCOL =
            Pattern.compile(
                    "^(GET|POST|HEAD|PUT|CONNECT|OPTIONS) | HTTP/1\\.|^SSH-|^[\\x16\\x04\\x05]");

    private Set<String> noted = Set.of();

    void note(String kind, String sample, Sink sink) {
        noted = noted.isEmpty() ? new HashSet<>() : noted; // Most sessions note nothing.
        if (noted.add(kind)) {
            sink.record(new JournalEvent.OddInput(kind, PeerText.sample(sample)));
        }
    }

    void noteLine(String text, boolean bareLineFeed, Sink sink) {
        if (bareLineFeed) {
            note("bare_lf", text, sink);
        }
        if (OTHER_PROTOCOL.matcher(text).find()) {
            note("other_protocol", text, sink);
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

    void noteText(Incoming message, Sink sink) {
        String smuggled = message.smuggled();
        if (smuggled != null) {
            note("smuggling", smuggled, sink);
        }
        if (message.cutOff() != null) {
            note(message.cutOff().label() + "_in_data", "", sink);
        }
        if (message.nul()) {
            note("nul_in_data", "", sink);
        }
    }

    /** As much of a line as is recorded of a command. */
    static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), LINE_BYTES_RECORDED_MAX));
    }
}
