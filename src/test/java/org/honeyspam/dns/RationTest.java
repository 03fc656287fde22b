package org.honeyspam.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RationTest {
    private static final Instant NOW = TestZones.NOW;

    @Test
    void thereIsSoMuchASecond() {
        var ration = new Ration(2);
        assertThat(ration.take(NOW)).isTrue();
        assertThat(ration.take(NOW.plusMillis(1))).isTrue();
        assertThat(ration.take(NOW.plusMillis(2))).isFalse();
        assertThat(ration.take(NOW.plusSeconds(1))).isTrue();
    }

    @Test
    void aFloodOfNoiseIsCountedAndNotRecorded() {
        NameServer server = TestZones.server(TestZones.TABLES, 5);
        int recorded = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] noise = "%012d and what is no question".formatted(i).getBytes(US_ASCII);
            noise[2] = 0;
            noise[3] = 0;
            var source = InetAddress.ofLiteral("198.18.%d.%d".formatted(i / 250, i % 250));
            recorded += server.answer(noise, source, false, NOW).event() == null ? 0 : 1;
        }
        assertThat(recorded).isBetween(1, 20);
        assertThat(server.counts().leftUnrecorded()).isPositive();
    }
}
