package org.honeyspam.probe;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.probe.Probe.Message;
import org.honeyspam.probe.Probe.Progress;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;

/**
 * The probes and what became of them, on disk. The node and the commands use it at once: a change
 * is made only to the row as it was read.
 */
public final class ProbeStore implements AutoCloseable {
    private static final int HELD_MAX = 10_000;
    private static final int LISTED_MAX = 10_000;
    private static final int SOURCES_MAX = 5_000_000;
    private static final Duration SOURCES_KEPT = Duration.ofDays(730);
    private static final Duration UNCLAIMED_KEPT = Duration.ofDays(30);
    private static final String OPEN = "('held', 'released', 'sending', 'put_off')";

    private final Rows rows;

    private ProbeStore(Rows rows) {
        this.rows = rows;
    }

    /** Opens the store, and makes it if there is none; readable by its owner only. */
    public static ProbeStore open(Path file) throws IOException, SQLException {
        if (!Files.exists(file)) {
            var mode = PosixFilePermissions.fromString("rw-------");
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
            } catch (FileAlreadyExistsException e) {
                // Another process was quicker; either way it is there.
            }
        }
        return new ProbeStore(new Rows(file));
    }

    /** Copies the store as it is at one moment, also while it is used. */
    public static void copy(Path file, Path to) throws IOException, SQLException {
        try (ProbeStore store = open(file)) {
            store.rows.change("vacuum into ?", to.toString());
        }
    }

    /** The store is an old copy: what was still to be sent may have been sent since. */
    public void doubtOpen() throws SQLException {
        for (Probe probe : rows.query("select * from probe where state in " + OPEN, Rows::probe)) {
            save(probe, probe.progress().to(State.UNSURE, "restored from a backup"));
        }
    }

    /** The newest first, those that wait before all others. */
    public synchronized List<Probe> list() throws SQLException {
        return rows.query(
                "select * from probe order by state not in %s, id desc limit ?".formatted(OPEN),
                Rows::probe,
                LISTED_MAX);
    }

    public synchronized @Nullable Probe find(long id) throws SQLException {
        return rows.query("select * from probe where id = ?", Rows::probe, id).stream()
                .findFirst()
                .orElse(null);
    }

    /** The operator wants it sent: what is held, or was dropped and never claimed. */
    public boolean release(long id) throws SQLException, IOException {
        Probe probe = find(id);
        if (probe == null || probe.progress().claimed() != null) {
            return false;
        }
        State state = probe.progress().state();
        return (state == State.HELD || state == State.DROPPED)
                && save(probe, probe.progress().to(State.RELEASED, "operator"));
    }

    /** The operator does not want it sent, or not again. */
    public boolean drop(long id) throws SQLException, IOException {
        Probe probe = find(id);
        if (probe == null) {
            return false;
        }
        State state = probe.progress().state();
        boolean waits = state == State.HELD || state == State.RELEASED || state == State.PUT_OFF;
        return waits && save(probe, probe.progress().to(State.DROPPED, "operator"));
    }

    /** Puts the next step down; false if the row has changed since it was read. */
    synchronized boolean save(Probe probe, Progress next) throws SQLException {
        return rows.change(
                        "update probe set state = ?, reason = ?, attempts = ?, claimed = ?, due = ?,"
                                + " status = ?, remote = ?, protocol = ?, version = ? where id = ? and version = ?",
                        next.state().label(),
                        next.reason(),
                        next.attempts(),
                        next.claimed(),
                        next.due(),
                        next.status(),
                        next.remote(),
                        next.protocol(),
                        next.version(),
                        probe.id(),
                        probe.progress().version())
                == 1;
    }

    /** Claims it, or drops it if it may not go out now; as it was if it has changed meanwhile. */
    synchronized Probe claim(Probe probe, Claims claims, Instant now)
            throws SQLException, IOException {
        State state = probe.progress().state();
        if (state != State.RELEASED && state != State.PUT_OFF) {
            return probe;
        }
        return rows.inTransaction(
                () -> {
                    Progress next = claims.next(probe, usage(probe, now), now);
                    return save(probe, next) ? probe.with(next) : probe;
                });
    }

    private Claims.Usage usage(Probe probe, Instant now) throws SQLException {
        String since = "select count(*) from probe where claimed > ?";
        Instant day = now.minus(Claims.DAY);
        return new Claims.Usage(
                rows.count(since + " and network = ?", day, probe.message().network()),
                rows.count(since + " and domain = ?", day, probe.domain()),
                rows.count(since, now.minus(Claims.HOUR)),
                rows.count(since, day));
    }

    /** What can be claimed now: released or put off, due, and in the journal as it is. */
    synchronized List<Probe> due(Instant now, int most) throws SQLException {
        return rows.query(
                "select * from probe where state in ('released', 'put_off') and due <= ?"
                        + " and recorded = version order by id limit ?",
                Rows::probe,
                now,
                most);
    }

    /** What is held and older than that. */
    synchronized List<Probe> heldBefore(Instant time) throws SQLException {
        return rows.query(
                "select * from probe where state = 'held' and time < ?", Rows::probe, time);
    }

    /** What a node that ended left half done. */
    synchronized List<Probe> sending() throws SQLException {
        return rows.query("select * from probe where state = 'sending'", Rows::probe);
    }

    /** What the journal does not tell of yet. */
    synchronized List<Probe> unrecorded() throws SQLException {
        return rows.query(
                "select * from probe where recorded < version and state <> 'sending' order by id",
                Rows::probe);
    }

    synchronized void recorded(Probe probe) throws SQLException {
        rows.change(
                "update probe set recorded = ? where id = ?",
                probe.progress().version(),
                probe.id());
    }

    // ---- what follows the journal

    /** Runs what belongs to one bookmark, all or nothing. */
    synchronized <T> T inTransaction(Rows.Work<T> work) throws SQLException, IOException {
        return rows.inTransaction(work);
    }

    synchronized Position bookmark() throws SQLException {
        return rows
                .query(
                        "select segment, offset from bookmark",
                        row -> new Position(row.getLong(1), row.getLong(2)))
                .stream()
                .findFirst()
                .orElse(Position.START);
    }

    synchronized void bookmark(Position position) throws SQLException {
        rows.change("delete from bookmark");
        rows.change(
                "insert into bookmark values (?, ?)", position.segment(), position.offsetBytes());
    }

    /** Remembers a network; whether nothing came from it before. */
    synchronized boolean first(String network, Instant time) throws SQLException {
        boolean unseen =
                rows.change("insert or ignore into source values (?, ?)", network, time) == 1;
        String claimed = "select count(*) from probe where network = ? and claimed is not null";
        return unseen && rows.count(claimed, network) == 0;
    }

    /** Whether a probe went to that box before. */
    synchronized boolean knowsBox(Mailbox box) throws SQLException {
        return rows.count(
                        "select count(*) from probe where box = ? and claimed is not null"
                                + " and state <> 'failed'",
                        box.key())
                > 0;
    }

    /** Whether a probe of that form went to that box before. */
    synchronized boolean knowsBox(Mailbox box, String form) throws SQLException {
        return rows.count(
                        "select count(*) from probe where box = ? and form = ?"
                                + " and claimed is not null and state <> 'failed'",
                        box.key(),
                        form)
                > 0;
    }

    synchronized boolean holdsTooMany() throws SQLException {
        return rows.count("select count(*) from probe where state = 'held'") >= HELD_MAX;
    }

    synchronized void add(Message message, Mailbox box, Suspicion suspicion, State state)
            throws SQLException {
        add(message, box, suspicion, state, "");
    }

    /** Adds a probe; a copy of one that is there is passed over. */
    synchronized void add(
            Message message, Mailbox box, Suspicion suspicion, State state, String reason)
            throws SQLException {
        rows.change(
                "insert or ignore into probe values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, 0, null, ?, '', null, null, 1, 0)",
                message.event(),
                message.time(),
                message.sourceIp(),
                message.network(),
                message.localIp(),
                message.host(),
                message.sender(),
                message.recipient(),
                box.key(),
                box.domain(),
                message.subject(),
                message.form(),
                message.sha256(),
                message.sizeBytes(),
                message.trace(),
                suspicion.score(),
                String.join(" ", suspicion.signs()),
                state.label(),
                reason,
                message.time());
    }

    /** Forgets what is old; never what was claimed. */
    synchronized void retire(Instant now) throws SQLException {
        rows.change("delete from source where time < ?", now.minus(SOURCES_KEPT));
        rows.change(
                "delete from source where time <"
                        + " (select time from source order by time desc limit 1 offset ?)",
                SOURCES_MAX);
        rows.change(
                "delete from probe where claimed is null and recorded = version and time < ?"
                        + " and state not in %s".formatted(OPEN),
                now.minus(UNCLAIMED_KEPT));
    }

    @Override
    public synchronized void close() throws SQLException {
        rows.close();
    }
}
