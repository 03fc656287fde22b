package org.honeyspam.intel;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mail that was taken, in the order it came, however much it is. */
public final class Mailbox {
    private static final int BATCH_LETTERS = 500;
    private static final String CHOSEN =
            """
            select * from message where id > ?
              and (?2 is null or service = ?2) and (?3 is null or time >= ?3)
              and (?4 is null or time < ?4) and (?5 is null or ip = ?5)
              and (?6 is null or exists (select 1 from recipient
                   where message = message.id and lower(address) = lower(?6)))
            order by id limit\s"""
                    + BATCH_LETTERS;

    private final Database database;

    Mailbox(Database database) {
        this.database = database;
    }

    /** Which mail is meant; null is any. */
    public record Choice(
            @Nullable String service,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String ip,
            @Nullable String recipient) {}

    /** What is done with each letter; false ends it. */
    public interface Reader {
        boolean read(Letter letter) throws IOException, SQLException;
    }

    /** Reads all that is meant, the oldest first. */
    public void read(Choice choice, Reader reader) throws IOException, SQLException {
        long last = 0;
        List<Row> batch;
        do {
            batch =
                    database.query(
                            CHOSEN,
                            this::row,
                            last,
                            choice.service(),
                            millis(choice.since()),
                            millis(choice.until()),
                            choice.ip(),
                            choice.recipient());
            for (Row row : batch) {
                if (!reader.read(row.letter())) {
                    return;
                }
                last = row.id();
            }
        } while (batch.size() == BATCH_LETTERS);
    }

    /** Letters of that id: the event's, the queue's, or the hash of the text. */
    public List<Letter> find(String id) throws SQLException {
        String sql = "select * from message where event = ?1 or queue_id = ?1 or sha256 = ?1";
        return database.query(sql, this::row, id).stream().map(Row::letter).toList();
    }

    private record Row(long id, Letter letter) {}

    private Row row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<String> recipients =
                database.query(
                        "select address from recipient where message = ? order by rowid",
                        to -> to.getString(1),
                        id);
        return new Row(
                id,
                new Letter(
                        row.getString("event"),
                        Instant.ofEpochMilli(row.getLong("time")),
                        row.getString("service"),
                        row.getString("ip"),
                        row.getString("helo"),
                        row.getString("sender"),
                        recipients,
                        row.getString("queue_id"),
                        row.getString("message_id"),
                        row.getString("subject"),
                        row.getString("sha256"),
                        row.getLong("size_bytes"),
                        row.getString("trace_header")));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
