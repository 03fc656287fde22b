package org.honeyspam.intel;

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
     * @param sample the hash of its text; empty for a proxy
     */
    private record Trial(String ip, String kind, String box, String sample) {}

    Trials(Database database) throws SQLException {
        this.database = database;
        this.rows =
                new Rows(
                        database,
                        "insert into trial values (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (ip, kind, box) do update set "
                                + Span.counted("trial"));
    }

    void proxied(JournalEvent.ProxyRequest request, String ip, long time) {
        if (request.verdict().equals("probe")) {
            tally.add(new Trial(ip, PROXY, "", ""), time);
        }
    }

    /** The probe release says of a message, whose row is there, that it is one. */
    void found(JournalEvent.ProbeFound probe) throws SQLException {
        database.query(
                "select ip, sha256, time from message where event = ?",
                row -> {
                    String box = Database.key(probe.recipient());
                    var trial = new Trial(row.getString(1), RELAY, box, row.getString(2));
                    tally.add(trial, row.getLong(3));
                    return trial;
                },
                probe.message());
    }

    void write() throws SQLException {
        tally.drain(
                (trial, sum) ->
                        rows.addTo(
                                List.of(trial.ip(), trial.kind(), trial.box()),
                                trial.ip(),
                                trial.kind(),
                                trial.box(),
                                Namings.network(trial.ip()),
                                trial.sample(),
                                sum.firstMillis(),
                                sum.lastMillis(),
                                sum.count()));
        rows.write();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
