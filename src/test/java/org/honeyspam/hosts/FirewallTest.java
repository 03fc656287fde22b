package org.honeyspam.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.node.HostDraw;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the plan: nft takes them, and they say what the hosts are. */
final class FirewallTest {
    private static final String SINGLE =
            """
            [[host]]
            address = "2001:db8:78::25"
            name = "mail.corp.one.example"
            services = ["relay exchange 2525"]
            closed = "filter"
            """;

    private static String rules(VirtualHosts hosts) {
        return new HostPlan(hosts, List.of()).rules();
    }

    private static void assertTaken(String rules) throws IOException, InterruptedException {
        Program nft = Program.ofDebian("nft", "nftables");
        assumeTrue("root".equals(System.getProperty("user.name")), "nft -c needs root");
        Program.Finished said = nft.reading(rules.getBytes(UTF_8)).run("-c", "-f", "-");
        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[hosts]]\nnetworks = [\"10.78.0.0/16\"]\nclosed = \"filter 50%\"\n",
                "[[hosts]]\nnetworks = [\"10.0.0.0/8\", \"2001:db8::/32\"]\n",
                "[[hosts]]\nnetworks = [\"10.78.0.0/24\", \"192.0.2.7\"]\nbind = \"transparent\"\n",
                "[[hosts]]\nnetworks = [\"2001:db8:78::/64\"]\nclosed = \"filter\"\n" + SINGLE,
                SINGLE
            })
    void nftTakesThem(String tables) throws IOException, InterruptedException {
        assertTaken(rules(TestHosts.of(tables, 1)));
    }

    /** Above all the names of sets, which must not be words of the language. */
    @Test
    void aHostIsInTheSetsOfItsPortsAndInNoOther() {
        VirtualHosts hosts = TestHosts.in("\"10.78.3.0/24\"", 1);
        String rules = rules(hosts);
        hosts.all()
                .forEach(
                        host -> {
                            for (int port : hosts.ports()) {
                                String set = between(rules, "set tcp%d_4 {".formatted(port));
                                String word = host.address().getHostAddress() + "(?![0-9])";
                                assertThat(set.matches("(?s).*\\b" + word + ".*"))
                                        .isEqualTo(host.at(port) != null);
                            }
                        });
    }

    private static String between(String text, String begin) {
        int from = text.indexOf(begin);
        return text.substring(from, text.indexOf("    }\n", text.indexOf("}", from) + 1));
    }

    @Test
    void aHostApartGoesByNoCellOfItsNetwork() {
        String network = "[[hosts]]\nnetworks = [\"2001:db8:78::/64\"]\nclosed = \"filter 50%\"\n";
        String rules = rules(TestHosts.of(network + SINGLE, 1));
        assertThat(rules)
                .contains("tcp dport 2525 ip6 daddr @tcp2525_6 accept")
                .contains(
                        "tcp dport 25 ip6 daddr 2001:db8:78::/64 ip6 daddr != @apart_6"
                                + " ip6 daddr & ::ffff @tcp25_6_of_1 accept");
    }

    @Test
    void aListenerOnOneOfTheAddressesStaysOpen() throws IOException, InterruptedException {
        VirtualHosts hosts = TestHosts.in("\"10.78.3.0/24\"", 1);
        VirtualHost host = hosts.all().findFirst().orElseThrow();
        Listener listener = HostDraw.listener(host, host.services().getFirst());
        String rules = new HostPlan(hosts, List.of(listener)).rules();
        assertThat(rules)
                .contains("tcp dport %d ip daddr 10.78.3.0 accept".formatted(listener.port()))
                .doesNotContain("udp dport");
        assertTaken(rules);
    }

    @Test
    void aNameServerOnOneOfTheAddressesIsAskedByDatagramsAsWell()
            throws IOException, InterruptedException {
        String tables =
                """
                [[listener]]
                service = "dns"
                addresses = ["10.78.3.9", "2001:db8:78::9"]
                port = 53
                host = "ns1.one.example"

                [[hosts]]
                networks = ["10.78.3.0/24", "2001:db8:78::/64"]
                """;
        List<Listener> listeners = TestHosts.configuration(tables).listeners();
        String rules = new HostPlan(TestHosts.of(tables, 1), listeners).rules();
        for (String host : List.of("ip daddr 10.78.3.9", "ip6 daddr 2001:db8:78:0:0:0:0:9")) {
            assertThat(rules)
                    .contains("tcp dport 53 %s accept".formatted(host))
                    .contains("udp dport 53 %s accept".formatted(host));
        }
        assertTaken(rules);
    }

    /** Where a listener has such a port at all addresses, it is open at all of them. */
    @Test
    void portsThatAreTheHostsAloneAreClosedElsewhere() throws IOException, InterruptedException {
        String tables =
                """
                [[listener]]
                service = "relay"
                addresses = ["*"]
                port = 25
                host = "mail.one.example"

                [[listener]]
                service = "web"
                addresses = ["192.0.2.2"]
                port = 80
                host = "www.one.example"

                [[hosts]]
                networks = ["10.78.3.0/24"]
                mix = ["30% relay postfix", "20% proxy squid", "rest web nginx"]
                """;
        List<Listener> listeners = TestHosts.configuration(tables).listeners();
        String rules = new HostPlan(TestHosts.of(tables, 1), listeners).rules();
        assertThat(rules)
                .contains("tcp dport { 80, 3128 } tcp flags")
                .contains("socket wildcard 1");
        assertTaken(rules);
        String only =
                """
                [[listener]]
                service = "relay"
                addresses = ["*"]
                port = 2525
                host = "mail.one.example"

                """
                        + SINGLE;
        listeners = TestHosts.configuration(only).listeners();
        assertThat(new HostPlan(TestHosts.of(only, 1), listeners).rules())
                .doesNotContain("socket wildcard");
    }

    @Test
    void theSameHostsMakeTheSameRulesAndOthersMakeOthers() {
        VirtualHosts hosts = TestHosts.in("\"10.78.3.0/24\"", 1);
        var plan = new HostPlan(hosts, List.of());
        assertThat(plan.rules()).contains(plan.digest()).isEqualTo(rules(hosts));
        assertThat(rules(TestHosts.in("\"10.78.3.0/24\"", 2))).doesNotContain(plan.digest());
    }

    @Test
    void routesAreLocalOrForWhatIsMarked() {
        VirtualHosts hosts =
                TestHosts.of(
                        """
                        [[hosts]]
                        networks = ["10.78.0.0/16", "2001:db8:78::/64"]

                        [[hosts]]
                        networks = ["10.79.0.0/16"]
                        bind = "transparent"

                        [[host]]
                        address = "10.78.0.9"
                        name = "a.one.example"

                        [[host]]
                        address = "192.0.2.9"
                        name = "b.one.example"
                        """,
                        1);
        var plan = new HostPlan(hosts, List.of());
        assertThat(plan.routes())
                .extracting(HostPlan.Route::command)
                .containsExactly(
                        "ip route replace local 10.78.0.0/16 dev lo",
                        "ip -6 route replace local 2001:db8:78::/64 dev lo",
                        "ip route replace local 192.0.2.9/32 dev lo",
                        "ip route replace local default dev lo table 18515");
        assertThat(plan.lookUps()).containsExactly("ip rule add fwmark 0x4853 lookup 18515");
    }
}
