package org.honeyspam.intel;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Recorded;

/**
 * The views that follow from the journal, and the bookmark up to which they do. Any process may let
 * them catch up, the node or a command, one at a time: bookmark and rows change together.
 */
public final class Views implements AutoCloseable {
    private static final int BATCH_EVENTS_MAX = 10_000;

    /** An index leads to these, as it does not to those that are like a pattern. */
    static final String BEGINS = " where ip >= ? and ip < ?";

    /** Behind all that an address is written with. */
    static final String BEHIND = "~";

    private final Path journal;
    private final Store store;
    private final Database database;

    /** Is told how many were taken in so far. */
    public interface Progress {
        void at(long count) throws IOException, SQLException;
    }

    private Views(Path journal, Store store, Database database) {
        this.store = store;
        this.journal = journal;
        this.database = database;
    }

    /** Opens the views, and makes them if there are none. */
    public static Views open(Store store, Path journal) throws IOException, SQLException {
        return open(store, journal, false);
    }

    /** Opens the views and forgets all, of whatever version it was; {@link #catchUp} makes it. */
    public static Views anew(Store store, Path journal) throws IOException, SQLException {
        return open(store, journal, true);
    }

    private static Views open(Store store, Path journal, boolean anew)
            throws IOException, SQLException {
        try {
            return openWhole(store, journal, anew);
        } catch (SQLException e) {
            if (anew && store.isRuined(e)) {
                store.remove();
                return openWhole(store, journal, true);
            }
            throw e;
        }
    }

    private static Views openWhole(Store store, Path journal, boolean anew)
            throws IOException, SQLException {
        var database = new Database(store);
        boolean done = false;
        try {
            if (anew) {
                database.inTransaction(
                        () -> {
                            database.drop(database.tables());
                            return true;
                        });
            }
            Migrations.apply(database, store);
            done = true;
            return new Views(journal, store, database);
        } finally {
            if (!done) {
                database.close();
            }
        }
    }

    /**
     * Takes in what the journal has; returns how many events that were.
     *
     * @param progress is told after each batch how many events were taken in so far
     */
    public long catchUp(Progress progress) throws IOException, SQLException {
        long all = 0;
        int taken;
        do {
            taken = database.inTransaction(this::takeBatch);
            all += taken;
            progress.at(all);
        } while (taken == BATCH_EVENTS_MAX);
        return all;
    }

    public long catchUp() throws IOException, SQLException {
        return catchUp(all -> {});
    }

    private int takeBatch() throws SQLException, IOException {
        Position from = bookmark();
        try (var reader = new JournalReader(journal, from)) {
            long batch = database.number("select batch + 1 from bookmark");
            int taken = take(reader, batch);
            Position now = reader.position();
            if (!now.equals(from)) {
                database.update(
                        "update bookmark set segment = ?, offset_bytes = ?, batch = ?",
                        now.segment(),
                        now.offsetBytes(),
                        batch);
            }
            return taken;
        }
    }

