package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.intel.Contents.Came;

/**
 * Counts the mail that came through relays and proxies, and tells which of it followed a try: it
 * began behind it, from the same host or network, and is not of the probes' own kind.
 */
final class Runs implements AutoCloseable {
    private static final int FOUND_MAX = 500;
    private static final int TOLD_MAX = 50;

    private final Rows rows;

    Runs(Database database) throws SQLException {
        this.rows =
                new Rows(
                        database,
                        "insert into passage values (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (kind, network, ip, campaign) do update set"
                                + " recipients = passage.recipients + excluded.recipients, "
                                + Span.counted("passage"));
    }

    void count(Came came, long recipients, String campaign) throws SQLException {
        List<String> kinds = new ArrayList<>();
        if (came.service().equals("relay")) {
            kinds.add(Trials.RELAY);
        }
        if (came.chained()) {
            kinds.add(Trials.PROXY);
        }
        for (String kind : kinds) {
            rows.addTo(
                    List.of(kind, came.ip(), campaign),
                    kind,
                    Namings.network(came.ip()),
                    came.ip(),
                    campaign,
                    came.timeMillis(),
                    came.timeMillis(),
                    1L,
                    recipients);
        }
    }

    /** Those that a host sent, or tried before, the last ones first; each with its last try. */
    static Collection<Trace.Run> of(Database database, String ip) throws SQLException {
        Map<List<String>, Trace.Run> runs = new LinkedHashMap<>();
        List<Trace.Run> found =
                database.query(
                        "select trial.ip as trial_ip, trial.kind, box, passage.ip, campaign,"
                                + " passage.first, passage.last, passage.count, recipients"
                                + " from trial join passage on passage.kind = trial.kind"
                                + " and passage.network = trial.network"
                                + " and passage.first >= trial.first"
                                + " where trial.network = ? and (trial.ip = ? or passage.ip = ?)"
                                + " and passage.campaign not in (select content.campaign"
                                + " from content join trial as probe"
                                + " on probe.sample = content.sha256 where probe.network = ?)"
                                + " order by passage.last desc, passage.ip, campaign,"
                                + " trial.first desc, trial.ip, box limit "
                                + FOUND_MAX,
                        Runs::run,
                        Namings.network(ip),
                        ip,
                        ip,
                        Namings.network(ip));
        for (Trace.Run run : found) {
            runs.putIfAbsent(List.of(run.kind(), run.ip(), run.campaign()), run);
        }
        return runs.values().stream().limit(TOLD_MAX).toList();
    }

    private static Trace.Run run(ResultSet row) throws SQLException {
        String triedBy = row.getString("trial_ip");
        String ip = row.getString("ip");
        return new Trace.Run(
                triedBy,
                row.getString("kind"),
                row.getString("box"),
                ip,
                row.getString("campaign"),
                triedBy.equals(ip) ? "host" : "network",
                Span.time(row.getLong("first")),
                Span.time(row.getLong("last")),
                row.getLong("count"),
                row.getLong("recipients"));
    }

    void write() throws SQLException {
        rows.write();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
