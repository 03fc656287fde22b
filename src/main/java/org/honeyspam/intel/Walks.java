package org.honeyspam.intel;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** The walks of hosts over sites: what they claimed to be, read of robots.txt, and entered. */
final class Walks implements AutoCloseable {
    private static final int WALKS_MAX = 20;
    private static final String COLUMNS =
            "site, agent, crawler, purpose, standing, host, robots, entered, last, pages, maze_pages";

    private final PreparedStatement page;
    private final PreparedStatement claim;

    Walks(Database database) throws SQLException {
        this.page =
                database.prepare(
                        "insert into walk values (?, ?, ?, ?, ?, ?, 1, ?, null, null, null, null)"
                                + " on conflict (ip, site, agent) do update set"
                                + " robots = coalesce(robots, excluded.robots),"
                                + " entered = coalesce(entered, excluded.entered),"
                                + " last = max(last, excluded.last), pages = pages + 1,"
                                + " maze_pages = maze_pages + excluded.maze_pages");
        this.claim =
                database.prepare(
                        "insert into walk values (?, ?, ?, null, null, ?, 0, 0, ?, ?, ?, ?)"
                                + " on conflict (ip, site, agent) do update set"
                                + " last = max(last, excluded.last), crawler = excluded.crawler,"
                                + " purpose = excluded.purpose, standing = excluded.standing,"
                                + " host = coalesce(excluded.host, host)");
    }

    void page(JournalEvent.PageServed served, String ip, long time) throws SQLException {
        boolean robots = served.page().equals("robots") && !served.method().equals("HEAD");
        boolean maze = served.page().equals("maze");
        Database.bind(
                page,
                ip,
                served.site(),
                served.userAgent(),
                robots ? time : null,
                maze ? time : null,
                time,
                maze ? 1 : 0);
        page.executeUpdate();
    }

    void claim(JournalEvent.CrawlerSeen seen, String ip, long time) throws SQLException {
        Database.bind(
                claim,
                ip,
                seen.site(),
                seen.userAgent(),
                time,
                seen.crawler(),
                seen.purpose(),
                seen.standing(),
                seen.host());
        claim.executeUpdate();
    }

    /** The last ones of a host, the newest first. */
    static List<Trace.Walk> of(Database database, String ip) throws SQLException {
        return database.query(
                "select %s from walk where ip = ? order by last desc limit %d"
                        .formatted(COLUMNS, WALKS_MAX),
                Walks::row,
                ip);
    }

    /** That of a host on one site under one name; null if there is none. */
    static Trace.@Nullable Walk of(Database database, String ip, String site, String agent)
            throws SQLException {
        List<Trace.Walk> found =
                database.query(
                        "select %s from walk where ip = ? and site = ? and agent = ?"
                                .formatted(COLUMNS),
                        Walks::row,
                        ip,
                        site,
                        agent);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static Trace.Walk row(ResultSet row) throws SQLException {
        return new Trace.Walk(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                time(row.getLong(7)),
                time(row.getLong(8)),
                String.valueOf(time(row.getLong(9))),
                row.getLong(10),
                row.getLong(11));
    }

    private static @Nullable String time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }

    @Override
    public void close() throws SQLException {
        page.close();
        claim.close();
    }
}
