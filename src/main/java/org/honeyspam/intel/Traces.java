package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up traces in the views. */
public final class Traces {
    private static final int MESSAGES_MAX = 100;
    private static final int DEEDS_MAX = 100;
    private static final String MESSAGE =
            "select message.*, (select campaign from content"
                    + " where content.sha256 = message.sha256) as campaign from message where ";
    private static final String NEWEST = " order by time desc, id desc limit " + MESSAGES_MAX;

    private final Database database;
    private final Harvests harvests;

    Traces(Database database) {
        this.database = database;
        this.harvests = new Harvests(database);
    }

    /** Who took the address, and what mail came to it; null if it was never given. */
    public Trace.@Nullable Address address(String address) throws SQLException {
        Trace.Harvest harvest = harvest(address);
        if (harvest == null) {
            return null;
        }
        String where = "id in (select message from recipient where bait = ?)";
        List<Trace.Message> mail = messages(where, address);
        Long soon = mail.isEmpty() ? null : secondsToFirstMail(address);
        return new Trace.Address(harvest, soon, mail, forms(address));
    }

    private long secondsToFirstMail(String address) throws SQLException {
        long millis =
                database.number(
                        "select min(message.time) - min(address.time) from recipient"
                                + " join message on message.id = recipient.message"
                                + " join address on address.address = bait where bait = ?",
                        address);
        return Duration.ofMillis(millis).toSeconds();
    }

    private List<Trace.Form> forms(String bait) throws SQLException {
        return database.query(
                "select * from form where bait = ? order by time desc limit " + MESSAGES_MAX,
                row ->
                        new Trace.Form(
                                Span.time(row.getLong("time")),
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
        String header = Database.key(bare);
        String where = "event = ? or queue_id = ? or sha256 = ? or message_id in (?, ?)";
        return messages(where, id, id, id, header, Database.key("<" + bare + ">"));
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
        List<String> span = actions.isEmpty() ? spanOfNamings(ip) : span(ip);
        long taken = database.number("select count(*) from address where ip = ?", ip);
        List<Trace.Message> sent = messages("ip = ?", ip);
        return new Trace.Host(
                ip,
                span.getFirst(),
                span.getLast(),
                actions,
                taken,
                sent,
                Walks.of(database, ip),
                named,
                visits(harvests.visits(ip)),
                SenderClass.of(database, ip).stream().map(SenderClass::label).toList(),
                List.copyOf(Runs.of(database, ip)),
                newest(ip));
    }

    /** From the first to the last of its events, which are in the order of their time. */
    private List<String> span(String ip) throws SQLException {
        List<String> span = new ArrayList<>();
        for (String order : List.of("id", "id desc")) {
            long millis =
                    database.number(
                            "select time from event where ip = ? order by %s limit 1"
                                    .formatted(order),
                            ip);
            span.add(Span.time(millis));
        }
        return span;
    }

    private List<String> spanOfNamings(String ip) throws SQLException {
        return database.query(
                        "select min(first), max(last) from naming where ip = ?",
                        row -> List.of(Span.time(row.getLong(1)), Span.time(row.getLong(2))),
                        ip)
                .getFirst();
    }

    private List<Trace.Deed> newest(String ip) throws SQLException {
        return database.query(
                "select time, action, service, detail from event where ip = ?"
                        + " order by id desc limit "
                        + DEEDS_MAX,
                row ->
                        new Trace.Deed(
                                Span.time(row.getLong(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)),
                ip);
    }

    /** A visit that took addresses; null if there is none of that id. */
    public Trace.@Nullable Visit visit(String id) throws SQLException {
        List<Trace.Visit> found = visits(harvests.visit(id));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** When and where that visit took its addresses; none if there is none of that id. */
    List<Harvests.Taking> takings(String id) throws SQLException {
        return harvests.visit(id);
    }

    private List<Trace.Visit> visits(List<Harvests.Taking> takings) throws SQLException {
        List<Trace.Visit> visits = new ArrayList<>();
        for (Harvests.Taking taking : takings) {
            visits.add(
                    new Trace.Visit(
                            taking.visit(),
                            taking.ip(),
                            Span.time(taking.timeMillis()),
                            taking.site(),
                            taking.agent(),
                            harvests.of(taking),
                            Walks.of(database, taking.ip(), taking.site(), taking.agent())));
        }
        return visits;
    }

    /** What hangs together with it. */
    public Graph graph(Trace root) throws SQLException {
        return new Connections(this).of(root);
    }

    /** The addresses of a visit that mail came to, those first that it came to first. */
    List<String> mailed(String visit, int most) throws SQLException {
        return database.query(
                "select bait from recipient join address on address.address = bait"
                        + " where visit = ? group by bait order by min(message), bait limit ?",
                row -> row.getString(1),
                visit,
                most);
    }

    /** The messages that came to an address first. */
    List<Trace.Message> firstTo(String address, int most) throws SQLException {
        return database.query(
                MESSAGE
                        + "id in (select message from recipient where bait = ?)"
                        + " order by time, id limit ?",
                this::message,
                address,
                most);
    }

    /** A campaign; null if there is none of that id. */
    public Trace.@Nullable Campaign campaign(String id) throws SQLException {
        return new CampaignBook(database).find(id);
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
                                        Span.time(row.getLong(4)),
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
                Span.time(row.getLong("time")),
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
                row.getString("campaign"),
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
}
