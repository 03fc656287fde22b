package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Hosts;
import org.honeyspam.config.Pace;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code tail} calls the host that somebody came to. */
final class HostNamesTest {
    private static final VirtualHosts HOSTS =
            new VirtualHosts(
                    new Hosts(
                            List.of(),
                            List.of(
                                    new Hosts.Single(
                                            InetAddress.ofLiteral("192.0.2.7"),
                                            "mail7.one.example",
                                            List.of(),
                                            false,
                                            Pace.NONE))),
                    new byte[] {1});

    private final HostNames names = new HostNames(HOSTS);

    private static Recorded event(@Nullable String local, @Nullable Replayed replayed) {
        return new Recorded(
                "n-1-1",
                Instant.EPOCH,
                "n",
                "mx",
                "s",
                "198.51.100.1",
                1,
                local,
                25,
                List.of(),
                replayed,
                new JournalEvent.SessionOpened());
    }

    @Test
    void aVirtualHostHasItsNameAndNobodyElseHas() {
        assertThat(names.of(event("192.0.2.7", null))).isEqualTo("mail7.one.example");
        assertThat(names.of(event("192.0.2.8", null))).as("a listener").isEmpty();
        assertThat(names.of(event(null, null))).as("the node itself").isEmpty();
    }

    @Test
    void anotherInstallationsHostsAreNotNamedAsOurs() {
        assertThat(names.of(event("192.0.2.7", Replayed.JOURNAL))).isEmpty();
        assertThat(names.of(event("192.0.2.7", Replayed.OWN_JOURNAL))).isNotEmpty();
    }
}
