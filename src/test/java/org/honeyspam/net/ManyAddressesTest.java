package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.journal.JournalEvent.SessionOpened;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One socket for all addresses, and whoever comes is met by the one that he came to. */
class ManyAddressesTest {
    private static final Binding SHARED = new Binding(true, false, false);
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    /** At addresses of one network a host of that name, elsewhere nobody. */
    private static final Receptions BY_ADDRESS =
            new Receptions() {
                @Override
                public @Nullable Reception at(InetAddress local) {
                    String ip = IpText.of(local);
                    return ip.startsWith("127.9.") ? new Reception("host-" + ip, Talk::new) : null;
                }

                @Override
                public String service() {
                    return "closed";
                }
            };

    private static InetSocketAddress at(String ip, Port port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port.address().getPort());
    }

    private static Port open(Ports ports, InetSocketAddress address) throws IOException {
        return ports.listeners.open(address, BY_ADDRESS, SHARED);
    }

    @Test
    void eachAddressIsItself(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            Port port = open(ports, new InetSocketAddress(ANY, 0));
            for (String ip : List.of("127.9.0.1", "127.9.255.255", "127.9.3.0")) {
                try (var visitor = Visitor.at(at(ip, port))) {
                    assertThat(visitor.line()).isEqualTo("hello on host-" + ip);
                }
            }
            Await.until("the record", () -> ports.recorded(SessionOpened.class).size() == 3);
            assertThat(ports.recorded())
                    .extracting(one -> one.destinationIp())
                    .contains("127.9.0.1", "127.9.255.255", "127.9.3.0");
        }
    }

    @Test
    void whereNothingIsOfferedThePortIsResetAtOnceAndThatIsOnRecord(@TempDir Path folder)
            throws Exception {
        try (Ports ports = Ports.in(folder)) {
            Port port = open(ports, new InetSocketAddress(ANY, 0));
            assertThatThrownBy(
                            () -> {
                                try (var visitor = Visitor.at(at("127.8.0.1", port))) {
                                    visitor.read();
                                }
                            })
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            Await.until("the record", () -> ports.recorded(SessionRefused.class).size() == 1);
            assertThat(ports.recorded(SessionRefused.class).getFirst().reason())
                    .isEqualTo("port_closed");
            assertThat(ports.recorded().getFirst().service()).isEqualTo("closed");
            ports.awaitEmpty();
        }
    }

    @Test
    void aListenerOnOneAddressGoesBeforeTheOneForAll(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            Port all = open(ports, new InetSocketAddress(ANY, 0));
            var alone = new Reception("alone", Talk::new);
            ports.listeners.open(at("127.9.0.7", all), Receptions.everywhere(alone), SHARED);
            try (var one = Visitor.at(at("127.9.0.7", all));
                    var other = Visitor.at(at("127.9.0.8", all))) {
                assertThat(one.line()).isEqualTo("hello on alone");
                assertThat(other.line()).isEqualTo("hello on host-127.9.0.8");
            }
        }
    }

    @Test
    void aListenerMayWaitForAnAddressThatTheMachineHasNotYet(@TempDir Path folder)
            throws Exception {
        try (Ports ports = Ports.in(folder)) {
            var absent = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
            assertThatThrownBy(() -> ports.listeners.open(absent, BY_ADDRESS, SHARED))
                    .hasMessage("the address is not one of this machine");
            var free = new Binding(true, true, false);
            assertThat(ports.listeners.open(absent, BY_ADDRESS, free).address().getPort())
                    .isPositive();
        }
    }
}
