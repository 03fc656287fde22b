import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.intel.Store;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;

/** A journal of thirty days from a hundred thousand hosts: how soon it is views, and they answer. */
final class Month {
    private static final int HOSTS = 100_000;
    private static final int ROUNDS = 7;
    private static final int CAMPAIGNS = 2_000;
    private static final Duration SPAN = Duration.ofDays(30);
    private static final Instant START =
            Instant.parse(System.getProperty("month.start", "2026-01-01T00:00:00Z"));
    private static final Configuration.Journal SETTINGS =
            new Configuration.Journal(16_384, 64 << 20, 1L << 42, Duration.ofDays(36_500));

    private final SplittableRandom dice = new SplittableRandom(7);
    private final List<String> harvested = new ArrayList<>();

    void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long events = Long.parseLong(arguments[1]);
        Path journal = folder.resolve("journal");
        write(journal, events);
        System.out.println("| | events/s | all, s | messages read/s | with these, s | MB |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        Path file = folder.resolve("views.db");
        Map<String, Views> all = new LinkedHashMap<>();
        all.put("SQLite", take("SQLite", new Store.SqliteFile(file), journal, events));
        if (arguments.length > 2 && !arguments[2].isEmpty()) {
            Store store = new Store.PostgresSchema(arguments[2], "postgres", "");
            all.put("PostgreSQL", take("PostgreSQL", store, journal, events));
        }
        System.out.println("\n| ms, median of " + ROUNDS + " | " + String.join(" | ", all.keySet()));
        Instant end = START.plus(SPAN);
        ask("events by hour and service, 7 days", all, v -> v.overview().byHour(end.minus(Duration.ofDays(7))).size());
        ask("events by hour and service, 30 days", all, v -> v.overview().byHour(START).size());
        ask("events by kind, 30 days", all, v -> v.overview().byAction(START).size());
        ask("busiest 20 hosts, 24 hours", all, v -> v.overview().busiest(end.minus(Duration.ofDays(1)), 20).size());
        ask("busiest 20 hosts, 7 days", all, v -> v.overview().busiest(end.minus(Duration.ofDays(7)), 20).size());
        ask("newest 100 events", all, v -> v.timeline().before(Long.MAX_VALUE, null, 100).size());
        for (Views views : all.values()) {
            views.close();
        }
    }

    private interface Asked {
        int of(Views views) throws SQLException;
    }

