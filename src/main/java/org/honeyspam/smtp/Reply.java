package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers to one command.
 *
 * @param lines texts behind the code, one a line, the last one without the hyphen
 * @param pause how long the answer is held back
 * @param eachLine whether each of its lines is held back so long, not only the first
 * @param close whether the connection ends with it
 * @param next what is said at once behind it, unasked
 */
record Reply(
        int code,
        List<String> lines,
        Duration pause,
        boolean eachLine,
        boolean close,
        @Nullable Reply next) {

    static Reply of(int code, String... lines) {
        return new Reply(code, List.of(lines), Duration.ZERO, false, false, null);
    }

    Reply thenClose() {
        return new Reply(code, lines, pause, eachLine, true, next);
    }

    Reply after(Duration wait) {
        return new Reply(code, lines, wait, false, close, next);
    }

    Reply eachLineAfter(Duration wait) {
        return new Reply(code, lines, wait, true, close, next);
    }

    /** With these lines before its own. */
    Reply preceded(String... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(lines);
        return new Reply(code, all, pause, eachLine, close, next);
    }

    Reply then(Reply last) {
        return new Reply(code, lines, pause, eachLine, close, last);
    }

    boolean positive() {
        return code < 400;
    }

    byte[] bytes() {
        return String.join("", rendered()).getBytes(ISO_8859_1);
    }

    /** Sends it, and what is said behind it, with the pauses. */
    void say(Sink sink) {
        for (Reply one = this; one != null; one = one.next) {
            one.sayAlone(sink);
        }
    }

    private void sayAlone(Sink sink) {
        List<String> pieces = eachLine ? rendered() : List.of(String.join("", rendered()));
        for (String piece : pieces) {
            if (pause.isPositive()) {
                sink.pause(pause);
            }
            sink.send(piece.getBytes(ISO_8859_1));
        }
    }

    /** All of it, as the answer to that. */
    JournalEvent event(String said) {
        var texts = new ArrayList<String>(lines);
        for (Reply more = next; more != null; more = more.next) {
            texts.add(more.code + " " + String.join(" ", more.lines));
        }
        return new JournalEvent.SmtpCommand(said, code, texts);
    }

    /** Whether the connection ends when all is said. */
    boolean closes() {
        boolean closes = false;
        for (Reply one = this; one != null; one = one.next) {
            closes |= one.close;
        }
        return closes;
    }

    private List<String> rendered() {
        var rendered = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            char mark = i < lines.size() - 1 ? '-' : ' ';
            rendered.add("%d%c%s\r\n".formatted(code, mark, lines.get(i)));
        }
        return rendered;
    }
}
