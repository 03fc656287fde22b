package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a dashboard asks of all that was seen; answered from counts by the hour. */
public final class Overview {
    private final Database database;

    Overview(Database database) {
        this.database = database;
    }

    /** How many events a service had in an hour. */
    public record Busy(Instant hour, String service, long events) {}

    /** How often something happened. */
    public record Done(String service, String action, long events) {}

    /** How many events a host caused. */
    public record Source(String ip, long events) {
        static Source of(ResultSet row) throws SQLException {
            return new Source(row.getString(1), row.getLong(2));
        }
    }

    /** Each hour of each service since then, the oldest first. */
    public List<Busy> byHour(Instant since) throws SQLException {
        return database.query(
                "select hour, service, sum(count) from activity where hour >= ?"
                        + " group by hour, service order by hour, service",
                row -> new Busy(time(row.getLong(1)), row.getString(2), row.getLong(3)),
                hour(since));
    }

    /** What happened since then, the most frequent first. */
    public List<Done> byAction(Instant since) throws SQLException {
        return database.query(
                "select service, action, sum(count) from activity where hour >= ?"
                        + " group by service, action order by 3 desc, service, action",
                row -> new Done(row.getString(1), row.getString(2), row.getLong(3)),
                hour(since));
    }

    /** How many addresses were given to visitors since then. */
    public long given(Instant since) throws SQLException {
        return database.number(
                "select coalesce(sum(addresses), 0) from given where hour >= ?", hour(since));
    }

    /** How often somebody tried since then whether a relay or a proxy of ours works. */
    public long trials(Instant since) throws SQLException {
        return database.number("select count(*) from trial where last >= ?", since.toEpochMilli());
    }

    /** How many hosts played a part since then. */
    public long hosts(Part part, Instant since) throws SQLException {
        return database.number(
                "select count(*) from conduct where part = ? and last >= ?",
                part.name(),
                since.toEpochMilli());
    }

    /** Some of the hosts that harvested, sent or used a proxy since then. */
    public List<Source> active(Instant since, int most) throws SQLException {
        return database.query(
                "select ip, count from conduct where part in"
                        + " ('HARVESTER', 'SENDER', 'PROXY_USER') and last >= ? limit ?",
                Source::of,
                since.toEpochMilli(),
                most);
    }

    /** The hosts that caused most since then; of more than two days, since that day began. */
    public List<Source> busiest(Instant since, int most) throws SQLException {
        return Busiest.since(database, hour(since)).first(most);
    }

    private static long hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).toEpochMilli() / Rollups.HOUR_MILLIS;
    }

    private static Instant time(long hour) {
        return Instant.ofEpochMilli(hour * Rollups.HOUR_MILLIS);
    }
}
