package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Network;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final Instant NOW = TestZones.NOW;
    private final TestZones.Known visitors = new TestZones.Known();

    private Draw draw(String... ranges) {
        List<Network> networks = List.of(ranges).stream().map(Network::of).toList();
        var rules = new Draw.Rules(networks, 2, PERIOD, Duration.ofDays(7));
        return new Draw(new byte[32], rules, visitors);
    }

    private static Map<InetAddress, Integer> drawn(Draw draw, int periods) {
        Map<InetAddress, Integer> drawn = new HashMap<>();
        for (int i = 0; i < periods; i++) {
            for (InetAddress ip : draw.of("mx", false, NOW.plus(PERIOD.multipliedBy(i)))) {
                drawn.merge(ip, 1, Integer::sum);
            }
        }
        return drawn;
    }

    @Test
    void allWhoAskInOnePeriodAreToldTheSameAndOthersInTheNext() {
        Draw draw = draw("10.9.0.0/20");
        List<InetAddress> first = draw.of("mx", false, NOW);
        assertThat(first).hasSize(2).doesNotHaveDuplicates();
        assertThat(draw.of("mx", false, NOW.plusSeconds(299))).isEqualTo(first);
        assertThat(draw.of("mx", false, NOW.plusSeconds(300))).doesNotContainAnyElementsOf(first);
        assertThat(draw.of("www", false, NOW)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void allOfTheRangesAreDrawnFromAndNothingElse() {
        List<Network> networks = List.of(Network.of("10.9.0.0/24"), Network.of("10.9.7.64/26"));
        Map<InetAddress, Integer> drawn = drawn(draw("10.9.0.0/24", "10.9.7.64/26"), 3_000);
        assertThat(drawn.keySet())
                .allMatch(ip -> networks.stream().anyMatch(network -> network.contains(ip)));
        assertThat(drawn).hasSize(254 + 64);
        assertThat(drawn.keySet()).doesNotContain(InetAddress.ofLiteral("10.9.0.0"));
        assertThat(drawn.values()).allMatch(count -> count > 2 && count < 60);
    }

    @Test
    void everyBitOfAnAddressOfSixIsDrawn() {
        Set<InetAddress> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.addAll(draw("2001:db8:9::/62").of("mx", true, NOW.plus(PERIOD.multipliedBy(i))));
        }
        assertThat(seen).hasSize(400).allMatch(Network.of("2001:db8:9::/62")::contains);
        assertThat(draw("2001:db8:9::/62").of("mx", false, NOW)).isEmpty();
    }

    @Test
    void oneAddressIsDrawnForWantOfMore() {
        assertThat(draw("10.9.0.7/32").of("mx", false, NOW))
                .containsExactly(InetAddress.ofLiteral("10.9.0.7"));
    }

    @Test
    void whereNobodyCameForLongWhileOthersHadVisitorsIsSeldomDrawn() {
        Draw draw = draw("10.9.0.0/25");
        visitors.since = NOW.minus(Duration.ofDays(30));
        for (int i = 1; i <= 60; i++) {
            visitors.visits.put(InetAddress.ofLiteral("10.9.0." + i), NOW);
        }
        visitors.visits.put(InetAddress.ofLiteral("10.9.0.61"), NOW.minus(Duration.ofDays(8)));
        Map<InetAddress, Integer> drawn = drawn(draw, 3_000);
        int good = 0;
        int burnt = 0;
        for (var entry : drawn.entrySet()) {
            int last = entry.getKey().getAddress()[3];
            good += last <= 60 ? entry.getValue() : 0;
            burnt += last > 60 ? entry.getValue() : 0;
        }
        // 60 against 67 addresses, of which one in eight is taken.
        assertThat((double) burnt / good).isBetween(0.09, 0.20);
        assertThat(drawn).containsKey(InetAddress.ofLiteral("10.9.0.61"));
    }

    @Test
    void whereNobodyIsKnownToHaveComeAnywhereNothingIsBurnt() {
        visitors.since = NOW.minus(Duration.ofDays(30));
        assertThat(drawn(draw("10.9.0.0/25"), 2_000)).hasSize(127);
    }

    @Test
    void whereAllIsBurntAddressesAreDrawnAllTheSame() {
        visitors.since = NOW.minus(Duration.ofDays(30));
        visitors.visits.put(InetAddress.ofLiteral("192.0.2.1"), NOW);
        assertThat(draw("10.9.0.8/31").of("mx", false, NOW)).isNotEmpty();
    }
}
