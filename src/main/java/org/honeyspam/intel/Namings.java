package org.honeyspam.intel;

import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.journal.JournalEvent.ProxyRequest;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that callers of the proxies asked for as relays and proxies. Callers of one network are
 * taken for one: only those who have nothing to do with each other confirm each other.
 */
final class Namings {
    private static final int NAMED_MAX = 100;

    /** A caller has all of a small network, or of a site in IPv6 (RFC 6177). */
    private static final int NETWORK_BITS_4 = 24;

    private static final int NETWORK_BITS_6 = 48;

    private final Database database;

    Namings(Database database) {
        this.database = database;
    }

    static Rows rows(Database database) throws SQLException {
        return new Rows(
                database,
                "insert into naming values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (ip, reason, network) do update set "
                        + Span.counted("naming")
                        + ", batch = excluded.batch");
    }

    /** As what a request names its target, if that is an address; else null. */
    static @Nullable Naming of(ProxyRequest request) {
        Reason reason =
                switch (String.valueOf(request.nextHop())) {
                    case "relay" -> Reason.NAMED_RELAY;
                    case "open_proxy" -> Reason.NAMED_OPEN_PROXY;
                    default -> null;
                };
        String host = request.host();
        if (reason == null || host == null) {
            return null;
        }
        try {
            return new Naming(IpText.of(InetAddress.ofLiteral(host)), reason);
        } catch (IllegalArgumentException e) {
            return null; // A name, which nobody looks up.
        }
    }

    /** An address, and what somebody takes it for. */
    record Naming(String ip, Reason reason) {}

    /** The network that a caller is in. */
    static String network(String caller) {
        return Network.around(InetAddress.ofLiteral(caller), NETWORK_BITS_4, NETWORK_BITS_6).text();
    }

    /** As what so many networks name whom. */
    List<Views.Deed> deeds(int networksMin) throws SQLException {
        return rows("", networksMin);
    }

    /** The same of one address. */
    List<Views.Deed> deeds(String ip, int networksMin) throws SQLException {
        return rows(" where ip = ?", ip, networksMin);
    }

    /** The same of those addresses whose text begins so. */
    List<Views.Deed> deedsOf(String begin, int networksMin) throws SQLException {
        return rows(Views.BEGINS, begin, begin + Views.BEHIND, networksMin);
    }

    private List<Views.Deed> rows(String where, Object... values) throws SQLException {
        return database.query(
                "select ip, reason, count(*), min(first), max(last) from naming"
                        + where
                        + " group by ip, reason having count(*) >= ?",
                Views.Deed::of,
                values);
    }

    /** Who named an address, the newest first. */
    List<Trace.Naming> of(String ip) throws SQLException {
        return database.query(
                "select reason, network, caller, first, last, count from naming where ip = ?"
                        + " order by last desc limit "
                        + NAMED_MAX,
                row ->
                        new Trace.Naming(
                                Reason.valueOf(row.getString(1)).label(),
                                row.getString(2),
                                row.getString(3),
                                Span.time(row.getLong(4)),
                                Span.time(row.getLong(5)),
                                row.getLong(6)),
                ip);
    }
}
