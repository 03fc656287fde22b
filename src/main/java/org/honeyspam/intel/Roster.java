package org.honeyspam.intel;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** The hosts that play a part, in order, a page at a time. */
public final class Roster {
    /** Of these a page looks through so many at most, when only some of them are wanted. */
    private static final int LOOKED_AT_MAX = 5_000;

    private final Database database;

    Roster(Database database) {
        this.database = database;
    }

    /** In which order. */
    public enum Order {
        /** Who did something last. */
        LAST,
        /** Who did most. */
        COUNT
    }

    /**
     * What is asked.
     *
     * @param within only hosts of that network; null for all
     * @param since only hosts that did something of the part since then; null for all
     * @param after the place that the page before ended with; null for the first page
     */
    public record Choice(
            Part part,
            Order order,
            @Nullable Network within,
            @Nullable Instant since,
            @Nullable Place after,
            int most) {}

    /** Where a page ends: what it is ordered by, and the host. */
    public record Place(long value, String ip) {
        static final Place BEFORE_ALL = new Place(Long.MAX_VALUE, "");
    }

    /** A host, what it did of the part, and how often each. */
    public record Host(
            String ip, Instant first, Instant last, long count, Map<String, Long> deeds) {}

    /**
     * A page.
     *
     * @param next where the next one begins; null if there is none
     */
    public record Page(List<Host> hosts, @Nullable Place next) {}

    public Page page(Choice choice) throws SQLException {
        String by = choice.order() == Order.LAST ? "last" : "count";
        Place from = choice.after() == null ? Place.BEFORE_ALL : choice.after();
        List<Host> hosts = new ArrayList<>();
        int looked = 0;
        while (looked < LOOKED_AT_MAX) {
            int step = choice.within() == null ? choice.most() + 1 : LOOKED_AT_MAX;
            List<Host> some = step(choice.part(), by, from, step);
            for (Host host : some) {
                if (choice.order() == Order.LAST && isBefore(host, choice.since())) {
                    return new Page(deeds(choice.part(), hosts), null);
                }
                if (fits(host, choice)) {
                    if (hosts.size() == choice.most()) {
                        return new Page(deeds(choice.part(), hosts), from);
                    }
                    hosts.add(host);
                }
                from = place(host, choice.order());
            }
            looked += some.size();
            if (some.size() < step) {
                return new Page(deeds(choice.part(), hosts), null);
            }
        }
        return new Page(deeds(choice.part(), hosts), from);
    }

    private List<Host> step(Part part, String by, Place after, int most) throws SQLException {
        return database.query(
                "select ip, first, last, count from conduct where part = ? and %1$s <= ? and (%1$s < ? or ip > ?) order by %1$s desc, ip limit ?"
                        .formatted(by),
                row ->
                        new Host(
                                row.getString(1),
                                Instant.ofEpochMilli(row.getLong(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getLong(4),
                                Map.of()),
                part.name(),
                after.value(),
                after.value(),
                after.ip(),
                most);
    }

    private static Place place(Host host, Order order) {
        long value = order == Order.LAST ? host.last().toEpochMilli() : host.count();
        return new Place(value, host.ip());
    }

    private static boolean isBefore(Host host, @Nullable Instant since) {
        return since != null && host.last().isBefore(since);
    }

    private static boolean fits(Host host, Choice choice) {
        Network within = choice.within();
        return !isBefore(host, choice.since())
                && (within == null || within.contains(InetAddress.ofLiteral(host.ip())));
    }

    /** The same hosts, with what each did. */
    private List<Host> deeds(Part part, List<Host> hosts) throws SQLException {
        List<Host> whole = new ArrayList<>();
        for (Host host : hosts) {
            Map<String, Long> deeds = new TreeMap<>();
            database.query(
                    "select reason, count from deed where ip = ?",
                    row -> {
                        Reason reason = Reason.valueOf(row.getString(1));
                        if (Part.of(reason) == part) {
                            deeds.put(reason.label(), row.getLong(2));
                        }
                        return reason;
                    },
                    host.ip());
            whole.add(
                    new Host(
                            host.ip(),
                            host.first(),
                            host.last(),
                            host.count(),
                            new LinkedHashMap<>(deeds)));
        }
        return whole;
    }

    /** Hosts of that network that did anything, in the order of their texts. */
    public List<String> of(Network network, int most) throws SQLException {
        String begin = Views.begin(network);
        List<String> hosts = new ArrayList<>();
        String after = begin;
        List<String> some;
        do {
            some =
                    database.query(
                            "select distinct ip from conduct"
                                    + Views.BEGINS
                                    + " order by ip limit ?",
                            row -> row.getString(1),
                            after,
                            begin + Views.BEHIND,
                            LOOKED_AT_MAX);
            for (String ip : some) {
                if (network.contains(InetAddress.ofLiteral(ip)) && hosts.size() < most) {
                    hosts.add(ip);
                }
            }
            after = some.isEmpty() ? after : some.getLast() + " "; // Before all that follow it.
        } while (some.size() == LOOKED_AT_MAX && hosts.size() < most);
        return hosts;
    }
}
