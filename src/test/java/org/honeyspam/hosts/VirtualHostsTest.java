package org.honeyspam.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn: in the shares that were asked for, the same always, and with names of its own. */
final class VirtualHostsTest {
    private static Map<Service, Long> counted(VirtualHosts hosts) {
        return hosts.all()
                .collect(
                        Collectors.groupingBy(
                                host -> host.services().getFirst().service(),
                                Collectors.counting()));
    }

    @ParameterizedTest
    @CsvSource({"10.78.0.0/28,16", "10.78.3.0/24,256", "10.78.0.0/20,4096", "10.78.0.0/16,65536"})
    void theSharesComeOutToWithinOneHost(String network, int size) {
        for (int key = 0; key < (size > 1000 ? 1 : 40); key++) {
            Map<Service, Long> counts = counted(TestHosts.in("\"" + network + "\"", key));
            assertThat((double) counts.getOrDefault(Service.RELAY, 0L))
                    .isBetween(Math.floor(0.3 * size), Math.ceil(0.3 * size));
            assertThat((double) counts.getOrDefault(Service.PROXY, 0L))
                    .isBetween(Math.floor(0.2 * size) - 1, Math.ceil(0.2 * size) + 1);
            assertThat(counts.values().stream().mapToLong(n -> n).sum()).isEqualTo(size);
        }
    }

    /** A network of one address is of each kind as often as it should be, over many. */
    @Test
    void singleAddressesAreDealtOutAsWell() {
        var networks =
                java.util.stream.IntStream.range(0, 2000)
                        .mapToObj(i -> "\"10.%d.%d.%d\"".formatted(i % 7, i % 251, i / 10))
                        .distinct()
                        .collect(Collectors.joining(", "));
        Map<Service, Long> counts = counted(TestHosts.in(networks, 1));
        long all = counts.values().stream().mapToLong(n -> n).sum();
        assertThat(counts.get(Service.RELAY)).isBetween(all * 25 / 100, all * 35 / 100);
        assertThat(counts.get(Service.PROXY)).isBetween(all * 15 / 100, all * 25 / 100);
    }

    @Test
    void otherNetworksAndRestartsChangeNothing() {
        VirtualHosts alone = TestHosts.in("\"10.78.3.0/24\"", 1);
        VirtualHosts among =
                TestHosts.in("\"10.9.0.0/16\", \"2001:db8:1::/64\", \"10.78.3.0/24\"", 1);
        assertThat(alone.all())
                .hasSize(256)
                .allSatisfy(host -> assertThat(among.at(host.address())).isEqualTo(host));
        assertThat(TestHosts.in("\"10.78.3.0/24\"", 1).all())
                .containsExactlyElementsOf(alone.all().toList());
        assertThat(TestHosts.in("\"10.78.3.0/24\"", 2).all())
                .doesNotContainAnyElementsOf(alone.all().toList());
    }

    @Test
    void everyHostOfALargeNetworkHasItsOwnNameWhichLeadsBack() {
        VirtualHosts hosts = TestHosts.in("\"10.78.0.0/16\", \"10.79.0.0/24\"", 1);
        Set<String> names = new HashSet<>();
        hosts.all()
                .forEach(
                        host -> {
                            assertThat(names.add(host.name())).as(host.name()).isTrue();
                            assertThat(host.name())
                                    .matches("[a-z0-9]+\\.[a-z]+\\.[a-z]+\\.(one|two)\\.example");
                        });
        assertThat(names).hasSize(65_536 + 256);
        hosts.all()
                .filter(host -> host.address().hashCode() % 13 == 0)
                .forEach(host -> assertThat(hosts.named(host.name())).isEqualTo(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "2001:db8::/32",
                "2001:db8:78::/64",
                "2001:db8:78::/112",
                "2001:db8:78::ab00/120",
                "2001:db8:78::7/128"
            })
    void namesOfNetworksOfAnySizeLeadBack(String network) {
        VirtualHosts hosts = TestHosts.in("\"" + network + "\"", 1);
        var random = new SplittableRandom(7);
        InetAddress first = hosts.networks().getFirst().first();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = first.getAddress();
            int bits = hosts.networks().getFirst().bits();
            for (int bit = bits; bit < Byte.SIZE * bytes.length; bit++) {
                if (random.nextInt(i % 3 + 1) == 0) {
                    bytes[bit / 8] |= (byte) (random.nextInt(2) << 7 - bit % 8);
                }
            }
            InetAddress ip = TestHosts.ip(literal(bytes));
            VirtualHost host = Objects.requireNonNull(hosts.at(ip));
            assertThat(hosts.named(host.name())).isEqualTo(host);
            assertThat(hosts.named(host.name().toUpperCase(java.util.Locale.ROOT))).isEqualTo(host);
            String above = host.name().substring(host.name().indexOf('.') + 1);
            assertThat(hosts.isAbove(above)).as(above).isTrue();
            assertThat(hosts.isAbove(above.substring(above.indexOf('.') + 1))).isTrue();
        }
    }

