package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkTest {
    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "192.0.2.0/24,       192.0.2.255,     true",
        "192.0.2.0/24,       192.0.3.0,       false",
        "192.0.2.128/25,     192.0.2.127,     false",
        "192.0.2.128/25,     192.0.2.128,     true",
        "192.0.2.7/32,       192.0.2.7,       true",
        "192.0.2.7/32,       192.0.2.6,       false",
        "0.0.0.0/0,          255.255.255.255, true",
        "0.0.0.0/0,          ::1,             false",
        "::/0,               192.0.2.7,       false",
        "::/0,               2001:db8::1,     true",
        "2001:db8::/33,      2001:db8:7fff::, true",
        "2001:db8::/33,      2001:db8:8000::, false",
        "2001:db8::7/128,    2001:db8::7,     true",
        "2001:db8::7/128,    2001:db8::6,     false"
    })
    void aNetworkHoldsWhatSharesItsPrefix(String network, String ip, boolean holds) {
        assertThat(Network.of(network).contains(InetAddress.ofLiteral(ip))).isEqualTo(holds);
    }
}
