package org.honeyspam.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Caps;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.config.ProbeDelivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom nothing is ever sent. */
final class DestinationsTest {
    private static final Destinations.Own OWN =
            new Destinations.Own(Set.of("one.example"), TestProbes.ip("8.8.4.4")::equals);

    private static Destinations destinations(List<String> allow, boolean allowPrivate) {
        var caps = new Caps(1, 1, 1, 1, 1, allow, List.of("bank.example", "gov"));
        var usual = TestProbes.DELIVERY;
        var delivery =
                new ProbeDelivery(
                        List.of(), "", "auto", usual.retryDelay(), usual.retryMax(), allowPrivate);
        return new Destinations(
                new Configuration.Probe(
                        ProbeMode.FIRST, 1, Duration.ofDays(1), List.of(), caps, delivery),
                OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "one.example, own_domain",
        "mx.one.example, own_domain",
        "bank.example, denied",
        "www.bank.example, denied",
        "irs.gov, denied",
        "zone.example,",
        "notbank.example,"
    })
    void ourDomainsAndTheDeniedAreRefused(String domain, @Nullable String reason) {
        assertThat(destinations(List.of(), false).refusal(domain)).isEqualTo(reason);
    }

    @Test
    void ifSomeAreAllowedOthersAreNot() {
        Destinations some = destinations(List.of("box.example", "bank.example"), false);
        assertThat(some.refusal("mail.box.example")).isNull();
        assertThat(some.refusal("other.example")).isEqualTo("not_allowed");
        assertThat(some.refusal("bank.example")).isEqualTo("denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:10.0.0.1",
                "8.8.4.4"
            })
    void whatIsNotPublicIsNotReached(String ip) {
        assertThat(destinations(List.of(), false).mayReach(TestProbes.ip(ip))).isFalse();
    }

    @Test
    void theRestOfTheWorldIs() {
        for (String ip : List.of("8.8.8.8", "223.255.255.1", "2a00:1450::1", "2400:cb00::1")) {
            assertThat(destinations(List.of(), false).mayReach(TestProbes.ip(ip))).isTrue();
        }
        assertThat(destinations(List.of(), true).mayReach(TestProbes.ip("127.0.0.2"))).isTrue();
        assertThat(destinations(List.of(), true).mayReach(TestProbes.ip("8.8.4.4"))).isFalse();
        assertThat(destinations(List.of(), true).mayReach(TestProbes.ip("224.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.example, b.example",
        "A.b+c@B.Example, b.example",
        "a@b.example., b.example",
        "a@b,",
        "a@[192.0.2.1],",
        "'a b@c.example',",
        "'\"a\"@c.example',",
        "a@b@c.example,",
        "a@-b.example,",
        "'a@b.example\r\nRCPT TO:<x@y.example>',",
        "'<a@b.example>',",
        "'@x.example:a@b.example',",
        "a%b.example@c.example, c.example",
        "@b.example,",
        "a@192.0.2.1,",
        "j\u00fc@b.example,"
    })
    void onlyAPlainMailboxIsSentTo(String text, @Nullable String domain) {
        Mailbox box = Mailbox.of(text);
        assertThat(box == null ? null : box.domain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0/24",
        "192.0.2.255, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "::1, ::/64"
    })
    void aSourceIsANetwork(String ip, String network) {
        assertThat(Source.network(ip)).isEqualTo(network);
    }
}
