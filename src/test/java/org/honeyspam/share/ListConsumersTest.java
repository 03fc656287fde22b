package org.honeyspam.share;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.geo.MmdbWriter;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.process.Program;
import org.honeyspam.process.Unpacked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form is read by the program that it is for, and means there what it means here. */
final class ListConsumersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final BlacklistCopy COPY =
            new BlacklistCopy(
                    NOW,
                    List.of(
                            listing("203.0.113.7", Listing.By.DEEDS, null),
                            listing("203.0.113.0/24", Listing.By.NEIGHBOURS, null),
                            listing("198.51.100.9", Listing.By.HAND, "ticket \"4711\"; $(x)\n,\\"),
                            listing("2001:db8::25", Listing.By.DEEDS, null),
                            listing("2001:db8:1:2::/64", Listing.By.NEIGHBOURS, null)),
                    "https://bl.example/%s");

    @TempDir private Path temp = Path.of("");

    private static Listing listing(String source, Listing.By by, @Nullable String note) {
        boolean hand = by == Listing.By.HAND;
        return new Listing(
                source,
                by,
                hand ? List.of() : List.of(SourceKind.SPAM_SENDER, SourceKind.RELAY_ABUSER),
                hand ? 10 : 45,
                "2026-02-27T10:00:00Z",
                "2026-02-28T10:00:00Z",
                hand ? null : "2026-03-30T10:00:00Z",
                hand ? Map.of("listed_by_hand", 1L) : Map.of("mailed_bait", 3L),
                note);
    }

    @Test
    void postfixRefusesByTheAccessMap() throws Exception {
        Path map = file(ListFormat.POSTFIX_CIDR);
        assertThat(postmap(map, "203.0.113.7"))
                .startsWith("REJECT listed by HoneySpam: spam_sender");
        assertThat(postmap(map, "203.0.113.200")).startsWith("REJECT");
        assertThat(postmap(map, "198.51.100.9")).startsWith("REJECT").contains("ticket");
        assertThat(postmap(map, "2001:db8:1:2::99")).startsWith("REJECT");
        assertThat(postmap(map, "198.51.100.10")).isEmpty();
    }

    @Test
    void postscreenRefusesByItsList() throws Exception {
        Path map = file(ListFormat.POSTSCREEN_CIDR);
        assertThat(postmap(map, "203.0.113.7")).isEqualTo("reject");
        assertThat(postmap(map, "2001:db8::25")).isEqualTo("reject");
        assertThat(postmap(map, "2001:db8::26")).isEmpty();
    }

    /** A line that it does not like it only warns of. */
    private static String postmap(Path map, String ip) throws IOException, InterruptedException {
        var finished = Program.ofDebian("postmap", "postfix").run("-q", ip, "cidr:" + map);
        assertThat(finished.err()).isEmpty();
        return finished.out().strip();
    }

    @Test
    void nftablesTakesBothSetsAndDoesSoAgain() throws Exception {
        Path nft = Program.path("nft", "nftables");
        String load = "%1$s -f %2$s && %1$s -f %2$s".formatted(nft, file(ListFormat.NFTABLES));
        String get = load + " && " + nft + " get element inet honeyspam ";
        assertThat(alone(get + "listed4 '{ 203.0.113.99 }'")).contains("203.0.113");
        assertThat(alone(get + "listed6 '{ 2001:db8:1:2::5 }'")).contains("2001:db8");
        alone(load);
        assertThat(unshared(get + "listed4 '{ 198.51.100.8 }'").exitCode()).isNotZero();
    }

    @Test
    void rulesOfNftablesOutlastANewList() throws Exception {
        Path nft = Program.path("nft", "nftables");
        Path list = file(ListFormat.NFTABLES);
        Path none = temp.resolve("none");
        ListFile.write(none, ListFormat.NFTABLES.text(new BlacklistCopy(NOW, List.of(), "")));
        String script =
                "n=%s && $n -f docs/operations/drop-listed.nft && $n -f %s && $n -f %s && $n -f %s"
                        .formatted(nft, list, none, list);
        assertThat(alone(script + " && $n list table inet honeyspam"))
                .contains("203.0.113.", "ip saddr @listed4", "ip6 saddr @listed6");
    }

    @Test
    void ipsetRestoresBothSetsAndDoesSoAgain() throws Exception {
        Path ipset = Program.path("ipset", "ipset");
        String load =
                "%1$s restore < %2$s && %1$s restore < %2$s"
                        .formatted(ipset, file(ListFormat.IPSET));
        String test = load + " && " + ipset + " test ";
        alone(test + "honeyspam4 203.0.113.99");
        alone(test + "honeyspam6 2001:db8::25");
        assertThat(unshared(test + "honeyspam4 198.51.100.8").exitCode()).isNotZero();
    }

    /** In a network of its own, which ends with it. */
    private static String alone(String script) throws IOException, InterruptedException {
        var finished = unshared(script);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        return finished.out();
    }

    private static Program.Finished unshared(String script)
            throws IOException, InterruptedException {
        return Program.of(List.of("unshare", "--net")).run("sh", "-c", script);
    }

    @Test
    void fail2banFindsEverySource() throws Exception {
        var finished =
                Program.ofDebian("fail2ban-regex", "fail2ban")
                        .succeed(
                                file(ListFormat.FAIL2BAN).toString(),
                                "honeyspam: listed <SUBNET> ");
        assertThat(finished.out()).contains("5 matched, 0 missed");
    }

    @Test
    void tcpWrappersDenyThem() throws Exception {
        Files.writeString(temp.resolve("hosts.allow"), "");
        Files.copy(file(ListFormat.HOSTS_DENY), temp.resolve("hosts.deny"));
        Program match = Program.ofDebian("tcpdmatch", "tcpd").in(temp);
        assertThat(match.run("-d", "sshd", "203.0.113.99").out()).contains("denied");
        assertThat(match.run("-d", "sshd", "2001:db8:1:2::5").out()).contains("denied");
        assertThat(match.run("-d", "sshd", "198.51.100.8").out()).contains("granted");
    }

    @ParameterizedTest
    @EnumSource(
            value = ListFormat.class,
            names = {"RBLDNSD_IP4SET", "RBLDNSD_IP4TRIE", "RBLDNSD_IP6TRIE", "RBLDNSD_COMBINED"})
    void rbldnsdLoadsEveryLine(ListFormat format) throws Exception {
        String type = format.label().substring("rbldnsd-".length());
        String zone = "bl.example:%s:%s".formatted(type, file(format));
        var finished = Program.ofDebian("rbldnsd", "rbldnsd").run("-n", "-d", zone);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.err()).doesNotContain("invalid", "error", "warning");
        assertThat(finished.out())
                .contains(
                        format == ListFormat.RBLDNSD_IP6TRIE
                                ? List.of("5.2.0.0.0.0.0.0", "8.b.d.0.1.0.0.2")
                                : List.of("7.113.0.203", "9.100.51.198", "2.0.0.127"));
    }

    @Test
    void everyNetworkOfADropIsOne() throws Exception {
        String python =
                """
                import ipaddress, json, sys
                networks = []
                for line in open(sys.argv[1]):
                    if not line.startswith(";"):
                        networks.append(ipaddress.ip_network(line.split(";")[0].strip()))
                records = [json.loads(line) for line in open(sys.argv[2])]
                assert records[-1]["type"] == "metadata" and records[-1]["records"] == len(networks)
                assert [ipaddress.ip_network(r["cidr"]) for r in records[:-1]] == networks
                print(len(networks))
                """;
        String drop = file(ListFormat.DROP).toString();
        String ndjson = file(ListFormat.DROP_NDJSON).toString();
        var finished = Program.ofDebian("python3", "python3").succeed("-c", python, drop, ndjson);
        assertThat(finished.out()).isEqualTo("5\n");
    }

    @Test
    void aTableIsReadAsTheTableThatItIs() throws Exception {
        String python =
                """
                import csv, sys
                rows = list(csv.DictReader(open(sys.argv[1], newline="")))
                print(*(row["source"] for row in rows), sep=",")
                print(repr(rows[2]["note"]))
                """;
        var finished =
                Program.ofDebian("python3", "python3")
                        .succeed("-c", python, file(ListFormat.CSV).toString());
        assertThat(finished.out().lines())
                .containsExactly(
                        "203.0.113.7,203.0.113.0/24,198.51.100.9,2001:db8::25,2001:db8:1:2::/64",
                        "'ticket \"4711\"; $(x)\\n,\\\\'");
    }

    @Test
    void aTableTellsWhereSourcesAreAndWhose() throws Exception {
        var writer =
                new MmdbWriter()
                        .with(
                                "203.0.113.0/24",
                                Map.of(
                                        "country_code", "DE",
                                        "asn", "AS64500",
                                        "as_name", "Example, \"the\" Host"))
                        .with("2001:db8::/33", Map.of("country_code", "SE"));
        Path known = writer.write(temp.resolve("known.mmdb"));
        BlacklistCopy copy = COPY.with(Origins.open(known, null));
        Path table = temp.resolve("located.csv");
        ListFile.write(table, ListFormat.CSV.text(copy));
        String python =
                """
                import csv, sys
                for row in csv.DictReader(open(sys.argv[1], newline="")):
                    print(row["source"], row["country"], row["asn"], row["as_name"], sep="|")
                """;
        String rows =
                Program.ofDebian("python3", "python3").succeed("-c", python, "" + table).out();
        assertThat(rows.lines())
                .containsExactly(
                        "203.0.113.7|DE|64500|Example, \"the\" Host",
                        "203.0.113.0/24|DE|64500|Example, \"the\" Host",
                        "198.51.100.9|||",
                        "2001:db8::25|SE||",
                        "2001:db8:1:2::/64|SE||");
        JsonNode json = new ObjectMapper().readTree(ListFormat.JSON.text(copy));
        assertThat(json.path(0).path("source").asText()).isEqualTo("203.0.113.7");
        assertThat(json.path(0).path("asn").asLong()).isEqualTo(64_500);
        assertThat(json.path(0).path("asName").asText()).isEqualTo("Example, \"the\" Host");
        assertThat(json.path(3).path("country").asText()).isEqualTo("SE");
        assertThat(json.path(2).has("country")).isFalse();
    }

    @Test
    void onlyWhatWasSeenIsReported() throws Exception {
        String seen = ",\"11\",2026-02-28T10:00:00Z,";
        String comment = "\"HoneySpam honeypot: spam_sender,relay_abuser\"";
        assertThat(Files.readString(file(ListFormat.ABUSEIPDB)).lines())
                .containsExactly(
                        "IP,Categories,ReportDate,Comment",
                        "203.0.113.7" + seen + comment,
                        "2001:db8::25" + seen + comment);
    }

    @Test
    void crowdSecBansThemForAsLongAsTheyAreListed() throws Exception {
        Path script = Path.of("src/test/resources/org/honeyspam/share/crowdsec.sh");
        Program.path("curl", "curl");
        var finished =
                Program.of(List.of("unshare", "--net"))
                        .run(
                                "sh",
                                script.toString(),
                                Unpacked.root("crowdsec").toString(),
                                Files.createDirectory(temp.resolve("engine")).toString(),
                                file(ListFormat.CROWDSEC).toString(),
                                "203.0.113.200",
                                "198.51.100.9",
                                "2001:db8:1:2::5",
                                "198.51.100.10");
        assertThat(finished.exitCode()).as(finished.out() + finished.err()).isZero();
        List<String> told = finished.out().lines().toList();
        assertThat(told.get(0)).contains("\"203.0.113.0/24\"", "\"ban\"", "\"duration\":\"693h5");
        assertThat(told.get(1)).contains("\"198.51.100.9\"", "ticket");
        assertThat(told.get(2)).contains("\"2001:db8:1:2::/64\"", "spam_sender");
        assertThat(told.get(3)).isEqualTo("198.51.100.10 null");
    }

    @Test
    void theConfigurationKnowsEachFormatAndNoOther() throws Exception {
        String manual = Files.readString(Path.of("docs/configuration.md"));
        String labels = String.join("\", \"", ListFormat.labels());
        assertThat(manual).contains("| `format` | must be given | one of \"" + labels + "\" |");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyListIsOneAsWell(ListFormat format) throws Exception {
        String text = format.text(new BlacklistCopy(NOW, List.of(), ""));
        assertThat(text).doesNotContain("203.", "2001:db8");
        ListFile.write(temp.resolve("empty"), text);
        assertThat(temp.resolve("empty")).hasContent(text);
    }

    private Path file(ListFormat format) throws IOException {
        Path file = temp.resolve(format.label());
        ListFile.write(file, format.text(COPY));
        return file;
    }
}
