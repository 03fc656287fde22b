package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of the name server: the zones of the decoy domains, and who is listed. */
final class DnsTables {
    private static final int DNS_PORT = 53;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = Duration.ofDays(365);

    /** What fits into one string of a TXT record (RFC 1035 section 3.3.14), and needs no escape. */
    private static final String TEXT = "[ !#-\\[\\]-~]{0,255}";

    private DnsTables() {}

    static Table dns() {
        return one(
                "dns",
                "What a listener of the service \"dns\" says of the decoy domains.",
                nameServers(),
                addresses(),
                ranges(),
                key("addresses_per_name", Kind.number(1, 8), 2L, "Addresses that a host has."),
                time("address_ttl", SECOND, WEEK, "5m", "Time after which others are drawn."),
                time("ttl", SECOND, WEEK, "1h", "How long all else may be remembered."),
                time(
                        "burnt_after",
                        Duration.ofHours(1),
                        YEAR,
                        "7d",
                        "Time without a visitor, while others have some, that makes an address rarer."),
                key(
                        "spf",
                        Kind.text("a line of up to 255 characters, or \"\" for none", TEXT),
                        "v=spf1 mx -all",
                        "Who may send mail of the domains (SPF)."),
                key(
                        "dmarc",
                        Kind.text("a line of up to 255 characters, or \"\" for none", TEXT),
                        "v=DMARC1; p=reject",
                        "What becomes of mail that others send in their name (DMARC)."),
                key(
                        "authorities",
                        Kind.listOf(Kind.hostName()),
                        List.of(),
                        "Authorities that may issue certificates (CAA); none for all."),
                key(
                        "wildcards",
                        Kind.truth(),
                        false,
                        "Whether every other name is there, too. Easily found out: off by default."),
                answers(),
                lookUps(),
                servers());
    }

    private static Schema.Key nameServers() {
        return key(
                "name_servers",
                Kind.listOf(Kind.hostName()),
                List.of(),
                "Names of your name servers; none for the hosts of the listeners.");
    }

    private static Schema.Key addresses() {
        return key(
                "addresses",
                Kind.listOf(HostKind.address()),
                List.of(),
                "Addresses of this machine as others see it; none for those of the listeners.");
    }

    private static Schema.Key ranges() {
        return key(
                "ranges",
                Kind.listOf(Kind.prefix()),
                List.of(),
                "Networks that lead here, out of which the hosts' addresses are drawn.");
    }

    private static Schema.Key answers() {
        return key(
                "answers_max",
                Kind.number(1, 1_000_000),
                10L,
                "Answers a second to one network (/24, /56) for one name; then it must ask by TCP.");
    }

    private static Schema.Key lookUps() {
        return key(
                "look_ups",
                Kind.truth(),
                false,
                "Whether honeyspam dns check may ask the DNS what others see.");
    }

    private static Schema.Key servers() {
        return key(
                "servers",
                Kind.listOf(HostKind.server(DNS_PORT)),
                List.of(),
                "Name servers for that; none for those of the machine.");
    }

    static Table dnsbl() {
        return one(
                "dnsbl",
                "Zones by which mail servers ask who is listed (RFC 5782). Needs a listener \"dns\".",
                key(
                        "zone",
                        DnsKind.zoneOrNone(),
                        "",
                        "Zone of all kinds; those of one kind are below it: harvester.ZONE."),
                key(
                        "http_zone",
                        DnsKind.zoneOrNone(),
                        "",
                        "Zone that answers as Project Honey Pot's http:BL does."),
                key(
                        "http_keys",
                        Kind.listOf(Kind.text("12 lower-case letters or digits", "[a-z0-9]{12}")),
                        List.of(),
                        "Keys, one of which names in http_zone must begin with; none for no key."),
                clients(),
                time("ttl", SECOND, WEEK, "5m", "How long a listing may be remembered."),
                time("negative_ttl", SECOND, WEEK, "1m", "How long that one is not listed."),
                key(
                        "link",
                        DnsKind.link(),
                        "",
                        "Link that the reason (TXT) ends with; %s is the address."));
    }

    private static Schema.Key clients() {
        return key(
                "clients",
                Kind.listOf(Kind.network()),
                List.of(
                        "127.0.0.0/8",
                        "10.0.0.0/8",
                        "172.16.0.0/12",
                        "192.168.0.0/16",
                        "::1/128",
                        "fc00::/7",
                        "fe80::/10"),
                "Networks that may ask: your mail servers and their resolvers. Others are refused.");
    }
}
