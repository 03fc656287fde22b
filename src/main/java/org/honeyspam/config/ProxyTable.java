package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of open proxies. */
final class ProxyTable {
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);

    private ProxyTable() {}

    static Table table() {
        return one(
                "proxy",
                "Open proxies.",
                key("request_max", Kind.size(256, 1 << 20), "64KiB", "Longest request head."),
                time("request_timeout", TENTH, DAY, "5m", "For a request to be complete."),
                time(
                        "connect_delay",
                        Duration.ZERO,
                        DAY,
                        "60s",
                        "Until one who asks for a port that leads nowhere is told it timed out."),
                key(
                        "follow",
                        Kind.truth(),
                        false,
                        "Whether a way to another proxy (80, 1080, 3128, 8080 ...) leads into one of ours."),
                key(
                        "hops_max",
                        Kind.number(1, 100),
                        16L,
                        "Proxies that one connection may go through; the next one times out."),
                key(
                        "anonymity",
                        Kind.choice(List.of("transparent", "anonymous", "elite")),
                        "anonymous",
                        "What origin servers learn: the caller, that there is a proxy, or nothing."),
                key(
                        "outer_address",
                        Kind.ipOrNone(),
                        "",
                        "Address that they see; \"\" is the one that the caller spoke to."),
                key(
                        "body_size_max",
                        Kind.size(1024, 16 << 20),
                        "64KiB",
                        "Of what is sent through a proxy, that are kept; the rest is counted."));
    }
}
