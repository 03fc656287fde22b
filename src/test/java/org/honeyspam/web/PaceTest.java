package org.honeyspam.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Slow;
import org.honeyspam.config.Use;
import org.honeyspam.web.Pace.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits how long: slower and slower, without a rhythm, within bounds. */
final class PaceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress VISITOR = InetAddress.ofLiteral("192.0.2.7");
    private static final String SITE = "www.one.example";
    private static final int PAGE_BYTES = 8_000;
    private static final int FROM = 200;
    private static final int ENOUGH = 4_000;
    private static final Duration DELAY_MAX = Duration.ofSeconds(5);
    private static final Duration DRIP_MAX = Duration.ofSeconds(3);

    private static Pace pace(int atOnceMax, long seed) {
        var slow = new Slow(FROM, DELAY_MAX, DRIP_MAX, atOnceMax);
        return new Pace(slow, List.of(), seed);
    }

    private static Plan plan(Pace pace, InetAddress visitor, Instant now) {
        return pace.plan(visitor, SITE, PAGE_BYTES, now);
    }

    /** So many pages in a row, none before the last one is there. */
    private static Plan[] walk(Pace pace, InetAddress visitor, int pages) {
        Plan[] plans = new Plan[pages];
        Instant now = NOON;
        for (int i = 0; i < pages; i++) {
            plans[i] = plan(pace, visitor, now);
            now = now.plus(plans[i].whole());
        }
        return plans;
    }

    private static double[] seconds(Plan[] plans, int from, int to) {
        return Arrays.stream(plans, from, to).mapToDouble(p -> p.whole().toNanos() / 1e9).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void theFirstPagesComeAtOnce() {
        Plan[] plans = walk(pace(10, 1), VISITOR, FROM);
        assertThat(plans).allMatch(plan -> plan.equals(Plan.QUICK));
    }

    @Test
    void whoGoesOnWaitsLongerAndLonger() {
        Plan[] plans = walk(pace(10, 1), VISITOR, FROM + ENOUGH);
        double early = mean(seconds(plans, FROM, FROM + 100));
        double later = mean(seconds(plans, FROM + 900, FROM + 1_100));
        double last = mean(seconds(plans, FROM + ENOUGH - 500, FROM + ENOUGH));
        assertThat(early).isGreaterThan(0).isLessThan(0.5);
        assertThat(later).isGreaterThan(2 * early);
        assertThat(last).isGreaterThan(1.2 * later);
    }

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(longs = {1, 2, 3})
    void noAnswerTakesLongerThanItMay(long seed) {
        for (Plan plan : walk(pace(10, seed), VISITOR, 20_000)) {
            assertThat(plan.delay()).isBetween(Duration.ZERO, DELAY_MAX);
            assertThat(plan.whole().minus(plan.delay())).isBetween(Duration.ZERO, DRIP_MAX);
            assertThat(plan.rest()).hasSizeLessThan(8);
            assertThat(plan.rest()).allMatch(p -> p.from() >= 0 && p.from() < 1);
        }
    }

    /** Neither a fixed time, nor a row that comes again, nor one that can be told in advance. */
    @ParameterizedTest(name = "seed={0}")
    @ValueSource(longs = {1, 2, 3})
    void waitsHaveNoRhythm(long seed) {
        Plan[] plans = walk(pace(10, seed), VISITOR, FROM + 2 * ENOUGH);
        double[] waits = seconds(plans, FROM + ENOUGH, FROM + 2 * ENOUGH);
        assertThat(spread(waits)).as("deviation, of the mean").isGreaterThan(0.4);
        for (int lag = 1; lag <= 50; lag++) {
            assertThat(correlation(waits, lag)).as("lag " + lag).isBetween(-0.1, 0.1);
        }
        Set<Long> millis = new HashSet<>();
        int[] tenths = new int[81];
        for (double wait : waits) {
            millis.add((long) (wait * 1_000));
            tenths[(int) (wait * 10)]++;
        }
        assertThat(millis).as("different ones, to the millisecond").hasSizeGreaterThan(ENOUGH / 3);
        assertThat(Arrays.stream(tenths).max().orElseThrow())
                .as("those of one tenth of a second")
                .isLessThan(ENOUGH / 10);
        double[] others = seconds(walk(pace(10, seed + 1), VISITOR, 300), FROM, 300);
        assertThat(seconds(plans, FROM, 300)).isNotEqualTo(others);
    }

    private static double spread(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
                                / values.length)
                / mean;
    }

    private static double correlation(double[] values, int lag) {
        double mean = mean(values);
        double both = 0;
        double own = 0;
        for (int i = 0; i < values.length; i++) {
            own += (values[i] - mean) * (values[i] - mean);
            if (i >= lag) {
                both += (values[i] - mean) * (values[i - lag] - mean);
            }
        }
        return both / own;
    }

    @Test
    void piecesAndPausesAreOfAllSizes() {
        var sizes = new DoubleSummaryStatistics();
        Set<Integer> counts = new HashSet<>();
        for (Plan plan : walk(pace(10, 1), VISITOR, FROM + 500)) {
            double before = 0;
            for (Pace.Piece piece : plan.rest()) {
                assertThat(piece.from()).isGreaterThanOrEqualTo(before);
                sizes.accept(piece.from() - before);
                before = piece.from();
            }
            counts.add(plan.rest().size());
        }
        assertThat(counts).contains(1, 2, 3, 4, 5, 6, 7);
        assertThat(sizes.getMin()).isLessThan(0.01);
        assertThat(sizes.getMax()).isGreaterThan(0.9);
    }

    @Test
    void beyondSoManySlowAnswersOthersAreQuick() {
        Pace pace = pace(3, 1);
        walk(pace, VISITOR, FROM + 100);
        Instant later = NOON.plus(Duration.ofHours(12));
        for (int i = 0; i < 3; i++) {
            assertThat(plan(pace, VISITOR, later)).isNotEqualTo(Plan.QUICK);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(plan(pace, VISITOR, later)).isEqualTo(Plan.QUICK);
        }
        assertThat(pace.slowAnswers(later)).isEqualTo(new Use(3, 3, 50));
        Instant over = later.plus(DELAY_MAX).plus(DRIP_MAX);
        assertThat(pace.slowAnswers(over)).isEqualTo(new Use(0, 3, 50));
        assertThat(plan(pace, VISITOR, over)).isNotEqualTo(Plan.QUICK);
        Instant setBack = NOON.minus(Duration.ofDays(1));
        assertThat(pace.slowAnswers(setBack)).as("by another clock").isEqualTo(new Use(0, 3, 50));
    }

    @Test
    void anotherVisitorIsNotMadeToWaitForTheFirst() {
        Pace pace = pace(10, 1);
        walk(pace, VISITOR, FROM + 1);
        InetAddress other = InetAddress.ofLiteral("192.0.2.8");
        assertThat(plan(pace, other, NOON)).isEqualTo(Plan.QUICK);
    }

    @Test
    void allAddressesOfAPrefixAreOneVisitor() {
        Pace pace = pace(10, 1);
        for (int i = 0; i < FROM; i++) {
            InetAddress ip = InetAddress.ofLiteral("2001:db8:0:1::" + Integer.toHexString(i));
            assertThat(plan(pace, ip, NOON)).isEqualTo(Plan.QUICK);
        }
        InetAddress same = InetAddress.ofLiteral("2001:db8:0:1:ffff::1");
        assertThat(plan(pace, same, NOON)).isNotEqualTo(Plan.QUICK);
        InetAddress neighbour = InetAddress.ofLiteral("2001:db8:0:2::1");
        assertThat(plan(pace, neighbour, NOON)).isEqualTo(Plan.QUICK);
    }

    @Test
    void whoStaysAwayForADayIsNewAgain() {
        Pace pace = pace(10, 1);
        walk(pace, VISITOR, FROM + 1);
        Instant soon = NOON.plus(Duration.ofHours(23));
        assertThat(plan(pace, VISITOR, soon)).isNotEqualTo(Plan.QUICK);
        Instant late = soon.plus(Duration.ofHours(25));
        assertThat(plan(pace, VISITOR, late)).isEqualTo(Plan.QUICK);
    }

    @Test
    void aMillionVisitorsAreNotAllRemembered() {
        Pace pace = pace(10, 1);
        byte[] ip = {10, 0, 0, 0};
        for (int i = 0; i < 1_000_000; i++) {
            ip[1] = (byte) (i >>> 16);
            ip[2] = (byte) (i >>> 8);
            ip[3] = (byte) i;
            plan(pace, address(ip), NOON);
        }
        assertThat(pace.visitorsRemembered()).isEqualTo(20_000);
    }

    private static InetAddress address(byte[] ip) {
        try {
            return InetAddress.getByAddress(ip);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSiteMayHaveItsOwnPace() {
        var slow = new Slow(0, DELAY_MAX, DRIP_MAX, 10_000);
        var quick =
                new Configuration.Site(
                        SITE,
                        "one.example",
                        "One",
                        "auto",
                        "auto",
                        Duration.ZERO,
                        Duration.ZERO,
                        null,
                        "/",
                        null,
                        null,
                        null);
        var pace = new Pace(slow, List.of(quick), 1);
        for (int i = 0; i < 100; i++) {
            assertThat(plan(pace, VISITOR, NOON).whole()).isZero();
        }
        Plan elsewhere = pace.plan(VISITOR, "www.two.example", PAGE_BYTES, NOON);
        assertThat(elsewhere.whole()).isPositive();
    }

    @Test
    void whatFitsIntoAPacketDoesNotDrip() {
        Pace pace = pace(10, 1);
        walk(pace, VISITOR, FROM + 1);
        assertThat(pace.plan(VISITOR, SITE, 300, NOON.plusSeconds(60)).rest()).isEmpty();
    }
}
