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
        return List.of(bait(), journal(), mail(), views());
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

    private static Table views() {
        return one(
                "views",
                "What follows from the journal: traces, campaigns, who is listed.",
                key(
                        "database",
                        Kind.text(
                                "\"\" for a file, or such as \"jdbc:postgresql://127.0.0.1/honeyspam\"",
                                "(jdbc:postgresql:.+)?"),
                        "",
                        "Database of PostgreSQL's to keep them in; by default it is a file."),
                key(
                        "user",
                        Kind.text("a name, or \"\" if it is the file", ".{0,63}"),
                        "",
                        "Who we are to that database."),
                key(
                        "password_file",
                        Kind.pathOrNone(),
                        "",
                        "File of nothing but the password; \"\" if none is needed."),
                key("keep_size", Kind.size(1 << 20, 1_000 * TIB), "20GiB", "All of it together."),
                time(
                        "keep_time",
                        Duration.ofHours(1),
                        YEARS,
                        "400d",
                        "Age of the oldest events, visits and messages in them."));
    }
}
