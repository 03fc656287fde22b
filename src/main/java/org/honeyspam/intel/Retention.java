package org.honeyspam.intel;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;

/**
 * Forgets what is older than the settings let it be, and of all that is there the oldest while it
 * is too much. The journal may still know it: that has a retention of its own.
 */
final class Retention {
    /** Rows that go in one transaction, so that nobody waits long for the store. */
    private static final int STEP_ROWS = 20_000;

    /** While all is too much, so much of the events goes at a time. */
    private static final int PARTS = 10;

    private static final List<String> TIMED =
            List.of(
                    "address where time < ?",
                    "form where time < ?",
                    "walk where last < ?",
                    "deed where last < ?",
                    "naming where last < ?",
                    "campaign where last < ?",
                    "campaign_sender where last < ?",
                    "visit_mail where last < ?",
                    "trial where last < ?",
                    "passage where last < ?",
                    "arrival where last < ?");

    /** What is of something that is gone; in this order. A campaign's sample stays with it. */
    private static final List<String> LOOSE =
            List.of(
                    "content where not exists"
                            + " (select 1 from message where message.sha256 = content.sha256)"
                            + " and not exists"
                            + " (select 1 from campaign where campaign.sample = content.sha256)",
                    "link where" + without("content", "sha256", "link.sha256"),
                    "attachment where" + without("content", "sha256", "attachment.sha256"),
                    "contact where" + without("content", "sha256", "contact.sha256"),
                    "wording where" + without("content", "sha256", "wording.sha256"),
                    "exemplar where" + without("campaign", "id", "exemplar.campaign"),
                    "band where" + without("exemplar", "id", "band.exemplar"),
                    "kin where" + without("campaign", "id", "kin.campaign"),
                    "kin where" + without("campaign", "id", "kin.other"));

    private static final List<String> HOURLY =
            List.of(
                    "activity where hour < ?",
                    "source_hour where hour < ?",
                    "given where hour < ?");

    private final Database database;
    private final Store store;

    Retention(Database database, Store store) {
        this.database = database;
        this.store = store;
    }

    /** Forgets what has to go now; returns how many events, visits, messages that were. */
    long apply(Configuration.Views settings, Instant now) throws IOException, SQLException {
        long gone = before(now.minus(settings.keepMax()).toEpochMilli());
        if (database.sizeBytes() > settings.keepBytesMax()) {
            shrink(gone);
        }
        while (database.sizeBytes() > settings.keepBytesMax()) {
            long oldest = oldest();
            if (oldest == 0) {
                return gone; // All of the same time, or what is left is no longer of events.
            }
            shrink(oldest);
            gone += oldest;
        }
        return gone;
    }

    /** Forgets about a part of the events; more if some are not in the order of their time. */
    private long oldest() throws SQLException, IOException {
        long first = database.number("select coalesce(min(id), 0) from event");
        long last = database.number("select coalesce(max(id), 0) from event");
        long oldest = 0;
        for (int part = 1; part <= PARTS && oldest == 0 && first < last; part++) {
            long middle = first + Math.max(1, (last - first) * part / PARTS);
            oldest =
                    before(
                            database.number(
                                    "select time from event where id >= ? order by id limit 1",
                                    middle));
        }
        return oldest;
    }

    /** Gives the room back to where that does not happen by itself. */
    private void shrink(long gone) throws SQLException {
        if (gone > 0 && !store.shrinkStatement().isEmpty()) {
            database.execute(store.shrinkStatement());
        }
    }

    private long before(long millis) throws IOException, SQLException {
        long gone = 0;
        long step;
        do {
            step = database.inTransaction(() -> events(millis) + messages(millis));
            gone += step;
        } while (step > 0);
        gone += database.inTransaction(() -> others(millis));
        if (gone > 0) {
            for (String loose : LOOSE) {
                database.inTransaction(() -> database.update("delete from " + loose));
            }
        }
        return gone;
    }

    private static String without(String table, String column, String value) {
        return " not exists (select 1 from %1$s where %1$s.%2$s = %3$s)"
                .formatted(table, column, value);
    }

    /** They are in the order of their time, but for replays and a clock that was put back. */
    private long events(long millis) throws SQLException {
        return database.update(
                "delete from event where time < ? and id <"
                        + " (select coalesce(min(id), 0) from event) + ?",
                millis,
                STEP_ROWS);
    }

    private long messages(long millis) throws SQLException {
        long first = database.number("select coalesce(min(id), 0) from message");
        database.update(
                "delete from recipient where message in"
                        + " (select id from message where time < ? and id < ?)",
                millis,
                first + STEP_ROWS);
        return database.update(
                "delete from message where time < ? and id < ?", millis, first + STEP_ROWS);
    }

    private long others(long millis) throws SQLException {
        long gone = 0;
        for (String timed : TIMED) {
            gone += database.update("delete from " + timed, millis);
        }
        for (String hourly : HOURLY) {
            database.update("delete from " + hourly, millis / Rollups.HOUR_MILLIS);
        }
        database.update("delete from conduct where last < ?", millis); // Counted as deeds.
        database.update("delete from source_day where day < ?", millis / Rollups.DAY_MILLIS);
        return gone;
    }
}
