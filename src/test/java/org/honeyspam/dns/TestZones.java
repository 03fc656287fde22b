package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** An installation with all that a name server may have to say. */
public final class TestZones {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
    static final InetAddress MAIL_SERVER = InetAddress.ofLiteral("10.1.1.1");

    /** Two decoy domains, ranges of both families, and lists of every form. */
    public static final String TABLES =
            """
            [[listener]]
            service = "web"
            port = 80
            host = "www.one.example"
            [[listener]]
            service = "mx"
            port = 25
            host = "mx.one.example"
            [[listener]]
            service = "relay"
            addresses = ["127.0.0.2"]
            port = 25
            host = "mail.elsewhere.example"
            [[listener]]
            service = "dns"
            port = 53
            host = "ns1.one.example"
            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"
            [[site]]
            host = "archive.two.example"
            domain = "two.example"
            title = "Two"
            [dnsbl]
            zone = "bl.one.example"
            http_zone = "http.one.example"
            http_keys = ["abcdefghijkl"]
            link = "https://bl.one.example/?ip=%s"
            """;

    /** One more name server, on an address of its own. */
    static final String SECOND =
            """
            [[listener]]
            service = "dns"
            addresses = ["198.51.100.54"]
            port = 54
            host = "ns2.one.example"
            """;

    static final String RANGES =
            """
            [dns]
            ranges = ["10.9.0.0/20", "10.9.64.128/25", "2001:db8:9::/62"]
            authorities = ["letsencrypt.org"]
            """;

    private TestZones() {}

    static Configuration configuration(String tables) {
        String text = tables.replaceFirst("\"\\*\"", "\"127.0.0.1\"");
        String apart = text.replace("port = 25\nhost = \"mx", "port = 2525\nhost = \"mx");
        Checked checked = ConfigurationFile.check(apart, Path.of("/etc/honeyspam/honeyspam.toml"));
        assertThat(checked.mistakes()).isEmpty();
        return Objects.requireNonNull(checked.configuration());
    }

    /** Who is listed in the tests. */
    static Blocklist blocklist() {
        var list = new Blocklist();
        var day = LocalDate.parse("2026-02-20");
        list.put(network("192.0.2.1/32"), new Listing(Set.of(Kind.HARVESTER), 40, day));
        list.put(
                network("192.0.2.2/32"),
                new Listing(Set.of(Kind.RELAY_ABUSER, Kind.SPAM_SENDER), 200, day));
        list.put(network("198.51.100.0/24"), new Listing(Set.of(Kind.FORM_SPAMMER), 10, day));
        list.put(network("198.51.100.7/32"), new Listing(Set.of(Kind.HARVESTER), 80, day));
        list.put(network("2001:db8:1::/64"), new Listing(Set.of(Kind.SCANNER), 5, day));
        list.put(network("2001:db8:2::7/128"), new Listing(Set.of(Kind.PROXY_ABUSER), 5, day));
        return list;
    }

    static Network network(String text) {
        return Network.of(text);
    }

    static Zones zones(String tables, Blocklist list, Visitors visitors) {
        var ground =
                new Zones.Ground(
                        List.of(InetAddress.ofLiteral("198.51.100.53")),
                        new byte[32],
                        visitors,
                        list,
                        2_026_030_100L);
        return Zones.of(configuration(tables), ground);
    }

    static NameServer server(String tables, int answersPerSecond) {
        return new NameServer(zones(tables, blocklist(), new Known()), answersPerSecond, 1);
    }

    public static NameServer server() {
        return server(TABLES + RANGES, 1_000_000);
    }

    /** One that answers from that list. */
    public static DnsServer server(Blocklist list) {
        return new DnsServer(new NameServer(zones(TABLES, list, new Known()), 1_000, 1));
    }

    /** Visits that a test makes up. */
    static final class Known implements Visitors {
        final Map<InetAddress, Instant> visits = new HashMap<>();
        Instant since = NOW;

        @Override
        public @Nullable Instant lastVisit(InetAddress address) {
            return visits.get(address);
        }

        @Override
        public @Nullable Instant lastVisitOfAny() {
            return visits.values().stream().max(Instant::compareTo).orElse(null);
        }

        @Override
        public Instant since() {
            return since;
        }
    }
}
