package org.honeyspam.intel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Recorded;

/**
 * The views that follow from the journal, and the bookmark up to which they do. Any process may let
 * them catch up, the node or a command, one at a time: bookmark and rows change together.
 */
public final class Views implements AutoCloseable {
    private static final int BATCH_EVENTS_MAX = 10_000;

    private final Path journal;
    private final Database database;

    private Views(Path journal, Database database) {
        this.journal = journal;
        this.database = database;
    }

    /** Opens the views, and makes them if there are none. */
    public static Views open(Path file, Path journal) throws IOException, SQLException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // Another process was quicker; either way it is there.
            }
        }
        return new Views(journal, new Database(file));
    }

    /** Forgets all; {@link #catchUp} makes it again. */
    public void clear() throws IOException, SQLException {
        database.inTransaction(
                () -> {
                    for (String table :
                            List.of(
                                    "bookmark",
                                    "event",
                                    "address",
                                    "message",
                                    "recipient",
                                    "deed",
                                    "naming",
                                    "form",
                                    "walk",
                                    "login")) {
                        try (var delete = database.prepare("delete from " + table)) {
                            delete.executeUpdate();
                        }
                    }
                    return true;
                });
    }

    /**
     * Takes in what the journal has; returns how many events that were.
     *
     * @param progress is told after each batch how many events were taken in so far
     */
    public long catchUp(java.util.function.LongConsumer progress) throws IOException, SQLException {
        long all = 0;
        int taken;
        do {
            taken = database.inTransaction(this::takeBatch);
            all += taken;
            progress.accept(all);
        } while (taken == BATCH_EVENTS_MAX);
        return all;
    }

    public long catchUp() throws IOException, SQLException {
        return catchUp(all -> {});
    }

    private int takeBatch() throws SQLException, IOException {
        Position from =
                database
                        .query(
                                "select segment, offset from bookmark",
                                row -> new Position(row.getLong(1), row.getLong(2)))
                        .stream()
                        .findFirst()
                        .orElse(Position.START);
        int taken = 0;
        try (var reader = new JournalReader(journal, from);
                var intake = new Intake(database)) {
            while (taken < BATCH_EVENTS_MAX) {
                Recorded event = reader.next();
                if (event == null) {
                    break;
                }
                intake.take(event);
                taken++;
            }
            intake.finish();
            if (!reader.position().equals(from)) {
                bookmark(reader.position());
            }
        }
        return taken;
    }

    private void bookmark(Position position) throws SQLException {
        try (var delete = database.prepare("delete from bookmark");
                var insert = database.prepare("insert into bookmark values (?, ?)")) {
            delete.executeUpdate();
            Database.bind(insert, position.segment(), position.offsetBytes());
            insert.executeUpdate();
        }
    }

    /** The mail that was taken. */
    public Mailbox mailbox() {
        return new Mailbox(database);
    }

    /** Answers who harvested and who sent. */
    public Traces traces() {
        return new Traces(database);
    }

    /** The first password of each user that was let in. */
    public Map<String, String> logins() throws SQLException {
        var logins = new HashMap<String, String>();
        database.query(
                "select user, password from login",
                row -> logins.put(row.getString(1), row.getString(2)));
        return logins;
    }

    /**
     * All that a listing can follow from: what addresses did, and as what they were named.
     *
     * @param namedByMin how many networks must name an address before it counts
     */
    List<Deed> deeds(int namedByMin) throws SQLException {
        List<Deed> all = new ArrayList<>(deeds());
        all.addAll(new Namings(database).deeds(namedByMin));
        all.sort(Comparator.comparing(Deed::ip).thenComparing(Deed::reason));
        return all;
    }

    private List<Deed> deeds() throws SQLException {
        return database.query(
                "select ip, reason, count, first, last from deed order by ip, reason",
                row ->
                        new Deed(
                                row.getString(1),
                                Reason.valueOf(row.getString(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
    }

    /** What an address did of one kind, how often, and when (milliseconds of the epoch). */
    record Deed(String ip, Reason reason, long count, long firstMillis, long lastMillis) {
        /** More of the same, by the same. */
        Deed and(Deed more) {
            return new Deed(
                    ip,
                    reason,
                    count + more.count,
                    Math.min(firstMillis, more.firstMillis),
                    Math.max(lastMillis, more.lastMillis));
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
