package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.honeyspam.journal.JournalEvent.SessionsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefusalsTest {
    private static final Endpoint HERE = new Endpoint(InetAddress.ofLiteral("127.0.0.1"), 25);

    private static Peer from(String ip) {
        var source = new Endpoint(InetAddress.ofLiteral(ip), 40_000);
        return new Peer("s", "mx", source, HERE, List.of(), null);
    }

    @Test
    void aNetworkThatHasASumIsCountedThereHoweverManyThereAre(@TempDir Path folder)
            throws Exception {
        try (Ports ports = Ports.in(folder)) {
            var refusals = new Refusals(ports.journal, Clock.systemUTC());
            for (int i = 0; i < 100; i++) { // More than are told one by one.
                refusals.add(from("192.0.2.1"), "too_many");
            }
            for (int i = 0; i < 3_000; i++) {
                refusals.add(from("10.%d.%d.1".formatted(i >> 8, i & 0xff)), "too_many");
            }
            for (int i = 0; i < 100; i++) {
                refusals.add(from("192.0.2.1"), "too_many");
            }
            refusals.sumUp();
            Await.until("all are told", () -> sum(ports, "everywhere") > 0);

            long ofNetwork =
                    ports.recorded().stream()
                            .filter(one -> one.event() instanceof SessionRefused)
                            .filter(one -> "192.0.2.1".equals(one.sourceIp()))
                            .count();
            assertThat(sum(ports, "192.0.2.0/24") + ofNetwork).isEqualTo(200);
            assertThat(ports.recorded(SessionsRefused.class)).hasSizeBetween(1_000, 1_001);
        }
    }

    private static long sum(Ports ports, String network) throws Exception {
        return ports.recorded(SessionsRefused.class).stream()
                .filter(one -> one.network().equals(network))
                .mapToLong(SessionsRefused::count)
                .sum();
    }
}