    private Position bookmark() throws SQLException {
        return database.query(
                        "select segment, offset_bytes from bookmark",
                        row -> new Position(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** How much of the journal is not taken in yet. */
    public long leftBytes() throws IOException, SQLException {
        return JournalReader.bytesBehind(journal, bookmark());
    }

    private int take(JournalReader reader, long batch) throws SQLException, IOException {
        var ahead = new EventsAhead(reader, BATCH_EVENTS_MAX);
        List<Recorded> events = ahead.next();
        if (events.isEmpty()) {
            return 0;
        }
        try (var intake = new Intake(database, batch)) {
            int taken = 0;
            while (!events.isEmpty()) {
                for (Recorded event : events) {
                    intake.take(event);
                }
                taken += events.size();
                events = ahead.next();
            }
            intake.finish();
            return taken;
        } finally {
            ahead.end();
        }
    }

    /** Forgets what the settings no longer let be kept; returns how many rows that were. */
    public long retire(Configuration.Views settings, Instant now) throws IOException, SQLException {
        return new Retention(database, store).apply(settings, now);
    }

    /**
     * The second stage: what the messages say.
     *
     * @param texts of the messages
     */
    public Contents contents(Contents.Texts texts) {
        return new Contents(database, texts);
    }

    /** The mail that was taken. */
    public Mailbox mailbox() {
        return new Mailbox(database);
    }

    /** The same, the newest first. */
    public MailPages mailPages() {
        return new MailPages(database);
    }

    /** Who plays which part. */
    public Roster roster() {
        return new Roster(database);
    }

    /** What was done, the newest first. */
    public Timeline timeline() {
        return new Timeline(database);
    }

    /** The campaigns that the mail is of. */
    public CampaignBook campaigns() {
        return new CampaignBook(database);
    }

    /** Answers what a dashboard asks. */
    public Overview overview() {
        return new Overview(database);
    }

    /**
     * What came since one looked.
     *
     * @param ours addresses of this machine
     */
    public News news(Set<String> ours) {
        return new News(database, ours);
    }

    /** How much room the views take. */
    public long sizeBytes() throws SQLException {
        return database.sizeBytes();
    }

    /** Answers who harvested and who sent. */
    public Traces traces() {
        return new Traces(database);
    }

    /** Who came to which address of ours. */
    public Arrivals arrivals(Instant now) throws SQLException {
        return Arrivals.of(database, now);
    }

    /** The first password of each user that was let in. */
    public Map<String, String> logins() throws SQLException {
        var logins = new HashMap<String, String>();
        database.query(
                "select user_name, password from login",
                row -> logins.put(row.getString(1), row.getString(2)));
        return logins;
    }

    /**
     * All that a listing can follow from: what addresses did, and as what they were named.
     *
     * @param namedByMin how many networks must name an address before it counts
     */
    List<Deed> deeds(int namedByMin) throws SQLException {
        List<Deed> all = new ArrayList<>(deedRows(""));
        all.addAll(new Namings(database).deeds(namedByMin));
        all.sort(Comparator.comparing(Deed::ip).thenComparing(Deed::reason));
        return all;
    }

    /** Hosts of which the DNS said that they are the search engine's they claimed to be. */
    public List<String> confirmedCrawlers() throws SQLException {
        return database.query(
                "select distinct ip from walk where standing = 'confirmed'",
                row -> row.getString(1));
    }

    /** The same of the addresses of a network that {@link Blacklist#around} gives. */
    List<Deed> deeds(Network network, int namedByMin) throws SQLException {
        String begin = begin(network);
        List<Deed> all = new ArrayList<>(deedRows(BEGINS, begin, begin + BEHIND));
        all.addAll(new Namings(database).deedsOf(begin, namedByMin));
        all.removeIf(deed -> !network.contains(InetAddress.ofLiteral(deed.ip())));
        all.sort(Comparator.comparing(Deed::ip).thenComparing(Deed::reason));
        return all;
    }

    /** With what the text of each of its addresses begins: whole numbers only. */
    static String begin(Network network) {
        String text = IpText.of(network.prefix());
        if (network.isAddress()) {
            return text;
        }
        boolean four = network.prefix() instanceof Inet4Address;
        String mark = four ? "." : ":";
        int numbers = network.bits() / (four ? 8 : 16);
        var begin = new StringBuilder();
        for (String number : text.split(four ? "\\." : ":", -1)) {
            // From the first group of zeros on, an address is shortened now here, now there.
            boolean zeros = !four && (number.isEmpty() || number.equals("0"));
            if (numbers-- <= 0 || zeros) {
                break;
            }
            begin.append(number).append(mark);
        }
        return begin.toString();
    }

    /** The same of one address. */
    List<Deed> deeds(String ip, int namedByMin) throws SQLException {
        List<Deed> all = new ArrayList<>(deedRows(" where ip = ?", ip));
        all.addAll(new Namings(database).deeds(ip, namedByMin));
        all.sort(Comparator.comparing(Deed::reason));
        return all;
    }

    private List<Deed> deedRows(String where, Object... values) throws SQLException {
        return database.query(
                "select ip, reason, count, first, last from deed" + where, Deed::of, values);
    }

    /** The batch that was taken in last. */
    long batch() throws SQLException {
        return database.number("select batch from bookmark");
    }

    /** Who did anything, or was named, in a later batch than that. */
    List<String> changedSince(long batch) throws SQLException {
        return database.query(
                "select ip from deed where batch > ? union select ip from naming where batch > ?",
                row -> row.getString(1),
                batch,
                batch);
    }

    /** What an address did of one kind, how often, and when (milliseconds of the epoch). */
    record Deed(String ip, Reason reason, long count, long firstMillis, long lastMillis) {
        /** Reads a row of these columns. */
        static Deed of(ResultSet row) throws SQLException {
            return new Deed(
                    row.getString(1),
                    Reason.valueOf(row.getString(2)),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5));
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
