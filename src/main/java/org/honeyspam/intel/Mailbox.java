package org.honeyspam.intel;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mail that was taken, in the order it came, however much it is. */
public final class Mailbox {
    private static final int BATCH_LETTERS = 500;
    private static final String TO =
            "exists (select 1 from recipient where recipient.message = message.id"
                    + " and lower(address) = lower(?))";

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
            batch = batch(choice, last);
            for (Row row : batch) {
                if (!reader.read(row.letter())) {
                    return;
                }
                last = row.id();
            }
        } while (batch.size() == BATCH_LETTERS);
    }

    private List<Row> batch(Choice choice, long after) throws SQLException {
        var sql = new StringBuilder("select * from message where id > ?");
        List<Object> values = new ArrayList<>(List.of(after));
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("service = ?", choice.service());
        wanted.put("time >= ?", millis(choice.since()));
        wanted.put("time < ?", millis(choice.until()));
        wanted.put("ip = ?", choice.ip());
        wanted.put(TO, choice.recipient());
        wanted.forEach(
                (condition, value) -> {
                    if (value != null) {
                        sql.append(" and ").append(condition);
                        values.add(value);
                    }
                });
        sql.append(" order by id limit ").append(BATCH_LETTERS);
        return database.query(sql.toString(), this::row, values.toArray());
    }

    /** Letters of that id: the event's, the queue's, or the hash of the text. */
    public List<Letter> find(String id) throws SQLException {
        String sql = "select * from message where event = ? or queue_id = ? or sha256 = ?";
        return database.query(sql, this::row, id, id, id).stream().map(Row::letter).toList();
    }

    private record Row(long id, Letter letter) {}

    private Row row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<String> recipients =
                database.query(
                        "select address from recipient where message = ? order by position",
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
