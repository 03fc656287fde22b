package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A peer writes the messages: spoilt, cut and mixed ones are read without a throw, the same way
 * each time, and the result is bounded. {@code -Dfuzz.minutes=10} goes on for so long.
 */
class ContentFuzzTest {
    private static final int CASES = 1_500;
    private static final int EVERY_REAL_MESSAGE = 5;
    private static final int BYTES_MAX = 200_000;
    private static final Duration LONGER = Duration.ofMinutes(Long.getLong("fuzz.minutes", 0));
    private static final Duration CASE_MAX = Duration.ofSeconds(10);
    private static final Path MESSAGES =
            Path.of("src/test/resources/org/honeyspam/content/messages");
    private static final Path CORPUS = Path.of("src/test/resources/corpus/spamassassin.zip");

    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r\n\r\n",
                    "--b\r\n",
                    "--b--\r\n",
                    "Content-Type: multipart/mixed; boundary=b\r\n",
                    "Content-Type: message/rfc822\r\n\r\n",
                    "Content-Type: text/html\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "Content-Transfer-Encoding: quoted-printable\r\n",
                    "; charset=utf-16",
                    "; charset=iso-2022-jp",
                    "; name*0*=x''%",
                    "=?utf-8?b?",
                    "?=",
                    "Received: from ",
                    " by ",
                    " (HELO ",
                    "Date: 99 Foo 0000 99:99:99 +9999\r\n",
                    "<a href=",
                    "<div style='display:none'>",
                    "</",
                    "<!--",
                    "<script>",
                    "<table>",
                    "http://",
                    "hxxp[:]//",
                    "%2f%2f",
                    "@",
                    "xn--",
                    "xn--a-",
                    "[.]",
                    "0x",
                    "4294967296",
                    "+1 (212) 555-0123",
                    "&#x110000;",
                    "&#0;",
                    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                    "bc1q",
                    "UEsDBA",
                    "H4sI",
                    "\u00ff\u00fe",
                    "\0",
                    "\u001b$B",
                    "=\r\n",
                    "=3D",
                    "\ud83d",
                    "\u202e");

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(MESSAGES)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".eml")).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        try (var zip = new ZipInputStream(Files.newInputStream(CORPUS))) {
            int n = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && n++ % EVERY_REAL_MESSAGE == 0) {
                    seeds.add(zip.readAllBytes());
                }
            }
        }
        return seeds;
    }

    private static byte[] spoilt(List<byte[]> seeds, long seed) {
        var dice = new SplittableRandom(seed);
        byte[] message = seeds.get(dice.nextInt(seeds.size()));
        for (int changes = dice.nextInt(1, 12); changes > 0; changes--) {
            int at = dice.nextInt(message.length + 1);
            message =
                    switch (dice.nextInt(6)) {
                        case 0 -> Arrays.copyOf(message, at);
                        case 1 ->
                                joined(
                                        message,
                                        at,
                                        PIECES.get(dice.nextInt(PIECES.size()))
                                                .repeat(1 + dice.nextInt(1 + dice.nextInt(60))),
                                        at);
                        case 2 ->
                                joined(
                                        message,
                                        at,
                                        "",
                                        Math.min(message.length, at + dice.nextInt(200)));
                        case 3 -> joined(message, at, new String(message, 0, at, ISO_8859_1), at);
                        case 4 ->
                                joined(
                                        message,
                                        at,
                                        new String(
                                                seeds.get(dice.nextInt(seeds.size())), ISO_8859_1),
                                        at);
                        default -> flipped(message, dice);
                    };
            message = message.length > BYTES_MAX ? Arrays.copyOf(message, BYTES_MAX) : message;
        }
        return message;
    }

    private static byte[] joined(byte[] message, int end, String middle, int from) {
        return (new String(message, 0, end, ISO_8859_1)
                        + middle
                        + new String(message, from, message.length - from, ISO_8859_1))
                .getBytes(ISO_8859_1);
    }

    private static byte[] flipped(byte[] message, SplittableRandom dice) {
        byte[] flipped = message.clone();
        for (int i = dice.nextInt(20); i > 0 && flipped.length > 0; i--) {
            flipped[dice.nextInt(flipped.length)] = (byte) dice.nextInt(256);
        }
        return flipped;
    }

    @Test
    void nothingThrowsAllIsBoundedAndTheSameComesOutAgain(TestReporter reporter)
            throws IOException {
        List<byte[]> seeds = seeds();
        Instant end = Instant.now().plus(LONGER);
        long longest = 0;
        long dearest = 0;
        long seed = 0;
        for (; seed < CASES || Instant.now().isBefore(end); seed++) {
            byte[] message = spoilt(seeds, seed);
            long start = System.nanoTime();
            Content content = read(message, seed);
            long took = System.nanoTime() - start;
            dearest = took > longest ? seed : dearest;
            longest = Math.max(longest, took);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d", seed)
                    .isLessThan(CASE_MAX);
            assertBounded(content, message.length, seed);
            if (seed % 10 == 0) {
                assertThat(read(message, seed)).as("seed %d", seed).isEqualTo(content);
            }
        }
        reporter.publishEntry(
                "cases %d, the longest seed %d, %d ms"
                        .formatted(seed, dearest, longest / 1_000_000));
    }

    private static Content read(byte[] message, long seed) {
        try {
            Content content = Content.read(message, Vantage.UNKNOWN);
            Fingerprint print = Fingerprint.of(content);
            assertThat(print.sketch().likeness(print.sketch())).isIn(0.0, 1.0);
            return content;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed %d".formatted(seed), e);
        }
    }

    private static void assertBounded(Content content, int bytes, long seed) {
        assertThat(content.text().length())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(Math.min(Limit.TEXT_CHARS.max, 20 * bytes + 10));
        assertThat(content.links().size()).isLessThanOrEqualTo(Limit.LINKS.max);
        assertThat(content.finds().addresses().size()).isLessThanOrEqualTo(Limit.ADDRESSES.max);
        assertThat(content.leaves().size()).isLessThanOrEqualTo(Limit.PARTS.max);
        assertThat(content.hops().size()).isLessThanOrEqualTo(Limit.HOPS.max);
    }

    /** Whatever was sent of it, something is said of it. */
    @Test
    void aMessageMayBeCutAnywhere() throws IOException {
        for (String name : List.of("attachments", "phish", "encoded-words")) {
            byte[] message = Files.readAllBytes(MESSAGES.resolve(name + ".eml"));
            for (int length = 0; length <= message.length; length += 7) {
                Content content = read(Arrays.copyOf(message, length), length);
                assertThat(content.leaves()).isNotEmpty();
            }
        }
    }
}
