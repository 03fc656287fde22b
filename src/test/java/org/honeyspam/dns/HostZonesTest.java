package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.honeyspam.config.Configuration;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** What the zones say of virtual hosts: names and pointers agree, and nothing else is there. */
class HostZonesTest {
    private static final String HOSTS =
            """
            [[hosts]]
            networks = ["10.78.3.0/24", "10.80.0.0/22", "2001:db8:78::/64"]

            [[host]]
            address = "10.9.200.7"
            name = "mail.corp.two.example"
            services = ["relay"]
            """;

    private final VirtualHosts hosts;
    private final Zones zones;

    HostZonesTest() {
        Configuration configuration =
                TestZones.configuration(TestZones.TABLES + TestZones.RANGES + HOSTS);
        this.hosts = new VirtualHosts(configuration.hosts(), new byte[] {7});
        Visitors nobody =
                new Visitors() {
                    @Override
                    public @Nullable Instant lastVisit(InetAddress address) {
                        return null;
                    }

                    @Override
                    public @Nullable Instant lastVisitOfAny() {
                        return null;
                    }

                    @Override
                    public Instant since() {
                        return TestZones.NOW;
                    }
                };
        var ground =
                new Zones.Ground(
                        List.of(InetAddress.ofLiteral("198.51.100.53")),
                        new byte[32],
                        nobody,
                        new Blocklist(),
                        1,
                        hosts);
        this.zones = Zones.of(configuration, ground);
    }

    private Zone.Found found(Name name, int type) {
        return Objects.requireNonNull(zones.of(name), name::toString)
                .find(name, type, TestZones.NOW);
    }

    private List<String> data(Name name, int type) {
        return found(name, type).records().stream().map(Record::rdataToString).toList();
    }

    private void assertKnown(VirtualHost host) {
        Name name = Plan.name(host.name());
        boolean six = host.address().getAddress().length > 4;
        Name pointer = ReverseMap.fromAddress(host.address());
        String ip = host.address().getHostAddress();
        assertThat(data(name, six ? Type.AAAA : Type.A)).containsExactly(ip);
        assertThat(data(name, six ? Type.A : Type.AAAA)).isEmpty();
        assertThat(data(pointer, Type.PTR)).containsExactly(name.toString());
        List<String> mail = host.at(25) == null ? List.of() : List.of("10 " + name);
        assertThat(data(name, Type.MX)).isEqualTo(mail);
        for (Name above = new Name(name, 1); above.labels() > 3; above = new Name(above, 1)) {
            assertThat(found(above, Type.A)).isEqualTo(Zone.Found.NO_DATA);
        }
    }

    @Test
    void namesAndPointersAgree() {
        hosts.all().forEach(this::assertKnown);
        for (String ip : List.of("2001:db8:78::", "2001:db8:78::25", "2001:db8:78:0:1:2:3:4")) {
            assertKnown(Objects.requireNonNull(hosts.at(InetAddress.ofLiteral(ip))));
        }
    }

    @Test
    void nothingElseIsThere() {
        VirtualHost host = Objects.requireNonNull(hosts.at(InetAddress.ofLiteral("10.78.3.9")));
        String[] labels = host.name().split("\\.", 3);
        for (String name :
                List.of(
                        "x." + host.name(),
                        "nobody." + labels[1] + "." + labels[2],
                        "www.nowhere.nowhere.two.example")) {
            assertThat(found(Plan.name(name), Type.A)).as(name).isEqualTo(Zone.Found.NOTHING);
        }
    }

    /** A range's own names stay, in the same reverse zone as well. */
    @Test
    void rangesAreAsTheyWere() {
        Name pointer = ReverseMap.fromAddress(InetAddress.ofLiteral("10.9.1.7"));
        assertThat(data(pointer, Type.PTR)).containsExactly("ip-10-9-1-7.one.example.");
    }

    @Test
    void filesHaveThemOrSayThatTheyAreTooMany() {
        var file = new ZoneFile(zones, TestZones.NOW);
        String forward = file.of("one.example") + file.of("two.example");
        String back = file.of("3.78.10.in-addr.arpa");
        hosts.all()
                .filter(host -> host.address().getHostAddress().startsWith("10.78.3."))
                .forEach(
                        host -> {
                            String ip = host.address().getHostAddress();
                            String line = "%s. 3600 IN A %s\n".formatted(host.name(), ip);
                            assertThat(forward).contains(line);
                            assertThat(back).contains(" PTR %s.\n".formatted(host.name()));
                        });
        assertThat(forward).contains("; the hosts of 2001:db8:78::/64 are too many for a file");
        assertThat(file.lines()).anyMatch(line -> line.name().equals("mail.corp.two.example"));
    }
}
