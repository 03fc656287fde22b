package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.http.Escapes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers of HTTP, each on its own: any line and any body is a value. */
class WebParsersFuzzTest {
    private static final int CASES = 20_000;
    private static final WebPersona.Terms TERMS =
            new WebPersona.Terms(
                    "www.one.example", false, 0, 0, Duration.ZERO, Duration.ZERO, 0, 1);

    static Stream<WebPersona> personas() {
        return Stream.<Function<WebPersona.Terms, WebPersona>>of(Apache::new, Nginx::new, Iis::new)
                .map(persona -> persona.apply(TERMS));
    }

    @ParameterizedTest
    @MethodSource("personas")
    void anyHeadIsReadOrRefused(WebPersona persona) {
        for (long seed = 0; seed < CASES; seed++) {
            var noise = new Noise(seed, Words.WEB);
            String line = noise.line();
            try {
                RequestHead head = head(persona, line);
                if (head != null) {
                    for (int i = head.isSimple() ? 0 : 2; i > 0; i--) {
                        persona.field(head, noise.line(), false);
                    }
                    read(persona, head);
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, line), e);
            }
        }
    }

    private static @Nullable RequestHead head(WebPersona persona, String line) {
        return switch (persona.requestLine(line, false)) {
            case WebPersona.Line.Read read -> read.head();
            case WebPersona.Line.Wrong wrong -> {
                persona.refuse(wrong.head(), wrong.refusal(), Instant.EPOCH);
                yield null;
            }
            case WebPersona.Line.Blank blank -> null;
        };
    }

    private static void read(WebPersona persona, RequestHead head) {
        assertThat(head.version).matches("\\d+\\.\\d+");
        if (persona.judge(head) == null) {
            assertThat(persona.host(head)).doesNotContainPattern("[\\x00-\\x20]");
            persona.body(head).feed(head.line.getBytes(ISO_8859_1), 0);
        }
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
        BodySkipper body = BodySkipper.ofChunks(new BodySkipper.Rules(1 << 20, true, true));
        int at = 0;
        while (at < text.length && !body.settled()) {
            int length = Math.min(text.length - at, dice.nextInt(1, Math.max(2, pieceMax + 1)));
            at += body.feed(Arrays.copyOfRange(text, at, at + length), 0);
        }
        return body.malformed() || body.tooLarge() ? "wrong" : body.done() + " " + at;
    }

    @Test
    void anyPathIsResolvedOrLeadsOut() {
        for (long seed = 0; seed < CASES; seed++) {
            String path = "/" + new Noise(seed, Words.WEB).line();
            String resolved = Paths.resolved(path);
            if (resolved != null) {
                assertThat(resolved).as(path).startsWith("/").doesNotContain("//", "/../", "/./");
            }
            if (Escapes.areRight(path)) {
                assertThat(Paths.decoded(path).length()).isLessThanOrEqualTo(path.length());
            }
        }
    }

    /** Bytes that a regular expression takes for the end of a line, and HTTP does not. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "caf\u00c3\u0085"})
    void aByteAboveAsciiIsOneLikeAnyOther(String text) {
        personas()
                .forEach(
                        persona -> {
                            String line =
                                    "GET http://a.example/" + text + "?q=" + text + " HTTP/1.1";
                            RequestHead head = Objects.requireNonNull(head(persona, line));
                            assertThat(Target.of(head.target).path()).isEqualTo("/" + text);
                            assertThat(persona.field(head, "User-Agent: " + text + "x", false))
                                    .isNull();
                            assertThat(head.said("user-agent")).isEqualTo(text + "x");
                        });
    }
}
