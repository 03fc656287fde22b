package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.many;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of who is listed, and why. */
final class BlacklistTables {
    private static final Duration YEARS = Duration.ofDays(36_500);

    private static final List<String> FORMATS =
            List.of(
                    "plain",
                    "csv",
                    "json",
                    "rbldnsd-ip4set",
                    "rbldnsd-ip4trie",
                    "rbldnsd-ip6trie",
                    "rbldnsd-combined",
                    "postfix-cidr",
                    "postscreen-cidr",
                    "nftables",
                    "ipset",
                    "fail2ban",
                    "crowdsec",
                    "hosts-deny",
                    "drop",
                    "drop-ndjson",
                    "abuseipdb");

    private BlacklistTables() {}

    static List<Table> all() {
        return List.of(blacklist(), weights(), thresholds(), export());
    }

    private static Table blacklist() {
        return one(
                "blacklist",
                "Who is listed.",
                allow(),
                key("score_min", Kind.number(1, 1_000_000), 10L, "Score from which one is listed."),
                key(
                        "named_by_min",
                        Kind.number(2, 1_000),
                        3L,
                        "Networks whose callers must ask the proxies for a host before that counts."),
                time(
                        "half_life",
                        Duration.ofMinutes(1),
                        YEARS,
                        "7d",
                        "Time in which a score halves."),
                time(
                        "expiry",
                        Duration.ofMinutes(1),
                        YEARS,
                        "30d",
                        "Time without a deed that ends a listing."),
                key(
                        "aggregate_min",
                        Kind.number(0, 256),
                        16L,
                        "Listed addresses of a /24 or an IPv6 /64 from which all of it is; 0: never."));
    }

    private static Schema.Key allow() {
        return key(
                "allow",
                Kind.listOf(Kind.network()),
                List.of(
                        "0.0.0.0/8",
                        "10.0.0.0/8",
                        "100.64.0.0/10",
                        "127.0.0.0/8",
                        "169.254.0.0/16",
                        "172.16.0.0/12",
                        "192.168.0.0/16",
                        "224.0.0.0/3",
                        "::1/128",
                        "fc00::/7",
                        "fe80::/10",
                        "ff00::/8"),
                "Networks that are never listed, whatever they do: yours and friends'.");
    }

    /** One for each reason that there is. */
    private static Table weights() {
        return one(
                "weights",
                "What the first deed of a kind adds to a score; each doubling of their number adds as much.",
                weight("trespassed", 1, "Walked the maze that robots are kept out of."),
                weight("harvested", 3, "Took addresses from the maze."),
                weight("harvest_mailed", 20, "Took addresses that mail came to later."),
                weight("mailed_bait", 25, "Sent mail to addresses left for harvesters."),
                weight("mailed_trap", 20, "Sent mail to a configured trap."),
                weight("relayed", 10, "Sent mail through an open relay."),
                weight("proxied", 5, "Went through an open proxy to a mail server."),
                weight("used_proxy", 2, "Used an open proxy otherwise."),
                weight("named_relay", 2, "Was named as an open relay by callers of the proxies."),
                weight("named_open_proxy", 2, "Was named as an open proxy likewise."),
                weight("guessed", 1, "Tried recipients that there are not."),
                weight("tried_passwords", 3, "Tried to log in."),
                weight("posted_forms", 5, "Filled in forms of the sites."),
                weight("posted_bait", 25, "Filled them in with addresses left for harvesters."),
                weight("sought_weakness", 2, "Looked for what those look for who break in."));
    }

    private static Schema.Key weight(String reason, long usual, String meaning) {
        return key(reason, Kind.number(0, 1_000_000), usual, meaning);
    }

    /** One for each kind of source. */
    private static Table thresholds() {
        return one(
                "thresholds",
                "Score of its deeds of a kind from which a listed source is called so.",
                threshold("harvester", "Takes addresses, or guesses them."),
                threshold("relay_abuser", "Sends through open relays."),
                threshold("proxy_abuser", "Goes through open proxies."),
                threshold("spam_sender", "Sends to addresses that nobody has."),
                threshold("credential_guesser", "Guesses passwords."),
                threshold("form_spammer", "Fills in forms."),
                threshold("scanner", "Looks for weaknesses."),
                key(
                        "named_open_proxy",
                        Kind.number(1, 1_000_000),
                        4L,
                        "Is asked for as a relay or a proxy by several who have nothing in common."));
    }

    private static Table export() {
        return many(
                "export",
                "A copy of the blacklist that is kept up for another program. Repeat the table for each.",
                key("format", Kind.choice(FORMATS), null, "What it is written as."),
                key("file", Kind.path(), null, "Where; it is replaced as a whole."),
                key(
                        "kinds",
                        Kind.listOf(Kind.choice(List.copyOf(thresholds().keys().keySet()))),
                        List.of(),
                        "Only sources that are one of these; none for all."),
                key("score_min", Kind.number(0, 1_000_000), 0L, "Only sources of that score."),
                time(
                        "interval_min",
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        "10s",
                        "Shortest time between two, when who is listed changes."));
    }

    private static Schema.Key threshold(String kind, String meaning) {
        return key(kind, Kind.number(1, 1_000_000), 10L, meaning);
    }
}
