package org.honeyspam.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is: the reader, the file that {@code init} writes and the manual's table all come
 * from here.
 */
final class Schema {
    private static final Duration YEARS = Duration.ofDays(36_500);
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long TIB = 1L << 40;

    /**
     * A key of a table.
     *
     * @param fallback the default as it would stand in the file; null if the key must be given
     */
    record Key(String name, Kind kind, @Nullable Object fallback, String meaning) {}

    /**
     * A table.
     *
     * @param repeated whether it is written {@code [[name]]}, once for each
     */
    record Table(String name, boolean repeated, String meaning, Map<String, Key> keys) {}

    static final Map<String, Table> TABLES = tables();

    private Schema() {}

    private static Map<String, Table> tables() {
        var tables = new LinkedHashMap<String, Table>();
        for (Table table : services()) {
            tables.put(table.name(), table);
        }
        for (Table table : records()) {
            tables.put(table.name(), table);
        }
        return tables;
    }

    private static List<Table> services() {
        return List.of(
                one(
                        "node",
                        "This node, and where it keeps what it learns.",
                        key(
                                "name",
                                Kind.text(
                                        "up to 40 letters, digits and dots", "[A-Za-z0-9.]{1,40}"),
                                "honeyspam",
                                "Name of the node; part of every event's id."),
                        key("data", path(), "data", "Folder of journal, mail and views."),
                        key(
                                "key_file",
                                path(),
                                "secret.key",
                                "File of the secret keys, mode 0600.")),
                one(
                        "log",
                        "Diagnostics on standard error. What visitors do is in the journal, not here.",
                        key(
                                "format",
                                Kind.choice(List.of("text", "json")),
                                "text",
                                "Form of a line."),
                        key(
                                "level",
                                Kind.choice(List.of("error", "warn", "info", "debug")),
                                "info",
                                "How much is said.")),
                many(
                        "listener",
                        "A service on a port. Repeat the table for each.",
                        key(
                                "service",
                                Kind.choice(List.of("web", "mx", "relay", "proxy")),
                                null,
                                "What it plays: a site, a destination server, an open relay or proxy."),
                        key(
                                "addresses",
                                Kind.listOf(Kind.ip()),
                                List.of("*"),
                                "Addresses to listen on; \"*\" is all of both families."),
                        key("port", Kind.number(0, 65_535), null, "Port; 0 takes a free one."),
                        key("host", Kind.hostName(), null, "Name that the imitated server gives."),
                        key(
                                "persona",
                                Kind.choice(List.of("auto", "sendmail", "apache", "squid")),
                                "auto",
                                "Product to imitate; \"auto\" is the usual one of the service.")),
                one(
                        "limits",
                        "Bounds for all services together.",
                        key(
                                "connections_max",
                                Kind.number(1, 1_000_000),
                                2_000L,
                                "Connections at once."),
                        key(
                                "connections_per_source_max",
                                Kind.number(1, 1_000_000),
                                100L,
                                "Connections at once from one address."),
                        time(
                                "session_max",
                                TENTH,
                                DAY,
                                "1h",
                                "Longest time a connection may last."),
                        key(
                                "message_memory_max",
                                Kind.size(1 << 20, TIB),
                                "128MiB",
                                "Memory for all messages under way; beyond it senders get a 452.")),
                many(
                        "site",
                        "A decoy web site. Repeat the table for each.",
                        key("host", Kind.hostName(), null, "Name of the site."),
                        key("domain", Kind.hostName(), null, "Domain that addresses are made at."),
                        key(
                                "title",
                                Kind.text("a short text", ".{1,80}"),
                                null,
                                "Title of the site.")),
                one(
                        "web",
                        "The web sites and their maze.",
                        key("links_min", Kind.number(1, 100), 2L, "Fewest links on a page."),
                        key("links_max", Kind.number(1, 100), 20L, "Most links on a page."),
                        key(
                                "addresses_min",
                                Kind.number(0, 100),
                                2L,
                                "Fewest addresses on a page."),
                        key("addresses_max", Kind.number(0, 100), 20L, "Most addresses on a page."),
                        key(
                                "texts",
                                Kind.listOf(path()),
                                List.of(),
                                "Folders of your own *.txt for the pages, beside the built-in ones."),
                        key(
                                "request_line_max",
                                Kind.size(256, 1 << 20),
                                8_190L,
                                "Longest line of a request (Apache: LimitRequestLine)."),
                        key(
                                "header_count_max",
                                Kind.number(1, 10_000),
                                100L,
                                "Most header lines (Apache: LimitRequestFields)."),
                        time("request_timeout", TENTH, DAY, "20s", "For a request to be complete."),
                        time("keep_alive_timeout", TENTH, DAY, "5s", "Between requests."),
                        key(
                                "keep_alive_requests_max",
                                Kind.number(1, 1_000_000),
                                100L,
                                "Requests on one connection (Apache: MaxKeepAliveRequests).")),
                one(
                        "smtp",
                        "Destination servers and relays.",
                        key(
                                "message_size_max",
                                Kind.size(1024, 1 << 30),
                                "10MiB",
                                "Largest message; announced as SIZE."),
                        key(
                                "line_length_max",
                                Kind.size(512, 1 << 20),
                                2_046L,
                                "Longest command line (Sendmail: 2046)."),
                        key(
                                "recipients_max",
                                Kind.number(1, 100_000),
                                1_000L,
                                "Recipients of a message."),
                        time("command_timeout", TENTH, DAY, "5m", "For the next command."),
                        time(
                                "data_timeout",
                                TENTH,
                                DAY,
                                "10m",
                                "For the next piece of a message.")),
                one(
                        "proxy",
                        "Open proxies.",
                        key(
                                "request_max",
                                Kind.size(256, 1 << 20),
                                "64KiB",
                                "Longest request head."),
                        time("request_timeout", TENTH, DAY, "5m", "For a request to be complete."),
                        time(
                                "connect_delay",
                                Duration.ZERO,
                                DAY,
                                "60s",
                                "Until a CONNECT to another port than 25 is told it timed out.")));
    }

