package org.honeyspam.intel;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.honeyspam.intel.Contents.Came;
import org.honeyspam.intel.Contents.To;
import org.honeyspam.intel.Trials.Trial;

/**
 * Counts the mail that came through a relay or a proxy after somebody had tried whether it works:
 * from the same host, from another of his network, or in the name of the box his probe was for.
 */
final class Runs implements AutoCloseable {
    private final Database database;
    private final Rows rows;

    private record Followed(Trial trial, String tie) {}

    Runs(Database database) throws SQLException {
        this.database = database;
        this.rows =
                new Rows(
                        database,
                        "insert into run values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (trial_ip, kind, box, ip, campaign) do update set"
                                + " count = run.count + excluded.count,"
                                + " recipients = run.recipients + excluded.recipients, "
                                + Span.widened("run"));
    }

    void count(Came came, List<To> recipients, String campaign) throws SQLException {
        List<String> kinds = new ArrayList<>();
        if (came.service().equals("relay")) {
            kinds.add(Trials.RELAY);
        }
        if (came.chained()) {
            kinds.add(Trials.PROXY);
        }
        for (String kind : kinds) {
            Optional<Followed> followed = followed(kind, came, recipients);
            if (followed.isPresent()) {
                Trial trial = followed.get().trial();
                var key = List.of(trial, came.ip(), campaign);
                rows.addTo(
                        key,
                        trial.ip(),
                        trial.kind(),
                        trial.box(),
                        came.ip(),
                        campaign,
                        followed.get().tie(),
                        came.timeMillis(),
                        came.timeMillis(),
                        1L,
                        (long) recipients.size());
            }
        }
    }

    /** None as well if it is a try itself. */
    private Optional<Followed> followed(String kind, Came came, List<To> recipients)
            throws SQLException {
        String network = Namings.network(came.ip());
        List<Trial> near = Trials.of(database, kind, network, came.timeMillis());
        for (Trial trial : near) {
            if (recipients.stream().anyMatch(to -> to.address().equalsIgnoreCase(trial.box()))) {
                return Optional.empty();
            }
        }
        for (Trial trial : near) {
            if (trial.ip().equals(came.ip())) {
                return Optional.of(new Followed(trial, "host"));
            }
        }
        if (!near.isEmpty()) {
            return Optional.of(new Followed(near.getFirst(), "network"));
        }
        boolean named = kind.equals(Trials.RELAY) && !came.sender().isEmpty();
        return named
                ? Trials.to(database, came.sender(), came.timeMillis()).stream()
                        .findFirst()
                        .map(trial -> new Followed(trial, "box"))
                : Optional.empty();
    }

    /** Those that a host sent, or tried before, the last ones first. */
    static List<Trace.Run> of(Database database, String ip) throws SQLException {
        return database.query(
                "select * from run where ip = ? or trial_ip = ? order by last desc limit 50",
                row ->
                        new Trace.Run(
                                row.getString("trial_ip"),
                                row.getString("kind"),
                                row.getString("box"),
                                row.getString("ip"),
                                row.getString("campaign"),
                                row.getString("tie"),
                                Instant.ofEpochMilli(row.getLong("first")).toString(),
                                Instant.ofEpochMilli(row.getLong("last")).toString(),
                                row.getLong("count"),
                                row.getLong("recipients")),
                ip,
                ip);
    }

    void write() throws SQLException {
        rows.write();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