    private static void ask(String what, Map<String, Views> all, Asked asked) throws SQLException {
        var row = new StringBuilder("| " + what);
        for (Views views : all.values()) {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                if (asked.of(views) == 0) {
                    throw new AssertionError("no answer: " + what);
                }
                times.add((System.nanoTime() - start) / 1e6);
            }
            Collections.sort(times);
            row.append(" | %.1f".formatted(times.get(ROUNDS / 2)));
        }
        System.out.println(row.append(" |"));
    }

    private static Views take(String name, Store store, Path journal, long events) throws Exception {
        Views views = Views.anew(store, journal);
        long start = System.nanoTime();
        long taken = -1 + views.catchUp(done -> System.err.printf("\r%s: %,d ", name, done));
        double seconds = (System.nanoTime() - start) / 1e9;
        long read = Boolean.getBoolean("events.only") ? 0 : views.contents(Month::text).catchUp(done -> System.err.printf("\r%s: %,d messages ", name, done));
        double all = (System.nanoTime() - start) / 1e9;
        System.err.println();
        if (taken != events) {
            throw new AssertionError(taken + " events of " + events);
        }
        System.out.printf(
                "| %s | %,.0f | %.1f | %,.0f | %.1f | %,d |%n",
                name, events / seconds, seconds, read / (all - seconds), all, views.sizeBytes() >> 20);
        return views;
    }

    private void write(Path folder, long events) throws Exception {
        Files.createDirectories(folder);
        try (Journal journal = Journal.open(folder, "bench", 1, SETTINGS, new ChainKey(new byte[32]))) {
            long step = SPAN.toMillis() / events;
            for (long i = 0; i < events; i++) {
                var entry = new Entry(START.plusMillis(i * Math.max(1, step)), peer(), event(i));
                while (!journal.offer(entry)) {
                    Thread.sleep(1);
                }
                if (i % 100_000 == 0) {
                    System.err.printf("\rwriting the journal: %,d ", i);
                }
            }
            var last = new CountDownLatch(1);
            journal.offer(new Entry(START, null, new JournalEvent.NodeStopped()), last::countDown);
            last.await();
            System.err.println();
        }
    }

    /** Few hosts are busy, most come once. */
    private Peer peer() throws Exception {
        int host = (int) (HOSTS * Math.pow(dice.nextDouble(), 3));
        byte[] ip = {(byte) 198, (byte) (18 + (host >> 16)), (byte) (host >> 8), (byte) host};
        var source = new Endpoint(InetAddress.getByAddress(ip), 40_000);
        String[] services = {"web", "relay", "mx", "proxy"};
        String service = services[dice.nextInt(4)];
        var local = new Endpoint(InetAddress.ofLiteral("192.0.2.1"), 25);
        return new Peer("bench-1-" + dice.nextInt(1 << 20), service, source, local, List.of(), null);
    }

    private JournalEvent event(long i) {
        int kind = dice.nextInt(100);
        if (kind < 40) {
            String line = "RCPT TO:<user" + dice.nextInt(1 << 20) + "@far.example>";
            return new JournalEvent.SmtpCommand(line, 250, List.of("2.1.5 Ok"));
        }
        if (kind < 65) {
            String path = "/news/" + Integer.toString(dice.nextInt(1 << 30), 36);
            return new JournalEvent.PageServed(
                    "GET", "www.one.example", path, "1.1", "", "Mozilla/5.0 (X11; Linux)", 200, 9_000, "maze");
        }
        if (kind < 75) {
            return new JournalEvent.SessionOpened();
        }
        if (kind < 85) {
            return new JournalEvent.SessionClosed("peer", 400, 9_000, 800, 0, 0, null);
        }
        if (kind < 90) {
            List<String> addresses = List.of(address(), address(), address());
            harvested.add(addresses.getFirst());
            return new JournalEvent.BaitServed(
                    "v" + i, "www.one.example", "/news/" + i, "Mozilla/5.0", addresses, null);
        }
        if (kind < 94) {
            return message(i);
        }
        return kind < 97 ? proxied(i) : login();
    }

    private String address() {
        String name = Integer.toString(dice.nextInt(1 << 30), 36);
        return name + "." + dice.nextInt(10_000) + "@one.example";
    }

    private JournalEvent message(long i) {
        String bait = harvested.isEmpty() ? null : harvested.get(dice.nextInt(harvested.size()));
        String to = bait == null ? "nobody@one.example" : bait;
        String hash = "%064x".formatted(dice.nextLong() & Long.MAX_VALUE);
        return new JournalEvent.MessageTaken(
                "q" + i,
                "pc.example",
                "offers@shop.example",
                List.of(new JournalEvent.Recipient(to, bait), new JournalEvent.Recipient("x@far.example", null)),
                hash,
                4_000,
                "Received: from pc.example ...",
                "<" + i + "@pc.example>",
                "80% off");
    }

    /** One of so many campaigns; each message has its own words here and there, and its own link. */
    private static byte[] text(String hash) {
        long number = Long.parseLong(hash.substring(48), 16);
        long campaign = number % CAMPAIGNS;
        var words = new SplittableRandom(campaign);
        var changes = new SplittableRandom(number);
        var text = new StringBuilder("From: Shop <offers@shop.example>\r\nSubject: 80% off\r\n")
                .append("Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>");
        for (int i = 0; i < 450; i++) {
            int word = changes.nextInt(40) == 0 ? changes.nextInt(5_000) : words.nextInt(5_000);
            text.append(Integer.toString(word * 7_919, 36)).append(i % 12 == 11 ? ".</p>\r\n<p>" : " ");
        }
        text.append("<a href=\"http://www.shop").append(campaign).append(".example/?u=").append(number);
        return text.append("\">Buy</a></body></html>\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private JournalEvent proxied(long i) {
        String host = "203.0.113." + dice.nextInt(256);
        return new JournalEvent.ProxyRequest(
                "http", "CONNECT", host + ":25", host, 25, "relay", "1.1", "", "CONNECT " + host + ":25 HTTP/1.1",
                null, null, 200, null, 0, "mail_abuse", "relay");
    }

    private static JournalEvent login() {
        return new JournalEvent.SmtpAuth(
                "LOGIN", List.of("VXNlcm5hbWU6"), List.of("YWRtaW4="), "admin", "secret", null, "refused");
    }
}