    private static List<Table> records() {
        return List.of(
                one(
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
                                "Most addresses that one visit gets."),
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
                                "Idle time that ends a visit.")),
                one(
                        "journal",
                        "The record of all that happens.",
                        key(
                                "queue_events_max",
                                Kind.number(64, 10_000_000),
                                16_384L,
                                "Events that wait."),
                        key("segment_size", Kind.size(4_096, TIB), "64MiB", "Size of a file."),
                        key(
                                "keep_size",
                                Kind.size(4_096, 1_000 * TIB),
                                "20GiB",
                                "All files together."),
                        time(
                                "keep_time",
                                Duration.ofHours(1),
                                YEARS,
                                "730d",
                                "Age of the oldest file.")),
                one(
                        "mail",
                        "The messages, as they were received.",
                        key(
                                "segment_size",
                                Kind.size(4_096, 1L << 36),
                                "256MiB",
                                "Size of a file."),
                        key(
                                "keep_size",
                                Kind.size(4_096, 1_000 * TIB),
                                "50GiB",
                                "All files together."),
                        time(
                                "keep_time",
                                Duration.ofHours(1),
                                YEARS,
                                "730d",
                                "Age of the oldest file."),
                        key(
                                "disk_free_min",
                                Kind.size(0, TIB),
                                "256MiB",
                                "Free space below which no message is taken (452).")),
                one(
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
                        key(
                                "score_min",
                                Kind.number(1, 1_000_000),
                                10L,
                                "Score from which one is listed."),
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
                                "Time without a deed that ends a listing.")));
    }

    private static Kind path() {
        return Kind.text("a path, from the folder of this file on or absolute", ".{1,1000}");
    }

    private static Key key(String name, Kind kind, @Nullable Object fallback, String meaning) {
        return new Key(name, kind, fallback, meaning);
    }

    private static Key time(
            String name, Duration min, Duration max, String fallback, String meaning) {
        return new Key(name, Kind.time(min, max), fallback, meaning);
    }

    private static Table one(String name, String meaning, Key... keys) {
        return table(name, false, meaning, keys);
    }

    private static Table many(String name, String meaning, Key... keys) {
        return table(name, true, meaning, keys);
    }

    private static Table table(String name, boolean repeated, String meaning, Key... keys) {
        var byName = new LinkedHashMap<String, Key>();
        for (Key key : keys) {
            byName.put(key.name(), key);
        }
        return new Table(name, repeated, meaning, byName);
    }

    static Table table(String name) {
        Table table = TABLES.get(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        return table;
    }
}