    private static String literal(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one.example",
                "www.one.example",
                "www..one.example",
                "a.b.c.one.example",
                "www.stanford.stanford.one.example",
                "www.stanford-ffffffffffffffffffffffffffffff.stanford.one.example",
                "www.stanford-.stanford.one.example",
                "......",
                "-.-.-.-"
            })
    void otherNamesAreNobodys(String name) {
        VirtualHosts hosts = TestHosts.in("\"10.78.3.0/24\", \"2001:db8::/64\"", 1);
        assertThat(hosts.named(name)).isNull();
        assertThat(hosts.named("mail." + name)).isNull();
        assertThat(hosts.isAbove("nowhere." + name)).isFalse();
    }

    @Test
    void whatIsAskedForIsOffered() {
        VirtualHosts hosts =
                TestHosts.of(
                        """
                        [[hosts]]
                        networks = ["10.78.0.0/22"]
                        mix = ["50% web apache|nginx|iis 80 443/tls, mx exim 25/starttls", "rest proxy squid|dante"]
                        domains = ["two.example"]
                        closed = "filter 25%"
                        """,
                        1);
        Map<List<Offered>, Long> kinds =
                hosts.all()
                        .collect(
                                Collectors.groupingBy(
                                        VirtualHost::services, Collectors.counting()));
        Map<Persona, List<Offered>> byPersona =
                kinds.keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        services -> services.getFirst().persona(),
                                        Function.identity()));
        assertThat(byPersona.get(Persona.NGINX))
                .containsExactly(
                        new Offered(Service.WEB, Persona.NGINX, 80, Tls.OFF),
                        new Offered(Service.WEB, Persona.NGINX, 443, Tls.IMPLICIT),
                        new Offered(Service.MX, Persona.EXIM, 25, Tls.STARTTLS));
        assertThat(byPersona.get(Persona.SQUID))
                .containsExactly(new Offered(Service.PROXY, Persona.SQUID, 3128, Tls.OFF));
        assertThat(byPersona.get(Persona.DANTE))
                .containsExactly(new Offered(Service.PROXY, Persona.DANTE, 1080, Tls.OFF));
        assertThat(kinds.values())
                .hasSize(5)
                .allSatisfy(count -> assertThat(count).isGreaterThan(120));
        assertThat(hosts.all().filter(VirtualHost::filters).count()).isBetween(200L, 312L);
        assertThat(hosts.all())
                .allSatisfy(host -> assertThat(host.name()).endsWith(".two.example"));
        assertThat(hosts.ports()).containsExactly(25, 80, 443, 1080, 3128);
    }

    @Test
    void aHostThatIsNamedStandsInPlaceOfTheOneDrawn() {
        String network = "[[hosts]]\nnetworks = [\"10.78.3.0/24\"]\n";
        VirtualHosts drawn = TestHosts.of(network, 1);
        VirtualHosts hosts =
                TestHosts.of(
                        network
                                + """
                                [[host]]
                                address = "10.78.3.9"
                                name = "mail.corp.one.example"
                                services = ["relay exchange 25/starttls", "web iis"]
                                closed = "filter"

                                [[host]]
                                address = "192.0.2.9"
                                name = "dark.one.example"
                                """,
                        1);
        VirtualHost named = Objects.requireNonNull(hosts.at(TestHosts.ip("10.78.3.9")));
        assertThat(named.name()).isEqualTo("mail.corp.one.example");
        assertThat(named.filters()).isTrue();
        assertThat(named.at(80)).isEqualTo(new Offered(Service.WEB, Persona.IIS, 80, Tls.OFF));
        assertThat(named.at(3128)).isNull();
        assertThat(hosts.named("MAIL.corp.one.example")).isEqualTo(named);
        assertThat(hosts.isAbove("corp.one.example")).isTrue();
        VirtualHost before = Objects.requireNonNull(drawn.at(TestHosts.ip("10.78.3.9")));
        assertThat(hosts.named(before.name())).isNull();
        assertThat(hosts.all()).hasSize(257).contains(named).doesNotContain(before);
        assertThat(hosts.at(TestHosts.ip("192.0.2.9"))).isNotNull();
        assertThat(hosts.at(TestHosts.ip("192.0.2.10"))).isNull();
    }

    @Test
    void everyTownIsReadAsTheNumberThatItWasWrittenFor() {
        for (int number = 0; number < 1 << 16; number++) {
            assertThat(Towns.number(Towns.name(number))).isEqualTo(number);
        }
    }
}
