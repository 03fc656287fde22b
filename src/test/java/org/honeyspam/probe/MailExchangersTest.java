package org.honeyspam.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.config.ProbeDelivery;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.lookup.ScriptedDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Where mail goes, by RFC 5321 section 5.1, from a name server on loopback. */
@Timeout(60)
final class MailExchangersTest {
    // A zone: a name and its record; a name alone exists without any.
    private static final List<String> ZONE =
            List.of(
                    "usual.example MX 20 b.example.",
                    "usual.example MX 10 a.example.",
                    "a.example A 8.8.1.1",
                    "a.example AAAA 2a00::1",
                    "b.example A 8.8.2.1",
                    "host.example A 8.8.3.1",
                    "null.example MX 0 .",
                    "lost.example MX 10 nobody.example.",
                    "empty.example MX 10 bare.example.",
                    "bare.example",
                    "inside.example MX 10 lan.example.",
                    "lan.example A 10.0.0.1",
                    "us.example MX 10 ours.example.",
                    "ours.example A 8.8.4.4",
                    "half.example MX 10 ours.example.",
                    "half.example MX 20 b.example.",
                    "shaky.example MX 10 servfail.example.");

    private final ScriptedDns dns;

    MailExchangersTest() throws IOException {
        dns = ScriptedDns.start(MailExchangersTest::answer);
    }

    @AfterEach
    void end() {
        dns.close();
    }

    private static boolean answer(Record asked, Message answer) throws IOException {
        String name = asked.getName().toString(true);
        List<String> lines = ZONE.stream().filter(line -> line.startsWith(name + " ")).toList();
        if (name.startsWith("servfail")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (lines.isEmpty() && !ZONE.contains(name)) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            int type = org.xbill.DNS.Type.value(words[1]);
            if (type == asked.getType()) {
                answer.addRecord(
                        Record.fromString(
                                asked.getName(),
                                type,
                                org.xbill.DNS.DClass.IN,
                                60,
                                words[2],
                                Name.root),
                        Section.ANSWER);
            }
        }
        return true;
    }

    private Route route(String domain) throws InterruptedException {
        return route(domain, "");
    }

    private Route route(String domain, String smartHost) throws InterruptedException {
        var usual = TestProbes.DELIVERY;
        var delivery =
                new ProbeDelivery(
                        List.of(dns.address()),
                        smartHost,
                        "auto",
                        usual.retryDelay(),
                        usual.retryMax(),
                        false);
        var settings =
                new Configuration.Probe(
                        ProbeMode.FIRST,
                        1,
                        java.time.Duration.ofDays(1),
                        List.of(),
                        TestProbes.CAPS,
                        delivery);
        var own = new Destinations.Own(Set.of(), TestProbes.ip("8.8.4.4")::equals);
        return new MailExchangers(delivery, new Destinations(settings, own)).of(domain);
    }

    private static List<String> shown(Route route) {
        return route instanceof Route.Hosts hosts
                ? hosts.exchangers().stream()
                        .map(one -> one.name() + " " + new Endpoint(one.ip(), one.port()))
                        .toList()
                : List.of(route.toString());
    }

    @Test
    void exchangersComeInTheirOrderWithAllAddresses() throws InterruptedException {
        assertThat(shown(route("usual.example")))
                .containsExactly(
                        "a.example 8.8.1.1:25", "a.example [2a00::1]:25", "b.example 8.8.2.1:25");
    }

    @Test
    void aDomainWithoutExchangersIsItsOwn() throws InterruptedException {
        assertThat(shown(route("host.example"))).containsExactly("host.example 8.8.3.1:25");
    }

    @Test
    void oursIsPassedOver() throws InterruptedException {
        assertThat(shown(route("half.example"))).containsExactly("b.example 8.8.2.1:25");
    }

    @ParameterizedTest
    @CsvSource({
        "null.example, 5.1.10",
        "nothere.example, 5.1.2",
        "lost.example, 5.4.4",
        "empty.example, 5.4.4",
        "bare.example, 5.4.4",
        "inside.example, 5.4.4",
        "us.example, 5.4.4"
    })
    void mailForSomeGoesNowhere(String domain, String status) throws InterruptedException {
        assertThat(route(domain))
                .isInstanceOfSatisfying(
                        Route.Nowhere.class,
                        nowhere -> assertThat(nowhere.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"servfail.example", "shaky.example"})
    void whoeverCannotTellIsAskedAgain(String domain) throws InterruptedException {
        assertThat(route(domain)).isInstanceOf(Route.Unknown.class);
    }

    @Test
    void aSmartHostIsAskedForInsteadAndMayStandInside() throws InterruptedException {
        assertThat(shown(route("null.example", "10.0.0.9:587")))
                .containsExactly("10.0.0.9 10.0.0.9:587");
        assertThat(shown(route("null.example", "lan.example:25")))
                .containsExactly("lan.example 10.0.0.1:25");
        assertThat(route("null.example", "gone.example:25")).isInstanceOf(Route.Unknown.class);
    }
}
