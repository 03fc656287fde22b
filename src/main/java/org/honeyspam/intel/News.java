package org.honeyspam.intel;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is worth telling of the mail that came since one looked last. What this machine itself sent,
 * as its doctor does, is none of it.
 */
public final class News {
    private static final int MOST = 1_000;
    private static final int SENDERS_LOOKED_AT = 50;

    private final Database database;
    private final Set<String> ours;

    /**
     * @param ours addresses of this machine
     */
    News(Database database, Set<String> ours) {
        this.database = database;
        this.ours = Set.copyOf(ours);
    }

    /**
     * Up to where one looked.
     *
     * @param message that was read last
     * @param time before which nothing is new: after a rebuild, messages have other numbers
     */
    public record Mark(long message, Instant time) {}

    /** Mail came to an address of a visit to which none had come. */
    public record Harvest(
            Instant time,
            String visit,
            String address,
            String harvester,
            Instant harvested,
            String site,
            String sender,
            String from,
            @Nullable String subject) {}

    /** A campaign is as large now as one wants to know of. */
    public record Grown(
            String campaign, Instant first, long size, long senders, @Nullable String subject) {}

    /** Where a look that begins now ends: all up to it was read. */
    public long end() throws SQLException {
        return database.number("select max(message) from perused");
    }

    /** The mark of a time: behind it is what came later. */
    public Mark at(Instant time) throws SQLException {
        List<Long> before =
                database.query(
                        "select id from message where time <= ? order by id desc limit 1",
                        row -> row.getLong(1),
                        time.toEpochMilli());
        return new Mark(before.isEmpty() ? 0 : before.getFirst(), time);
    }

    /** When that message came; null if it is gone. */
    public @Nullable Instant time(long message) throws SQLException {
        List<Instant> found =
                database.query(
                        "select time from message where id = ?",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        message);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The visits to whose addresses the first mail came behind the mark and up to that message. */
    public List<Harvest> harvests(Mark mark, long end) throws SQLException {
        Map<String, Harvest> byVisit = new LinkedHashMap<>();
        database.query(
                "select m.time, a.visit, a.address, a.ip, a.time, a.site, m.ip, m.sender, m.subject"
                        + " from message m join recipient r on r.message = m.id"
                        + " join address a on a.address = r.bait"
                        + " where m.id > ? and m.id <= ? and m.time > ?"
                        + " and not exists (select 1 from address b"
                        + " join recipient q on q.bait = b.address"
                        + " where b.visit = a.visit and q.message < m.id)"
                        + " order by m.id, r.position limit "
                        + MOST,
                row ->
                        byVisit.putIfAbsent(
                                row.getString(2),
                                new Harvest(
                                        Instant.ofEpochMilli(row.getLong(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Instant.ofEpochMilli(row.getLong(5)),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getString(9))),
                mark.message(),
                end,
                mark.time().toEpochMilli());
        return byVisit.values().stream().filter(one -> !ours.contains(one.sender())).toList();
    }

    /**
     * The campaigns that were smaller than that without the messages behind the mark, and no longer
     * are. One that grows at this moment may be told twice.
     */
    public List<Grown> grown(Mark mark, long end, int sizeMin) throws SQLException {
        List<Grown> all =
                database.query(
                        "select g.id, g.first, g.size, (select count(*) from campaign_sender"
                                + " where campaign = g.id), (select subject from content"
                                + " where sha256 = g.sample)"
                                + " from (select c.campaign as id, count(*) as fresh from message m"
                                + " join content c on c.sha256 = m.sha256"
                                + " where m.id > ? and m.id <= ? and m.time > ?"
                                + " group by c.campaign) as n"
                                + " join campaign g on g.id = n.id"
                                + " where g.size >= ? and g.size - n.fresh < ?"
                                + " order by g.first, g.id limit "
                                + MOST,
                        row ->
                                new Grown(
                                        row.getString(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getString(5)),
                        mark.message(),
                        end,
                        mark.time().toEpochMilli(),
                        sizeMin,
                        sizeMin);
        List<Grown> others = new ArrayList<>();
        for (Grown one : all) {
            if (!ours.containsAll(senders(one.campaign()))) {
                others.add(one);
            }
        }
        return others;
    }

    private List<String> senders(String campaign) throws SQLException {
        return database.query(
                "select ip from campaign_sender where campaign = ? limit " + SENDERS_LOOKED_AT,
                row -> row.getString(1),
                campaign);
    }
}
