package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Network;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress ONE = InetAddress.ofLiteral("10.9.0.7");
    private static final InetAddress OTHER = InetAddress.ofLiteral("10.9.1.7");

    private final Visits visits = new Visits(List.of(Network.of("10.9.0.0/20")), START);

    @Test
    void theLastVisitOfEachAddressOfTheRangesIsKnown() {
        assertThat(visits.lastVisitOfAny()).isNull();
        visits.visited(ONE, START.plusSeconds(60));
        visits.visited(OTHER, START.plusSeconds(30));
        visits.visited(ONE, START.plusSeconds(10)); // Told late.
        assertThat(visits.lastVisit(ONE)).isEqualTo(START.plusSeconds(60));
        assertThat(visits.lastVisit(OTHER)).isEqualTo(START.plusSeconds(30));
        assertThat(visits.lastVisitOfAny()).isEqualTo(START.plusSeconds(60));
        assertThat(visits.since()).isEqualTo(START);
    }

    @Test
    void otherAddressesAreNotRemembered() {
        InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.1");
        visits.visited(elsewhere, START);
        assertThat(visits.lastVisit(elsewhere)).isNull();
        assertThat(visits.lastVisitOfAny()).isNull();
    }

    @Test
    void theOldestIsForgottenWhereThereAreTooMany() {
        var wide = new Visits(List.of(Network.of("10.0.0.0/8")), START);
        for (int i = 0; i <= 100_000; i++) {
            String text = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
            wide.visited(InetAddress.ofLiteral(text), START.plusSeconds(i));
        }
        assertThat(wide.lastVisit(InetAddress.ofLiteral("10.0.0.0"))).isNull();
        assertThat(wide.lastVisit(InetAddress.ofLiteral("10.0.0.1"))).isNotNull();
    }
}
