package org.honeyspam.bait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;

/** Bait, keys and visitors of the tests, the same every time. */
final class TestBait {
    static final Instant NOON = Instant.parse("2026-03-01T12:34:56.789Z");
    static final String SITE = "www.one.example";
    static final List<String> SITES = List.of(SITE, "www.two.example");
    static final List<String> DOMAINS = List.of("one.example", "two.example");
    static final InetAddress VISITOR = InetAddress.ofLiteral("203.0.113.7");

    private TestBait() {}

    /** A ring of so many keys; a longer one of the same family begins with the same keys. */
    static KeyRing keys(String family, int count) {
        var text = new StringBuilder();
        var dice = new SplittableRandom(family.hashCode());
        for (int id = 1; id <= count; id++) {
            text.append(id).append(' ');
            for (int i = 0; i < 4; i++) {
                text.append("%016x".formatted(dice.nextLong()));
            }
            text.append('\n');
        }
        try {
            Path file = Files.createTempFile("honeyspam-test", ".key");
            Files.writeString(file, text);
            KeyRing keys = KeyRing.read(file);
            Files.delete(file);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeyRing keys() {
        return keys("ours", 1);
    }

    static Bait of(BaitStyle style) {
        return of(style, keys());
    }

    static Bait of(BaitStyle style, KeyRing keys) {
        return new Bait(keys, settings(style, 60, 100), SITES, SerialSource.inMemory());
    }

    static Configuration.Bait settings(BaitStyle style, int perVisit, int visits) {
        return new Configuration.Bait(
                style,
                DOMAINS,
                List.of(),
                false,
                perVisit,
                10 * perVisit,
                visits,
                Duration.ofHours(1));
    }

    /** A visitor of his own for each number. */
    static InetAddress visitor(int number) {
        return InetAddress.ofLiteral(
                "10.%d.%d.%d".formatted(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff));
    }

    /** So many plain ones. */
    static List<String> forms(int count) {
        return Collections.nCopies(count, "text");
    }

    static List<String> take(Bait bait, InetAddress visitor, int wanted) {
        return bait.grant(visitor, "agent", SITE, "/page", forms(wanted), NOON).addresses();
    }

    static Carried decoded(Bait bait, String recipient) {
        return Objects.requireNonNull(bait.decode(recipient), recipient);
    }

    static String local(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
