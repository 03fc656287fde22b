package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.honeyspam.journal.JournalEvent;

/** Who tried whether a relay or a proxy of ours works, before he used it. */
final class Trials implements AutoCloseable {
    /** What was tried. */
    static final String RELAY = "relay";

    static final String PROXY = "proxy";

    private final Database database;
    private final Rows rows;
    private final Tally<Trial> tally = new Tally<>();

    /**
     * A try.
     *
     * @param box that a probe was to come to; empty for a proxy
     */
    record Trial(String ip, String kind, String box, String network) {
        static Trial of(ResultSet row) throws SQLException {
            return new Trial(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        }
    }

    Trials(Database database) throws SQLException {
        this.database = database;
        this.rows =
                new Rows(
                        database,
                        "insert into trial values (?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (ip, kind, box) do update set"
                                + " count = trial.count + excluded.count, "
                                + Span.widened("trial"));
    }

    void proxied(JournalEvent.ProxyRequest request, String ip, long time) {
        if (request.verdict().equals("probe")) {
            tally.add(new Trial(ip, PROXY, "", Namings.network(ip)), time);
        }
    }

    /** The probe release says of a message, whose row is there, that it is one. */
    void found(JournalEvent.ProbeFound probe) throws SQLException {
        database.query(
                "select ip, time from message where event = ?",
                row -> {
                    String ip = row.getString(1);
                    tally.add(
                            new Trial(ip, RELAY, probe.recipient(), Namings.network(ip)),
                            row.getLong(2));
                    return ip;
                },
                probe.message());
    }

    void write() throws SQLException {
        tally.drain(
                (trial, sum) ->
                        rows.add(
                                trial.ip(),
                                trial.kind(),
                                trial.box(),
                                trial.network(),
                                sum.firstMillis(),
                                sum.lastMillis(),
                                sum.count()));
        rows.write();
    }

    /** The tries of a kind that came before then from a network, the last ones first. */
    static List<Trial> of(Database database, String kind, String network, long before)
            throws SQLException {
        return database.query(
                "select ip, kind, box, network from trial"
                        + " where network = ? and kind = ? and first <= ? order by last desc limit 50",
                Trial::of,
                network,
                kind,
                before);
    }

    /** Those whose probes were to come to that box. */
    static List<Trial> to(Database database, String box, long before) throws SQLException {
        return database.query(
                "select ip, kind, box, network from trial"
                        + " where box = ? and first <= ? order by last desc limit 50",
                Trial::of,
                box,
                before);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
