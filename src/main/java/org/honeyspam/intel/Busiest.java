package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.intel.Overview.Source;

/**
 * The busiest hosts of a time, without a sum over all of them: who is among the first of no hour is
 * not busier than the last of these firsts together (the threshold algorithm of Fagin, Lotem and
 * Naor, 2001). Only where hosts are all about as busy everything is summed up.
 */
final class Busiest {
    /** So many are summed up in a few hundredths of a second. */
    private static final long SUMMED_ROWS_MAX = 50_000;

    /** Beyond so many of each hour it is quicker to look at all. */
    private static final int FIRSTS_MAX = 2_000;

    /** Nor is it where so many counts would have to be looked up one by one. */
    private static final long LOOKED_UP_MAX = 100_000;

    private static final int CHUNK = 100;

    /** Up to so long a time is answered from hours, a longer one from days. */
    private static final long HOURS_MAX = 48;

    private static final long HOURS_A_DAY = 24;

    private final Database database;
    private final String unit;
    private final long from;
    private final long to;

    private Busiest(Database database, String unit, long from, long to) {
        this.database = database;
        this.unit = unit;
        this.from = from;
        this.to = to;
    }

    /** From that hour of the epoch on; if that is long ago, from its day on. */
    static Busiest since(Database database, long hour) throws SQLException {
        long first = database.number("select coalesce(min(hour), 0) from source_hour");
        long last = database.number("select coalesce(max(hour), 0) from source_hour");
        long from = Math.max(first, hour);
        return last - from <= HOURS_MAX
                ? new Busiest(database, "hour", from, last)
                : new Busiest(database, "day", from / HOURS_A_DAY, last / HOURS_A_DAY);
    }

    List<Source> first(int most) throws SQLException {
        if (most <= 0 || hasFewRows()) {
            return summed(most);
        }
        for (int firsts = 2 * most; firsts <= FIRSTS_MAX; firsts *= 4) {
            Set<String> candidates = new HashSet<>();
            long others = 0; // The most that one can have who is no candidate.
            for (long at = from; at <= to; at++) {
                List<Source> best = firsts(at, firsts);
                best.forEach(source -> candidates.add(source.ip()));
                others += best.size() < firsts ? 0 : best.getLast().events();
            }
            if (candidates.size() * (to - from + 1) > LOOKED_UP_MAX) {
                break;
            }
            List<Source> sums = sums(candidates, most);
            boolean all = others == 0;
            if (all || (sums.size() == most && sums.getLast().events() > others)) {
                return sums;
            }
        }
        return summed(most);
    }

    private List<Source> summed(int most) throws SQLException {
        return database.query(
                "select ip, sum(count) from source_%1$s where %1$s >= ? group by ip order by 2 desc, ip limit ?"
                        .formatted(unit),
                Source::of,
                from,
                most);
    }

    /** To count them all would take as long as all the rest. */
    private boolean hasFewRows() throws SQLException {
        return database.number(
                        "select count(*) from (select 1 from source_%1$s where %1$s >= ? limit ?) as counted"
                                .formatted(unit),
                        from,
                        SUMMED_ROWS_MAX + 1)
                <= SUMMED_ROWS_MAX;
    }

    private List<Source> firsts(long at, int most) throws SQLException {
        return database.query(
                "select ip, count from source_%1$s where %1$s = ? order by count desc limit ?"
                        .formatted(unit),
                Source::of,
                at,
                most);
    }

    private List<Source> sums(Collection<String> ips, int most) throws SQLException {
        Map<String, Long> sums = new LinkedHashMap<>();
        List<String> all = List.copyOf(ips);
        for (int start = 0; start < all.size(); start += CHUNK) {
            List<String> chunk = all.subList(start, Math.min(start + CHUNK, all.size()));
            for (long at = from; at <= to; at++) {
                add(at, chunk, sums);
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingLong(Source::events)
                                .reversed()
                                .thenComparing(Source::ip))
                .limit(most)
                .toList();
    }

    private void add(long at, List<String> ips, Map<String, Long> sums) throws SQLException {
        List<Object> values = new ArrayList<>(CHUNK + 1);
        values.add(at);
        values.addAll(ips);
        while (values.size() <= CHUNK) {
            values.add(ips.getLast()); // One statement for all: it is prepared once.
        }
        database.query(
                "select ip, count from source_%1$s where %1$s = ? and ip in (%2$s)"
                        .formatted(unit, "?, ".repeat(CHUNK - 1) + "?"),
                row -> sums.merge(row.getString(1), row.getLong(2), Long::sum),
                values.toArray());
    }
}
