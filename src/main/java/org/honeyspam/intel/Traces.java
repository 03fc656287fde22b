package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up traces in the views. */
public final class Traces {
    private static final int MESSAGES_MAX = 100;
    private static final int DEEDS_MAX = 100;
    private static final String EVENT_SPAN = "min(time), max(time) from event";
    private static final String MESSAGE = "select * from message where ";
    private static final String NEWEST = " order by time desc limit " + MESSAGES_MAX;

    private final Database database;

    Traces(Database database) {
        this.database = database;
    }

    /** Who took the address, and what mail came to it; null if it was never given. */
    public Trace.@Nullable Address address(String address) throws SQLException {
        Trace.Harvest harvest = harvest(address);
        if (harvest == null) {
            return null;
        }
        String where = "id in (select message from recipient where bait = ?)";
        return new Trace.Address(harvest, messages(where, address), forms(address));
    }

    private List<Trace.Form> forms(String bait) throws SQLException {
        return database.query(
                "select * from form where bait = ? order by time desc limit " + MESSAGES_MAX,
                row ->
                        new Trace.Form(
                                time(row.getLong("time")),
                                row.getString("session"),
                                row.getString("ip"),
                                row.getString("kind"),
                                row.getString("site"),
                                row.getString("url"),
                                row.getString("sha256")),
                bait);
    }

    /** Messages of that id: the event's, the queue's, or the one in the header; newest first. */
    public List<Trace.Message> message(String id) throws SQLException {
        String bare =
                id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
        String where = "event = ? or queue_id = ? or sha256 = ? or message_id in (?, ?)";
        return messages(where, id, id, id, bare, "<" + bare + ">");
    }

    /** All that a host did; null if it was never seen. */
    public Trace.@Nullable Host host(String ip) throws SQLException {
        Map<String, Long> actions = new LinkedHashMap<>();
        database.query(
                "select action, count(*) from event where ip = ? group by action order by 2 desc, 1",
                row -> actions.put(row.getString(1), row.getLong(2)),
                ip);
        List<Trace.Naming> named = new Namings(database).of(ip);
        if (actions.isEmpty() && named.isEmpty()) {
            return null;
        }
        String table = actions.isEmpty() ? "min(first), max(last) from naming" : EVENT_SPAN;
        List<String> span =
                database.query(
                                "select " + table + " where ip = ?",
                                row -> List.of(time(row.getLong(1)), time(row.getLong(2))),
                                ip)
                        .getFirst();
        long taken =
                database.query(
                                "select count(*) from address where ip = ?",
                                row -> row.getLong(1),
                                ip)
                        .getFirst();
        List<Trace.Deed> newest =
                database.query(
                        "select time, action, service, detail from event where ip = ?"
                                + " order by id desc limit "
                                + DEEDS_MAX,
                        row ->
                                new Trace.Deed(
                                        time(row.getLong(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)),
                        ip);
        List<Trace.Message> sent = messages("ip = ?", ip);
        List<Trace.Walk> walks = Walks.of(database, ip);
        return new Trace.Host(
                ip, span.getFirst(), span.getLast(), actions, taken, sent, walks, named, newest);
    }

    /** Who asked proxies for a host, the newest first. */
    List<Trace.Naming> namings(String ip) throws SQLException {
        return new Namings(database).of(ip);
    }

    private Trace.@Nullable Harvest harvest(String address) throws SQLException {
        List<Trace.Harvest> found =
                database.query(
                        "select address, visit, ip, time, site, path, agent, form from address"
                                + " where address = ?",
                        row ->
                                new Trace.Harvest(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        time(row.getLong(4)),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8),
                                        Walks.of(
                                                database,
                                                row.getString(3),
                                                row.getString(5),
                                                row.getString(7))),
                        address);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Trace.Message> messages(String where, Object... values) throws SQLException {
        return database.query(MESSAGE + where + NEWEST, this::message, values);
    }

    private Trace.Message message(ResultSet row) throws SQLException {
        String chain = row.getString("chain");
        return new Trace.Message(
                row.getString("event"),
                time(row.getLong("time")),
                row.getString("service"),
                row.getString("session"),
                row.getString("ip"),
                row.getInt("port"),
                chain.isEmpty() ? List.of() : List.of(chain.split("\n", -1)),
                row.getString("helo"),
                row.getString("sender"),
                row.getString("queue_id"),
                row.getString("message_id"),
                row.getString("subject"),
                row.getString("sha256"),
                row.getLong("size_bytes"),
                row.getString("trace_header"),
                recipients(row.getLong("id")));
    }

    private List<Trace.To> recipients(long message) throws SQLException {
        return database.query(
                "select address, bait from recipient where message = ? order by position",
                row -> {
                    String bait = row.getString(2);
                    return new Trace.To(row.getString(1), bait == null ? null : harvest(bait));
                },
                message);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
