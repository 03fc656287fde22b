package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of the only thing that ever leaves the machine. */
final class ProbeTable {
    private static final int DNS_PORT = 53;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private ProbeTable() {}

    static Table table() {
        List<Schema.Key> keys = new ArrayList<>(judging());
        keys.addAll(caps());
        keys.addAll(delivery());
        return one(
                "probe",
                "The message by which a spammer tests the relay. Read docs/operations.md first.",
                keys.toArray(Schema.Key[]::new));
    }

    private static List<Schema.Key> judging() {
        return List.of(
                key(
                        "mode",
                        Kind.choice(List.of("off", "hold", "first")),
                        "off",
                        "off: nothing leaves. hold: you decide. first: it is delivered."),
                key(
                        "score_min",
                        Kind.number(1, 100),
                        1L,
                        "Signs it needs: 1 being the first will do, 5 it names us as well."),
                time(
                        "age_max",
                        Duration.ofMinutes(1),
                        WEEK,
                        "1d",
                        "Older ones are not begun with."),
                key(
                        "public_addresses",
                        Kind.listOf(HostKind.address()),
                        List.of(),
                        "Addresses by which others know us, if not those of listeners (NAT)."));
    }

    private static List<Schema.Key> caps() {
        return List.of(
                key("size_max", Kind.size(512, 1 << 20), "32KiB", "Largest one."),
                key(
                        "per_source_max",
                        Kind.number(1, 100),
                        1L,
                        "A day, of one network (/24 or /64)."),
                key("per_domain_max", Kind.number(1, 1_000), 3L, "A day, to one domain."),
                key("per_hour_max", Kind.number(1, 1_000), 3L, "An hour, in all."),
                key("per_day_max", Kind.number(1, 10_000), 10L, "A day, in all."),
                key(
                        "allow",
                        Kind.listOf(HostKind.domain()),
                        List.of(),
                        "Only to these domains and those below; none for all."),
                key(
                        "deny",
                        Kind.listOf(HostKind.domain()),
                        List.of(),
                        "Never to these domains and those below; wins over allow."));
    }

    private static List<Schema.Key> delivery() {
        return List.of(
                key(
                        "dns",
                        Kind.listOf(HostKind.server(DNS_PORT)),
                        List.of(),
                        "Name servers; none for those of the machine."),
                key(
                        "smart_host",
                        HostKind.smartHost(),
                        "",
                        "Hand all to this server instead of the domain's own."),
                key(
                        "local_address",
                        HostKind.localAddress(),
                        "auto",
                        "Where it comes from; auto: the address that the spammer spoke to."),
                time("retry_delay", SECOND, WEEK, "15m", "Until the second try; then it doubles."),
                time("retry_time", SECOND, WEEK, "1d", "After this it is given up."),
                key(
                        "allow_private",
                        Kind.truth(),
                        false,
                        "Also to private and loopback addresses: for tests in a laboratory."));
    }
}
