package org.honeyspam.intel;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.content.Content;
import org.honeyspam.content.Fingerprint;
import org.honeyspam.content.Vantage;
import org.honeyspam.content.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of messages, each text once, and counts the messages of each campaign, in the
 * order they came. To read is slow: it follows the events at a pace of its own.
 */
public final class Contents {
    /** So few, and so short a time, that nobody else waits long for the store. */
    private static final int BATCH_MESSAGES = 50;

    private static final long BATCH_NANOS = 250_000_000;

    private final Database database;
    private final Texts texts;
    private final ExemplarRows exemplars;
    private final Campaigns<SQLException> campaigns;
    private long perused = -1;

    /** Where the texts are. */
    public interface Texts {
        /** The text with that hash; null if it is not kept, or no longer. */
        byte @Nullable [] read(String sha256) throws IOException;
    }

    Contents(Database database, Texts texts) {
        this.database = database;
        this.texts = texts;
        this.exemplars = new ExemplarRows(database);
        this.campaigns = new Campaigns<>(exemplars);
    }

    /** A message that came; the chain tells whether it was through a proxy. */
    record Came(
            long id,
            long timeMillis,
            String service,
            String ip,
            boolean chained,
            String sender,
            String sha256) {
        static Came of(ResultSet row) throws SQLException {
            return new Came(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    !row.getString(5).isEmpty(),
                    row.getString(6),
                    row.getString(7));
        }
    }

    /** Somebody it was for, and which visit took that address. */
    record To(String address, @Nullable String visit) {}

    /**
     * Reads all that came and was not read.
     *
     * @param progress is told now and then how many messages were read so far
     * @return how many that were
     */
    public long catchUp(Views.Progress progress) throws IOException, SQLException {
        long all = 0;
        for (int read = step(); read > 0; read = step()) {
            all += read;
            progress.at(all);
        }
        return all;
    }

    public long catchUp() throws IOException, SQLException {
        return catchUp(all -> {});
    }

    /** How many messages are not read yet. */
    public long left() throws SQLException {
        return database.number(
                "select count(*) from message where id > (select message from perused)");
    }

    /** Reads some; returns how many, 0 if there are none left. */
    public int step() throws IOException, SQLException {
        boolean done = false;
        try {
            int read = database.inTransaction(this::readBatch);
            done = true;
            return read;
        } finally {
            if (!done) {
                exemplars.forget();
            }
        }
    }

    private int readBatch() throws SQLException, IOException {
        List<Came> messages =
                database.query(
                        "select id, time, service, ip, chain, sender, sha256 from message"
                                + " where id > (select message from perused) order by id limit "
                                + BATCH_MESSAGES,
                        Came::of);
        if (messages.isEmpty()) {
            return 0;
        }
        if (database.number("select message from perused") != perused) {
            exemplars.forget(); // Another has read, perhaps all of it anew.
        }
        Map<String, String> fresh = new HashMap<>();
        int read = 0;
        long end = System.nanoTime() + BATCH_NANOS;
        try (var rows = new TextRows(database);
                var mail = new CampaignMail(database);
                var runs = new Runs(database)) {
            while (read < messages.size() && System.nanoTime() < end) {
                Came came = messages.get(read++);
                String campaign = campaign(came.sha256(), rows, fresh);
                List<To> recipients = recipients(came.id());
                mail.count(came, recipients, campaign);
                runs.count(came, recipients.size(), campaign);
            }
            rows.write();
            mail.write();
            runs.write();
        }
        perused = messages.get(read - 1).id();
        database.update("update perused set message = ?", perused);
        return read;
    }

    /** Of which it is; empty if its text is not kept. */
    private String campaign(String sha256, TextRows rows, Map<String, String> fresh)
            throws SQLException, IOException {
        String just = fresh.get(sha256);
        if (just != null) {
            return just; // Read in this very batch; its row waits yet.
        }
        List<String> known =
                database.query(
                        "select campaign from content where sha256 = ?",
                        row -> row.getString(1),
                        sha256);
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        byte[] text = texts.read(sha256);
        if (text == null) {
            return "";
        }
        Content content = Content.read(text, Vantage.UNKNOWN);
        Campaigns.Placed placed = campaigns.place(sha256, Fingerprint.of(content));
        rows.add(sha256, content, placed);
        fresh.put(sha256, placed.campaign());
        for (String other : placed.kin()) {
            database.update(
                    "insert into kin values (?, ?) on conflict do nothing",
                    placed.campaign(),
                    other);
        }
        return placed.campaign();
    }

    private List<To> recipients(long message) throws SQLException {
        return database.query(
                "select recipient.address, visit from recipient"
                        + " left join address on address.address = bait where message = ?"
                        + " order by position",
                row -> new To(row.getString(1), row.getString(2)),
                message);
    }
}
