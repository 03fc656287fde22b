package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** The walks of hosts over sites: what they claimed to be, read of robots.txt, and entered. */
final class Walks implements AutoCloseable {
    private static final int WALKS_MAX = 20;
    private static final String COLUMNS =
            "site, agent, crawler, purpose, standing, host, robots, entered, last, pages, maze_pages";

    private final Rows pages;
    private final Rows claims;
    private final Map<Walker, Steps> steps = new LinkedHashMap<>();

    /** Who walks where. */
    private record Walker(String ip, String site, String agent) {}

    /** What a walker did since it was last written; times in milliseconds of the epoch. */
    private static final class Steps {
        @Nullable Long robots;
        @Nullable Long entered;
        long last;
        long pages;
        long mazePages;
    }

    Walks(Database database) throws SQLException {
        String insert =
                "insert into walk values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (ip, site, agent) do update set last = "
                        + Span.later("last", "walk");
        this.pages =
                new Rows(
                        database,
                        insert
                                + ", robots = coalesce(walk.robots, excluded.robots),"
                                + " entered = coalesce(walk.entered, excluded.entered),"
                                + " pages = walk.pages + excluded.pages,"
                                + " maze_pages = walk.maze_pages + excluded.maze_pages");
        this.claims =
                new Rows(
                        database,
                        insert
                                + ", crawler = excluded.crawler, purpose = excluded.purpose,"
                                + " standing = excluded.standing,"
                                + " host = coalesce(excluded.host, walk.host)");
    }

    /** Counts a page; {@link #write} makes rows of what was counted. */
    void page(JournalEvent.PageServed served, String ip, long time) {
        var walker = new Walker(ip, served.site(), Database.key(served.userAgent()));
        Steps walked = steps.computeIfAbsent(walker, _ -> new Steps());
        walked.last = Math.max(walked.last, time);
        walked.pages++;
        if (served.page().equals("robots") && !served.method().equals("HEAD")) {
            walked.robots = walked.robots == null ? time : walked.robots;
        }
        if (served.page().equals("maze")) {
            walked.entered = walked.entered == null ? time : walked.entered;
            walked.mazePages++;
        }
    }

    void write() throws SQLException {
        for (Map.Entry<Walker, Steps> entry : steps.entrySet()) {
            Walker walker = entry.getKey();
            Steps walked = entry.getValue();
            pages.add(
                    walker.ip(),
                    walker.site(),
                    walker.agent(),
                    walked.robots,
                    walked.entered,
                    walked.last,
                    walked.pages,
                    walked.mazePages,
                    null,
                    null,
                    null,
                    null);
        }
        pages.write();
        claims.write();
        steps.clear();
    }

    void claim(JournalEvent.CrawlerSeen seen, String ip, long time) throws SQLException {
        String agent = Database.key(seen.userAgent());
        claims.addTo(
                new Walker(ip, seen.site(), agent),
                ip,
                seen.site(),
                agent,
                null,
                null,
                time,
                0L,
                0L,
                seen.crawler(),
                seen.purpose(),
                seen.standing(),
                seen.host());
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
                        Database.key(agent));
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
        return millis == 0 ? null : Span.time(millis);
    }

    @Override
    public void close() throws SQLException {
        pages.close();
        claims.close();
    }
}
