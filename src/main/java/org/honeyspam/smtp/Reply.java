package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.List;

/**
 * What the server answers to one command.
 *
 * @param lines texts behind the code, one a line, the last one without the hyphen
 * @param pause how long the answer is held back
 * @param close whether the connection ends with it
 */
record Reply(int code, List<String> lines, Duration pause, boolean close) {

    static Reply of(int code, String... lines) {
        return new Reply(code, List.of(lines), Duration.ZERO, false);
    }

    Reply thenClose() {
        return new Reply(code, lines, pause, true);
    }

    Reply after(Duration wait) {
        return new Reply(code, lines, wait, close);
    }

    boolean positive() {
        return code < 400;
    }

    byte[] bytes() {
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            char mark = i < lines.size() - 1 ? '-' : ' ';
            text.append(code).append(mark).append(lines.get(i)).append("\r\n");
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
