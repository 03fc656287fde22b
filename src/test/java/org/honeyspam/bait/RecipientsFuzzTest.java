package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.fuzz.Noise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back from harvesters may be spoilt in any way: it is read or it is nobody's. */
class RecipientsFuzzTest {
    private static final int CASES = 4_000;

    private static List<String> phrases(Bait bait) {
        InetAddress visitor = InetAddress.ofLiteral("192.0.2.7");
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        List<String> all = new ArrayList<>();
        all.addAll(
                bait.grant(visitor, "agent", "www.one.example", "/a", TestBait.forms(12), now)
                        .addresses());
        all.addAll(
                List.of(
                        "mailto:",
                        "%40",
                        "%3c",
                        "u003e",
                        "3c",
                        "<",
                        "@one.example",
                        "@",
                        ".",
                        "%zz"));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void anyRecipientIsReadOrNobodys(BaitStyle style) {
        var bait =
                new Bait(
                        TestNode.keys(),
                        TestNode.bait(style),
                        List.of("www.one.example", "www.two.example"),
                        SerialSource.inMemory());
        List<String> phrases = phrases(bait);
        int known = 0;
        for (long seed = 0; seed < CASES; seed++) {
            String text = new Noise(seed, phrases).line();
            try {
                assertThat(Recipients.of(text)).hasSizeLessThanOrEqualTo(7);
                Carried carried = bait.decode(text);
                if (carried != null) {
                    known++;
                    assertThat(phrases).as("seed %d", seed).contains(carried.address());
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, text), e);
            }
        }
        assertThat(known).isPositive();
    }
}
