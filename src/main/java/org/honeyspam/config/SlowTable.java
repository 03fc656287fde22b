package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import org.honeyspam.config.Schema.Table;

/** The keys of how visitors of the maze are slowed down, in all and on one site. */
final class SlowTable {
    /** Both together stay below the half minute after which most crawlers give a server up. */
    private static final Duration TIME_MAX = Duration.ofSeconds(15);

    private static final String AUTO = "auto";

    private SlowTable() {}

    static Table table() {
        return one(
                "slow",
                "Who goes on and on in the maze waits longer and longer, never regularly.",
                key(
                        "from_page",
                        Kind.number(0, 1_000_000),
                        200L,
                        "Pages that an IPv4 address or IPv6 /64 gets quickly; after a day away it is new."),
                time(
                        "delay_max",
                        Duration.ZERO,
                        TIME_MAX,
                        "5s",
                        "Longest wait for the begin of a page; 0 for none."),
                time(
                        "drip_max",
                        Duration.ZERO,
                        TIME_MAX,
                        "3s",
                        "Longest time from its begin to its end; 0 for none."),
                key(
                        "answers_at_once_max",
                        Kind.number(0, 1_000_000),
                        1_000L,
                        "Slow answers at once; beyond them pages are quick."));
    }

    static Schema.Key delayOfSite() {
        String meaning = "As in [slow], for this site; \"auto\": as there.";
        return key("delay_max", Kind.orAuto(Kind.time(Duration.ZERO, TIME_MAX)), AUTO, meaning);
    }

    static Schema.Key dripOfSite() {
        String meaning = "As in [slow], for this site; \"auto\": as there.";
        return key("drip_max", Kind.orAuto(Kind.time(Duration.ZERO, TIME_MAX)), AUTO, meaning);
    }
}
