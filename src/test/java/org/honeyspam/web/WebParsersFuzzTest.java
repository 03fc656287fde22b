package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers of HTTP, each on its own: any line and any body is a value. */
class WebParsersFuzzTest {
    private static final int CASES = 20_000;

    @Test
    void anyHeadIsReadOrRefused() {
        for (long seed = 0; seed < CASES; seed++) {
            var noise = new Noise(seed, Words.WEB);
            String line = noise.line();
            try {
                RequestHead head = RequestHead.of(line);
                if (head != null) {
                    for (int i = head.isSimple() ? 0 : 2; i > 0; i--) {
                        head.field(noise.line());
                    }
                    read(head);
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, line), e);
            }
        }
    }

    private static void read(RequestHead head) {
        String path = head.path();
        assertThat(path == null || path.startsWith("/")).isTrue();
        assertThat(head.version).matches("\\d\\.\\d");
        RequestHead.Authority to = head.authority("fallback.example");
        if (to != null) {
            assertThat(to.port()).isBetween(0, 65_535);
            assertThat(to.host()).matches("[\\[\\]0-9A-Za-z:._-]+");
        }
        BodySkipper body = BodySkipper.of(head);
        if (body != null) {
            body.feed(head.line.getBytes(ISO_8859_1), 0);
        }
        assertThat(head.isSimple() && head.keepsAlive()).isFalse();
    }

    @Test
    void theEndOfABodyIsFoundWhereverItIsCut() {
        for (long seed = 0; seed < CASES; seed++) {
            byte[] text = new Noise(seed, Words.WEB).bytes();
            String whole = skip(text, new SplittableRandom(seed), text.length);
            assertThat(skip(text, new SplittableRandom(seed), 4))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    private static String skip(byte[] text, SplittableRandom dice, int pieceMax) {
        RequestHead head = head("POST / HTTP/1.1");
        head.field("Transfer-Encoding: chunked");
        BodySkipper body = Objects.requireNonNull(BodySkipper.of(head));
        int at = 0;
        while (at < text.length && !body.done() && !body.wrong()) {
            int length = Math.min(text.length - at, dice.nextInt(1, Math.max(2, pieceMax + 1)));
            at += body.feed(Arrays.copyOfRange(text, at, at + length), 0);
        }
        return body.wrong() ? "wrong" : body.done() + " " + at;
    }

    /** Bytes that a regular expression takes for the end of a line, and HTTP does not. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "caf\u00c3\u0085"})
    void aByteAboveAsciiIsOneLikeAnyOther(String text) {
        RequestHead head = head("GET http://a.example/" + text + "?q=" + text + "x HTTP/1.1");
        assertThat(head.path()).isEqualTo("/" + text);
        assertThat(head.field("User-Agent: " + text + "x")).isTrue();
        assertThat(head.field("user-agent", "")).isEqualTo(text + "x");
        assertThat(head("GET /%41" + text + " HTTP/1.1").path()).isEqualTo("/A" + text);
    }

    private static RequestHead head(String line) {
        return Objects.requireNonNull(RequestHead.of(line));
    }
}
