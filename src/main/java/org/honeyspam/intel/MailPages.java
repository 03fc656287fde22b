package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mail that was taken, the newest first, a page at a time, and what of it is looked for. */
public final class MailPages {
    /** A page looks through so many at most: what is not found goes on with the next. */
    private static final int LOOKED_AT_MAX = 10_000;

    /** Both sides by the store: of other letters than ASCII's each store has ideas of its own. */
    private static final String LIKE = " like lower(?) escape '!'";

    private final Database database;

    MailPages(Database database) {
        this.database = database;
    }

    /**
     * Which mail is meant; null is any.
     *
     * @param subject is in the subject, {@code words} in what a reader sees of the text, {@code
     *     url} in one of its links; in any case of letters
     */
    public record Choice(
            @Nullable String service,
            @Nullable String ip,
            @Nullable String recipient,
            @Nullable String campaign,
            @Nullable String subject,
            @Nullable String words,
            @Nullable String url,
            @Nullable Instant until) {
        public static final Choice ALL = new Choice(null, null, null, null, null, null, null, null);
    }

    /** A line of a list. */
    public record Line(
            long id,
            String event,
            Instant time,
            String service,
            String ip,
            String sender,
            @Nullable String recipient,
            long recipients,
            @Nullable String subject,
            long sizeBytes,
            @Nullable String campaign) {}

    /**
     * A page.
     *
     * @param next where the next one begins; null if there is none
     * @param searchedBackTo how far was looked, if that ended before the page was full
     */
    public record Page(List<Line> lines, @Nullable Long next, @Nullable Instant searchedBackTo) {}

    /** Those before that one. */
    public Page before(long id, Choice choice, int most) throws SQLException {
        long floor = floor(id, choice);
        var sql = new StringBuilder();
        sql.append("select id, event, time, service, ip, sender, subject, size_bytes,")
                .append(" (select campaign from content where content.sha256 = message.sha256),")
                .append(" (select address from recipient where message = id and position = 0),")
                .append(" (select count(*) from recipient where message = id)")
                .append(" from message where id < ? and id >= ?");
        List<Object> values = new ArrayList<>(List.of(id, floor));
        conditions(choice)
                .forEach(
                        (condition, value) -> {
                            if (value != null) {
                                sql.append(" and ").append(condition);
                                values.add(value);
                            }
                        });
        sql.append(" order by id desc limit ").append(most + 1);
        List<Line> found = database.query(sql.toString(), MailPages::line, values.toArray());
        if (found.size() > most) {
            return new Page(found.subList(0, most), found.get(most - 1).id(), null);
        }
        List<Long> older =
                database.query(
                        "select time from message where id < ? order by id desc limit 1",
                        row -> row.getLong(1),
                        floor);
        return older.isEmpty()
                ? new Page(found, null, null)
                : new Page(found, floor, Instant.ofEpochMilli(older.getFirst()));
    }

    /** Down to which id is looked: all the way where an index leads there. */
    private long floor(long id, Choice choice) throws SQLException {
        boolean indexed = choice.ip() != null || choice.campaign() != null;
        boolean any = choice.equals(Choice.ALL);
        if (indexed || any) {
            return Long.MIN_VALUE;
        }
        return database.number(
                "select coalesce(min(id), 0) from (select id from message where id < ?"
                        + " order by id desc limit ?) as newest",
                id,
                LOOKED_AT_MAX);
    }

    private static Map<String, @Nullable Object> conditions(Choice choice) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("service = ?", choice.service());
        wanted.put("ip = ?", choice.ip());
        wanted.put("sha256 in (select sha256 from content where campaign = ?)", choice.campaign());
        wanted.put(
                "exists (select 1 from recipient where message = id and lower(address) = lower(?))",
                choice.recipient());
        wanted.put("lower(subject)" + LIKE, pattern(choice.subject()));
        wanted.put(
                "exists (select 1 from wording where wording.sha256 = message.sha256 and words"
                        + LIKE
                        + ")",
                pattern(choice.words()));
        wanted.put(
                "exists (select 1 from link where link.sha256 = message.sha256 and lower(url)"
                        + LIKE
                        + ")",
                pattern(choice.url()));
        wanted.put("time < ?", choice.until() == null ? null : choice.until().toEpochMilli());
        return wanted;
    }

    /** What somebody wrote stands for itself, also where SQL would read more into it. */
    private static @Nullable String pattern(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(10),
                row.getLong(11),
                row.getString(7),
                row.getLong(8),
                row.getString(9));
    }
}
