package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers which campaigns there are, and what is known of one. */
public final class CampaignBook {
    private static final int NAMED_MAX = 50;
    private static final String LINE =
            "select id, first, last, size, sample,"
                    + " (select count(*) from campaign_sender where campaign = id) as senders,"
                    + " (select count(distinct visit) from visit_mail where campaign = id) as visits,"
                    + " (select subject from content where sha256 = sample) as subject,"
                    + " (select languages from content where sha256 = sample) as languages from ";
    private static final String OF_IT =
            " in (select sha256 from content where campaign = ? limit 2000)";

    private final Database database;

    CampaignBook(Database database) {
        this.database = database;
    }

    /** Which campaigns are meant; null is any. */
    public record Choice(
            @Nullable Instant since,
            @Nullable String ip,
            @Nullable String domain,
            boolean largestFirst,
            @Nullable Place after,
            int most) {
        /** The first of them. */
        public Choice(
                @Nullable Instant since,
                @Nullable String ip,
                @Nullable String domain,
                boolean largestFirst,
                int most) {
            this(since, ip, domain, largestFirst, null, most);
        }
    }

    /** Where a page ends: what it is ordered by, and the id. */
    public record Place(long value, String id) {}

    /** Those that are meant, the last seen or the largest first. */
    public List<Trace.Campaign> list(Choice choice) throws SQLException {
        var where = new StringBuilder("where last >= ?");
        List<Object> values = new ArrayList<>();
        values.add(choice.since() == null ? Long.MIN_VALUE : choice.since().toEpochMilli());
        if (choice.ip() != null) {
            where.append(" and id in (select campaign from campaign_sender where ip = ?)");
            values.add(choice.ip());
        }
        if (choice.domain() != null) {
            where.append(
                    " and id in (select campaign from content join link"
                            + " on link.sha256 = content.sha256 where domain = ?)");
            values.add(choice.domain().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""));
        }
        String by = choice.largestFirst() ? "size" : "last";
        if (choice.after() != null) {
            where.append(" and (%1$s < ? or (%1$s = ? and id > ?))".formatted(by));
            values.add(choice.after().value());
            values.add(choice.after().value());
            values.add(choice.after().id());
        }
        values.add(Math.max(0, choice.most()));
        String order = " order by " + by + " desc, id";
        // What is counted of each is counted of those only that are shown.
        String chosen = "(select * from campaign %s%s limit ?) as chosen".formatted(where, order);
        return database.query(LINE + chosen + order, CampaignBook::line, values.toArray());
    }

    /** All that is known of one; null if there is none of that id. */
    Trace.@Nullable Campaign find(String id) throws SQLException {
        List<Trace.Campaign> found =
                database.query(LINE + "campaign where id = ?", CampaignBook::line, id);
        if (found.isEmpty()) {
            return null;
        }
        Trace.Campaign line = found.getFirst();
        var details =
                new Trace.CampaignDetails(
                        named("subject", id),
                        named("author", id),
                        senders(id),
                        texts("select distinct visit from visit_mail where campaign = ?", id),
                        texts("select distinct domain from link where sha256" + OF_IT, id),
                        texts("select url from link where sha256" + OF_IT + " group by url", id),
                        attachments(id),
                        contacts(id),
                        texts(
                                "select other from kin where campaign = ?"
                                        + " union select campaign from kin where other = ?",
                                id,
                                id));
        return line.with(details);
    }

    private List<String> named(String column, String id) throws SQLException {
        return texts(
                "select distinct %1$s from content where campaign = ? and %1$s is not null"
                        .formatted(column),
                id);
    }

    private List<String> texts(String sql, Object... values) throws SQLException {
        return database.query(
                sql + " order by 1 limit " + NAMED_MAX, row -> row.getString(1), values);
    }

    private List<Trace.CampaignSender> senders(String id) throws SQLException {
        return database.query(
                "select ip, first, last, count from campaign_sender where campaign = ?"
                        + " order by count desc, ip limit "
                        + NAMED_MAX,
                row ->
                        new Trace.CampaignSender(
                                row.getString(1),
                                Span.time(row.getLong(2)),
                                Span.time(row.getLong(3)),
                                row.getLong(4)),
                id);
    }

    private List<Trace.Attachment> attachments(String id) throws SQLException {
        return database.query(
                "select hash, min(type), min(name), min(size_bytes), count(*) from attachment"
                        + " where sha256"
                        + OF_IT
                        + " group by hash order by 5 desc, hash limit "
                        + NAMED_MAX,
                row ->
                        new Trace.Attachment(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)),
                id);
    }

    private Map<String, List<String>> contacts(String id) throws SQLException {
        Map<String, List<String>> contacts = new TreeMap<>();
        database.query(
                "select distinct kind, value from contact where sha256"
                        + OF_IT
                        + " order by kind, value limit "
                        + NAMED_MAX,
                row ->
                        contacts.computeIfAbsent(row.getString(1), kind -> new ArrayList<>())
                                .add(row.getString(2)),
                id);
        return contacts;
    }

    private static Trace.Campaign line(ResultSet row) throws SQLException {
        String languages = row.getString("languages");
        return new Trace.Campaign(
                row.getString("id"),
                Span.time(row.getLong("first")),
                Span.time(row.getLong("last")),
                row.getLong("size"),
                row.getLong("senders"),
                row.getLong("visits"),
                row.getString("subject"),
                languages == null || languages.isEmpty()
                        ? List.of()
                        : List.of(languages.split(" ", -1)),
                row.getString("sample"),
                null);
    }
}
