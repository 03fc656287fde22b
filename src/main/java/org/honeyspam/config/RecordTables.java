package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of what is left for visitors and kept of them. */
final class RecordTables {
    private static final Duration YEARS = Duration.ofDays(36_500);
    private static final long TIB = 1L << 40;

    private RecordTables() {}

    static List<Table> all() {
        return List.of(bait(), journal(), mail(), blacklist());
    }

    private static Table bait() {
        return one(
                "bait",
                "The addresses that are left for harvesters.",
                key(
                        "style",
                        Kind.choice(List.of("natural", "stateless", "paper")),
                        "natural",
                        "How new ones look; all styles are always recognised."),
                key(
                        "domains",
                        Kind.listOf(Kind.hostName()),
                        List.of(),
                        "Further domains, beside those of the sites."),
                key(
                        "traps",
                        Kind.listOf(Kind.email()),
                        List.of(),
                        "Further addresses that are taken, at these domains."),
                key(
                        "catch_all",
                        Kind.truth(),
                        false,
                        "Take every local part. Easily found out: off by default."),
                key(
                        "addresses_per_visit_max",
                        Kind.number(1, 100_000),
                        60L,
                        "Most addresses that one visit gets; 128 if stateless, 1000 if paper."),
                perVisitor(),
                key(
                        "visits_remembered_max",
                        Kind.number(1, 10_000_000),
                        20_000L,
                        "Visits under way that are remembered."),
                time(
                        "visit_timeout",
                        Duration.ofSeconds(1),
                        YEARS,
                        "1d",
                        "Idle time that ends a visit."));
    }

    private static Schema.Key perVisitor() {
        return key(
                "addresses_per_visitor_max",
                Kind.number(1, 1_000_000),
                600L,
                "Most for one IPv4 address or IPv6 /64, under all user agents, on all sites.");
    }

    private static Table journal() {
        return one(
                "journal",
                "The record of all that happens.",
                key("queue_events_max", Kind.number(64, 10_000_000), 16_384L, "Events that wait."),
                key("segment_size", Kind.size(4_096, TIB), "64MiB", "Size of a file."),
                key("keep_size", Kind.size(4_096, 1_000 * TIB), "20GiB", "All files together."),
                time("keep_time", Duration.ofHours(1), YEARS, "730d", "Age of the oldest file."));
    }

    private static Table mail() {
        return one(
                "mail",
                "The messages, as they were received.",
                key("segment_size", Kind.size(4_096, 1L << 36), "256MiB", "Size of a file."),
                key("keep_size", Kind.size(4_096, 1_000 * TIB), "50GiB", "All files together."),
                time("keep_time", Duration.ofHours(1), YEARS, "730d", "Age of the oldest file."),
                key(
                        "disk_free_min",
                        Kind.size(0, TIB),
                        "256MiB",
                        "Free space below which no message is taken (452)."));
    }

    private static Table blacklist() {
        return one(
                "blacklist",
                "Who is listed.",
                key(
                        "allow",
                        Kind.listOf(Kind.network()),
                        List.of(
                                "127.0.0.0/8",
                                "10.0.0.0/8",
                                "172.16.0.0/12",
                                "192.168.0.0/16",
                                "::1/128",
                                "fc00::/7",
                                "fe80::/10"),
                        "Networks that are never listed, whatever they do: yours and friends'."),
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
                        "Time without a deed that ends a listing."));
    }
}
