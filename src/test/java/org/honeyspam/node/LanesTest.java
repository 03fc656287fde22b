package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Pace;
import org.honeyspam.net.Lane;
import org.junit.jupiter.api.Test;

final class LanesTest {
    private final Lanes lanes = new Lanes();

    private static Pace narrow(int bytesPerSecond) {
        return new Pace(
                "narrow",
                Duration.ZERO,
                0,
                Duration.ZERO,
                0,
                0,
                Duration.ZERO,
                bytesPerSecond,
                bytesPerSecond,
                0,
                List.of(),
                false);
    }

    @Test
    void whoComesLaterSharesTheLineOfThoseWhoAreThere() {
        Lane first = lanes.to("web 192.0.2.1", narrow(1_000));

        assertThat(lanes.to("web 192.0.2.1", narrow(1_000))).isSameAs(first);
        assertThat(lanes.to("web 192.0.2.2", narrow(1_000))).isNotSameAs(first);
        Lane wider = lanes.to("web 192.0.2.1", narrow(2_000));
        assertThat(wider.pace()).isEqualTo(narrow(2_000));
        assertThat(lanes.to("web 192.0.2.1", narrow(2_000))).isSameAs(wider);
    }
}
