package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How slowly answers go: in the mean as the pace says, never in a rhythm, and byte for byte. */
class PacingTest {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Regulars regulars = new Regulars();
    private final Regulars.Known visitor = regulars.of(InetAddress.ofLiteral("192.0.2.1"));

    private static Pace pace(int delayMillis, int jitter, int roundTripMillis, int lossPerMille) {
        return new Pace(
                "test",
                Duration.ofMillis(delayMillis),
                jitter,
                Duration.ofMillis(roundTripMillis),
                lossPerMille,
                1,
                Duration.ZERO,
                0,
                0,
                0,
                List.of(),
                false);
    }

    private static Pace dripping(int bytes, int pauseMillis, int quickAnswers) {
        return new Pace(
                "test",
                Duration.ZERO,
                50,
                Duration.ZERO,
                0,
                bytes,
                Duration.ofMillis(pauseMillis),
                0,
                0,
                quickAnswers,
                List.of(),
                false);
    }

    private Pacing pacing(Pace pace) {
        return new Pacing(Lane.of(pace), null, null, visitor);
    }

    /** The waits before the pieces of an answer. */
    private static List<Long> waits(Pacing pacing, byte[] answer) {
        pacing.heard(1);
        pacing.add(answer);
        List<Long> waits = new ArrayList<>();
        while (pacing.waitingBytes() > 0) {
            waits.add(pacing.prepare());
            while (pacing.isDue()) {
                pacing.take();
            }
        }
        return waits;
    }

    private static double mean(List<Long> waits) {
        return waits.stream().mapToLong(wait -> wait).average().orElseThrow() / SECOND;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatGoesInComesOutWhateverThePieces(long seed) {
        var dice = new SplittableRandom(seed);
        var pacing = pacing(dripping(1 + dice.nextInt(50), 10, 0));
        var in = new ByteArrayOutputStream();
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[dice.nextInt(200)];
            dice.nextBytes(bytes);
            in.writeBytes(bytes);
            pacing.add(bytes);
            if (dice.nextInt(3) == 0) {
                takeSome(pacing, dice.nextInt(8), out);
            }
        }
        takeSome(pacing, Integer.MAX_VALUE, out);

        assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
    }

    private static void takeSome(Pacing pacing, int pieces, ByteArrayOutputStream out) {
        for (int i = 0; i < pieces && pacing.waitingBytes() > 0; i++) {
            pacing.prepare();
            while (pacing.isDue()) {
                out.writeBytes(pacing.take());
            }
        }
    }

    @Test
    void aDripHasItsRateAndNoRhythm() {
        List<Long> waits = waits(pacing(dripping(1, 1_000, 0)), new byte[3_000]);
        List<Long> between = waits.subList(1, waits.size());

        assertThat(waits).hasSize(3_000);
        assertThat(mean(between)).isCloseTo(1.0, within(0.1));
        assertThat(between.stream().distinct().count()).isGreaterThan(2_900);
        assertThat(between).allMatch(wait -> wait >= SECOND / 2);
    }

    @Test
    void piecesHaveTheirSizeInTheMean() {
        assertThat(waits(pacing(dripping(10, 1, 0)), new byte[20_000]))
                .hasSizeBetween(1_850, 2_150);
    }

    @Test
    void aDelayIsAsLongAsItSaysInTheMean() {
        var pacing = pacing(pace(200, 60, 0, 0));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            waits.addAll(waits(pacing, new byte[10]));
        }

        assertThat(mean(waits)).isCloseTo(0.2, within(0.02));
        assertThat(waits.stream().distinct().count()).isGreaterThan(2_900);
    }

    @Test
    void aDistantNetworkCostsRoundTripsForWhatIsLong() {
        List<Long> waits = waits(pacing(pace(0, 0, 100, 0)), new byte[200_000]);

        // RFC 6928: ten segments at once, then twice as many with each round trip.
        assertThat(waits.stream().filter(wait -> wait > 0)).hasSize(1 + 3);
        assertThat(waits.stream().mapToLong(wait -> wait).sum() / SECOND)
                .isCloseTo(0.4, within(0.001));
    }

    @Test
    void someIsLateAsIfItHadBeenLost() {
        var pacing = pacing(pace(0, 0, 0, 100));
        int late = 0;
        for (int i = 0; i < 5_000; i++) {
            late += waits(pacing, new byte[10]).getFirst() >= SECOND / 5 ? 1 : 0;
        }

        assertThat(late).isBetween(400, 600);
    }

    @Test
    void whoIsNewIsQuickAndGetsSlowerAndSlower() {
        var pacing = pacing(dripping(1, 100, 10));
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            means.add(waits(pacing, new byte[300]).stream().mapToLong(w -> w).sum() / SECOND);
        }

        assertThat(means.subList(0, 10)).allMatch(mean -> mean == 0);
        assertThat(means.get(19)).isCloseTo(15, within(4.0));
        assertThat(means.get(199)).isCloseTo(28.5, within(5.0));
    }

    @Test
    void anotherSourceIsNew() {
        var pace = dripping(1, 100, 10);
        var known = new Pacing(Lane.of(pace), null, null, visitor);
        for (int i = 0; i < 50; i++) {
            waits(known, new byte[10]);
        }
        Regulars.Known stranger = regulars.of(InetAddress.ofLiteral("192.0.2.2"));
        Regulars.Known again = regulars.of(InetAddress.ofLiteral("192.0.2.1"));

        assertThat(waits(new Pacing(Lane.of(pace), null, null, stranger), new byte[10]))
                .containsOnly(0L);
        assertThat(mean(waits(new Pacing(Lane.of(pace), null, null, again), new byte[100])))
                .isGreaterThan(0.05);
    }

    @Test
    void sourcesAreRememberedWithinABound() {
        for (int i = 0; i < 60_000; i++) {
            regulars.of(InetAddress.ofLiteral("10.1.%d.%d".formatted(i >> 8, i & 0xff)));
        }

        assertThat(regulars.size()).isEqualTo(50_000);
    }

    @Test
    void whatIsBookedStaysSoUnderAnotherConfiguration() {
        var line = new Bandwidth(1_000);

        assertThat(Bandwidth.of(1_000, line)).isSameAs(line);
        assertThat(Bandwidth.of(2_000, line)).isNotNull().isNotSameAs(line);
        assertThat(Bandwidth.of(0, line)).isNull();
    }

    @Test
    void aLineGivesEachHisTurnAndNoMoreThanItHas() {
        var line = new Bandwidth(1_000);
        long now = System.nanoTime() + (long) SECOND;
        long last = 0;
        for (int i = 0; i < 50; i++) {
            long wait = line.book(100, now);
            assertThat(wait).isGreaterThanOrEqualTo(last);
            last = wait;
        }

        // 5,000 bytes, of which the last 100 go when 4,900 have: less the 200 ms of before.
        assertThat(last / SECOND).isCloseTo(4.7, within(0.01));
        assertThat(line.book(100, now + (long) (6 * SECOND))).isZero();
    }
}
