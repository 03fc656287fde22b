package org.honeyspam.intel;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final int SENDERS_LOOKED_AT = 50;

    /** No mail came to any address of that visit before. */
    private static final String FIRST =
            " and not exists (select 1 from address b join recipient q on q.bait = b.address"
                    + " where b.visit = a.visit and q.message < m.id)";

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
     * The message up to which one looked.
     *
     * @param number of it, until the views are made anew
     * @param event its event, which is the same for ever; empty if there was none
     * @param time when it came
     */
    public record Mark(long number, String event, Instant time) {
        /** Of a first look: all up to a time. */
        public static Mark of(Instant time) {
            return new Mark(-1, "", time);
        }
    }

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

    /** Where a look that begins now ends: all up to it was read. The mark, if nothing came. */
    public Mark end(Mark mark) throws SQLException {
        List<Mark> found =
                marks("where id <= (select max(message) from perused) order by id desc limit 1");
        return found.isEmpty() ? mark : found.getFirst();
    }

    /** The same mark as the views number it now; if they forgot it, what came up to its time. */
    public Mark known(Mark mark) throws SQLException {
        List<Mark> same = marks("where event = ?", mark.event());
        if (!same.isEmpty()) {
            return same.getFirst();
        }
        List<Mark> before =
                marks("where time <= ? order by id desc limit 1", mark.time().toEpochMilli());
        long number = before.isEmpty() ? 0 : before.getFirst().number();
        return new Mark(number, mark.event(), mark.time());
    }

    private List<Mark> marks(String where, Object... values) throws SQLException {
        return database.query(
                "select id, event, time from message " + where,
                row ->
                        new Mark(
                                row.getLong(1),
                                row.getString(2),
                                Instant.ofEpochMilli(row.getLong(3))),
                values);
    }

    /**
     * The visits to whose addresses the first mail came behind the mark and up to the end.
     *
     * @param since mail of before, which was taken in late, is no news
     */
    public List<Harvest> harvests(Mark mark, Mark end, Instant since) throws SQLException {
        List<Long> firsts = new ArrayList<>();
        database.query(
                "select a.visit, min(m.id) from message m join recipient r on r.message = m.id"
                        + " join address a on a.address = r.bait"
                        + " where m.id > ? and m.id <= ? and m.time >= ?"
                        + FIRST
                        + " group by a.visit order by 2, 1",
                row -> firsts.add(row.getLong(2)),
                mark.number(),
                end.number(),
                since.toEpochMilli());
        List<Harvest> harvests = new ArrayList<>();
        for (long message : firsts.stream().distinct().toList()) {
            harvests.addAll(byVisit(message));
        }
        return harvests;
    }

    /** An address of each visit that the message is for, if it is the first for that visit. */
    private Collection<Harvest> byVisit(long message) throws SQLException {
        Map<String, Harvest> byVisit = new LinkedHashMap<>();
        database.query(
                "select m.time, a.visit, a.address, a.ip, a.time, a.site, m.ip, m.sender, m.subject"
                        + " from message m join recipient r on r.message = m.id"
                        + " join address a on a.address = r.bait where m.id = ?"
                        + FIRST
                        + " order by r.position",
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
                message);
        byVisit.values().removeIf(one -> ours.contains(one.sender()));
        return byVisit.values();
    }

    /**
     * The campaigns that were smaller than that at the mark and no longer were at the end. What was
     * read since the end is in their size and is not counted: it is of the next look.
     */
    public List<Grown> grown(Mark mark, Mark end, int sizeMin) throws SQLException {
        List<Grown> all =
                database.query(
                        "select g.id, g.first, g.size - n.late, (select count(*)"
                                + " from campaign_sender where campaign = g.id),"
                                + " (select subject from content where sha256 = g.sample)"
                                + " from (select c.campaign as id,"
                                + " sum(case when m.id <= ? then 1 else 0 end) as fresh,"
                                + " sum(case when m.id > ? then 1 else 0 end) as late"
                                + " from message m join content c on c.sha256 = m.sha256"
                                + " where m.id > ? and m.id <= (select max(message) from perused)"
                                + " group by c.campaign) as n"
                                + " join campaign g on g.id = n.id where g.size - n.late >= ?"
                                + " and g.size - n.late - n.fresh < ? order by g.first, g.id",
                        row ->
                                new Grown(
                                        row.getString(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getString(5)),
                        end.number(),
                        end.number(),
                        mark.number(),
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
