package org.honeyspam.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of any length and end, cut anywhere. */
class LineCutterFuzzTest {
    private static final int LINE_BYTES_MAX = 6;
    private static final String BYTES = "ab\r\n";

    /** What was seen of the lines: up to the first that is too long, for there a dialogue ends. */
    private static List<String> lines(String input, int piece) {
        var cutter = new LineCutter(LINE_BYTES_MAX);
        List<String> seen = new ArrayList<>();
        byte[] all = input.getBytes(ISO_8859_1);
        for (int from = 0; from < all.length; from += piece) {
            byte[] bytes = Arrays.copyOfRange(all, from, Math.min(all.length, from + piece));
            for (int at = 0; at < bytes.length; ) {
                at = cutter.feed(bytes, at);
                if (cutter.tooLong()) {
                    seen.add("too long: " + cutter.text());
                    return seen;
                }
                if (cutter.complete()) {
                    String end = cutter.bareLineFeed() ? "LF" : "CRLF";
                    seen.add(cutter.text() + " " + cutter.lengthBytes() + " " + end);
                }
            }
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void theSizeOfThePiecesDoesNotMatter(int piece) {
        for (long seed = 0; seed < 20_000; seed++) {
            var dice = new SplittableRandom(seed);
            var input = new StringBuilder();
            for (int i = dice.nextInt(40); i > 0; i--) {
                input.append(BYTES.charAt(dice.nextInt(BYTES.length())));
            }
            String text = input.toString();
            assertThat(lines(text, piece)).as("seed %d", seed).isEqualTo(lines(text, 1_000));
        }
    }

    @Test
    void aLineOfExactlyTheAllowedLengthIsNotTooLongBeforeItsLineFeed() {
        assertThat(lines("abcdef\r\n", 7)).containsExactly("abcdef 6 CRLF");
        assertThat(lines("abcdef\n", 6)).containsExactly("abcdef 6 LF");
        assertThat(lines("abcdefg\r\n", 8)).containsExactly("too long: abcdef");
        assertThat(lines("abcdef\rx\r\n", 7)).containsExactly("too long: abcdef");
    }

    @Test
    void whatIsTooLongIsSwallowedToItsEnd() {
        var cutter = new LineCutter(LINE_BYTES_MAX);
        byte[] bytes = ("x".repeat(1_000) + "\r\nok\r\n").getBytes(ISO_8859_1);

        int next = cutter.feed(bytes, 0);

        assertThat(next).isEqualTo(1_002);
        assertThat(cutter.tooLong()).isTrue();
        assertThat(cutter.lengthBytes()).isEqualTo(1_000);
        assertThat(cutter.text()).isEqualTo("xxxxxx");
        assertThat(cutter.feed(bytes, next)).isEqualTo(bytes.length);
        assertThat(cutter.tooLong()).isFalse();
        assertThat(cutter.text()).isEqualTo("ok");
    }
}
