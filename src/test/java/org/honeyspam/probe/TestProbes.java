package org.honeyspam.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Caps;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.config.ProbeDelivery;
import org.honeyspam.probe.Probe.Message;

/** Settings and probes that tests share. */
final class TestProbes {
    static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    static final Caps CAPS = new Caps(32_768, 1, 3, 3, 10, List.of(), List.of());
    static final ProbeDelivery DELIVERY =
            new ProbeDelivery(
                    List.of(), "", "auto", Duration.ofMinutes(15), Duration.ofDays(1), true);

    private TestProbes() {}

    static Configuration.Probe settings(ProbeMode mode, Caps caps) {
        return new Configuration.Probe(mode, 1, Duration.ofDays(1), List.of(), caps, DELIVERY);
    }

    static Configuration.Probe settings() {
        return settings(ProbeMode.FIRST, CAPS);
    }

    static Message message(int number, String source, String recipient) {
        return new Message(
                "n1-1-" + number,
                NOW,
                source,
                Source.network(source),
                "198.51.100.1",
                "mail.one.example",
                "tester@far.example",
                recipient,
                "test",
                "form",
                "hash-" + number,
                100,
                "Received: from x (y [%s])\r\n\tby mail.one.example; now".formatted(source));
    }

    static Mailbox box(String address) {
        Mailbox box = Mailbox.of(address);
        if (box == null) {
            throw new AssertionError(address + " is no plain mailbox");
        }
        return box;
    }

    static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }
}
