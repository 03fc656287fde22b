package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each limit, reached by a message made for it; and messages that would take other readers hours.
 */
class ContentLimitsTest {
    private static final Map<Limit, byte[]> REACHING = reaching();

    /** Generous, for a slow machine: none takes a second on an idle one. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static Map<Limit, byte[]> reaching() {
        Map<Limit, byte[]> all = new EnumMap<>(Limit.class);
        all.put(Limit.FIELDS, bytes(many(600, i -> "X-" + i + ": a\n") + "\nb"));
        all.put(Limit.FIELD_CHARS, text("Subject: " + "s".repeat(9_000), "b"));
        all.put(Limit.CORRESPONDENTS, text("To: " + many(120, i -> i + "@a.example,"), "b"));
        all.put(Limit.HOPS, text(many(60, i -> "Received: from a by b; now\n").strip(), "b"));
        all.put(Limit.PARTS, multipart(400, i -> "\n\nb"));
        all.put(Limit.DEPTH, nested(40));
        all.put(Limit.NAME_CHARS, text("Content-Type: image/png; name=" + "n".repeat(300), "b"));
        all.put(Limit.TEXT_CHARS, text("A: b", "word ".repeat(70_000)));
        all.put(Limit.HTML_CHARS, text("Content-Type: text/html", "<p>word".repeat(100_000)));
        all.put(Limit.HTML_DEPTH, text("Content-Type: text/html", "<div>".repeat(5_000) + "deep"));
        all.put(Limit.ENTRIES, attached("application/zip", zip(600)));
        all.put(Limit.UNPACKED_BYTES, attached("application/gzip", gzip(5_000_000)));
        all.put(Limit.LINKS, text("A: b", many(400, i -> "http://h" + i + ".example/ ")));
        all.put(Limit.LINK_CHARS, text("A: b", "http://h.example/" + "p".repeat(3_000)));
        all.put(Limit.ADDRESSES, text("A: b", many(300, i -> "a" + i + "@b.example ")));
        all.put(Limit.PHONES, text("A: b", many(80, i -> "+44 20 7946 %04d, ".formatted(i))));
        all.put(Limit.WALLETS, text("A: b", many(80, i -> "0x%040x ".formatted(0xabcdef000L + i))));
        return all;
    }

    private static String many(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] text(String fields, String body) {
        return bytes(fields + "\n\n" + body);
    }

    private static byte[] multipart(int parts, IntFunction<String> part) {
        return text(
                "Content-Type: multipart/mixed; boundary=b",
                many(parts, i -> "--b" + part.apply(i) + "\n"));
    }

    private static byte[] nested(int depth) {
        return bytes(
                many(
                                depth,
                                i ->
                                        "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
                                                .formatted(i, i))
                        + "\ntext");
    }

    private static byte[] attached(String type, byte[] content) {
        return text(
                "Content-Type: " + type + "\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encodeToString(content));
    }

    private static byte[] zip(int entries) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry("file" + i));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(int size) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[size]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static Content read(byte[] message) {
        return Content.read(message, Vantage.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WORDS")
    void eachLimitIsReachedAndSaid(Limit limit) {
        Content content = read(REACHING.getOrDefault(limit, new byte[0]));
        assertThat(content.truncated()).contains(limit);
        assertThat(content.links()).hasSizeLessThanOrEqualTo(Limit.LINKS.max);
        assertThat(content.leaves()).hasSizeLessThanOrEqualTo(Limit.PARTS.max);
        assertThat(content.text()).hasSizeLessThanOrEqualTo(Limit.TEXT_CHARS.max);
        assertThat(content.head().fields()).hasSizeLessThanOrEqualTo(Limit.FIELDS.max);
    }

    @Test
    void aFingerprintIsMadeOfSoManyWords() {
        String text =
                many(
                        Limit.WORDS.max + 500,
                        i ->
                                "w"
                                        + (char) ('a' + i % 26)
                                        + "ord"
                                        + (char) ('a' + i / 26 % 26)
                                        + " ");
        assertThat(Normal.words(text, java.util.Set.of())).hasSize(Limit.WORDS.max);
    }

    @Test
    void whatIsMadeToTakeHoursTakesMoments() {
        long start = System.nanoTime();
        read(bytes(many(200_000, i -> "Received: from a by b\n")));
        read(multipart(300_000, i -> "\n\nx"));
        read(nested(5_000));
        read(text("Subject: " + "=?utf-8?q?".repeat(100_000), "b"));
        read(text("Received: " + "(".repeat(1_000_000), "b"));
        read(text("Content-Type: text/plain" + "; a=\"".repeat(200_000), "b"));
        read(
                text(
                        "Content-Type: text/html",
                        "<a href='http://a.example/?u=" + "http://".repeat(50_000)));
        read(text("Content-Type: text/html", "<b><i><u><a>".repeat(50_000)));
        read(text("Content-Type: text/html", "<table>".repeat(80_000)));
        read(
                text(
                        "Content-Type: text/html",
                        "<p style='" + "overflow:hidden".repeat(30_000) + "'>x"));
        read(text("A: b", "a.".repeat(500_000)));
        read(text("A: b", "a@".repeat(500_000)));
        read(text("A: b", "[.]a".repeat(200_000)));
        read(text("A: b", "+1 ".repeat(300_000)));
        read(text("A: b", "http://".repeat(150_000)));
        read(text("A: b", "1".repeat(1_000_000)));
        read(text("A: b", " ".repeat(1_000_000)));
        read(text("From: " + "<".repeat(1_000_000), "b"));
        read(text("To: " + "\"".repeat(1_000_000), "b"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    @Test
    void aBombIsCalledOne() {
        assertThat(read(attached("application/gzip", gzip(5_000_000))).oddities())
                .contains(Oddity.ZIP_BOMB);
    }
}
