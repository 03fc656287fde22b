import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.node.Guests;
import org.honeyspam.site.Site;
import org.honeyspam.web.Pace;
import org.honeyspam.web.WebServer;
import org.slf4j.LoggerFactory;

/** Pages by the million to visitors by the million: what the node's memory does meanwhile. */
final class Soak {
    private static final int PAGES_A_CONNECTION = 10;
    private static final int REPORTS = 10;
    private static final int PATHS = 5_000;
    private static final String CONFIGURATION =
            """
            [[listener]]
            service = "web"
            addresses = ["127.0.0.1"]
            port = 0
            host = "www.a.example"
            [journal]
            segment_size = "16MiB"
            keep_size = "64MiB"
            [web]
            links_min = 10
            links_max = 10
            addresses_min = 10
            addresses_max = 10
            [[site]]
            host = "www.a.example"
            domain = "a.example"
            title = "The Club"
            [[site]]
            host = "www.b.example"
            domain = "b.example"
            title = "The Shop"
            """;

    private final List<Site> all;
    private final WebServer server;
    private final Journal journal;
    private final List<List<String>> paths;
    private final SplittableRandom dice = new SplittableRandom(1);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long pages;
    private long bytes;

    private Soak(Path folder) throws Exception {
        KeyRing.create(folder.resolve("secret.key"));
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(file, CONFIGURATION);
        Configuration settings = ConfigurationFile.read(file).configuration();
        var sites = Guests.sites(settings);
        var face = new WebServer.Face(Configuration.Persona.APACHE, false, 1);
        var pace = new Pace(settings.slow(), settings.sites(), 1);
        this.server = new WebServer(face, sites, settings.web(), pace);
        this.all = sites.all();
        this.paths = all.stream().map(site -> site.mazePaths(PATHS)).toList();
        this.journal = Journal.open(folder.resolve("journal"), "soak", 1, settings.journal(), new ChainKey(new byte[32]));
    }

    public static void main(String... arguments) throws Exception {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN); // Not of each segment that is deleted.
        new Soak(Path.of(arguments[0]))
                .run(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private void run(long wanted, int addresses) throws Exception {
        System.out.println("| pages | heap after a collection, MB | pages/s |\n| ---: | ---: | ---: |");
        long start = System.nanoTime();
        for (int report = 1; report <= REPORTS; report++) {
            while (pages < wanted * report / REPORTS) {
                connection(visitor((int) (pages / PAGES_A_CONNECTION % addresses)));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("| %,d | %.1f | %,.0f |%n", pages, heapMegabytes(), pages / seconds);
        }
        journal.close();
        System.out.printf("%,d addresses, %,d bytes of answers%n", addresses, bytes);
    }

    /** Ten pages of a site's maze, as a crawler on a kept connection asks for them. */
    private void connection(InetAddress visitor) throws Exception {
        int site = dice.nextInt(all.size());
        var source = new Endpoint(visitor, 40_000);
        var local = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 80);
        var peer = new Peer("soak-1-" + pages, "web", source, local, List.of(), null);
        Dialogue dialogue = server.dialogue();
        Sink sink = new Counter(peer);
        dialogue.opened(peer, now, sink);
        for (int i = 0; i < PAGES_A_CONNECTION; i++, pages++) {
            String path = paths.get(site).get(dice.nextInt(PATHS));
            String host = all.get(site).host();
            String request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host);
            dialogue.received(request.getBytes(StandardCharsets.ISO_8859_1), now, sink);
            now = now.plusMillis(10);
        }
        dialogue.closed(now, sink);
    }

    private static InetAddress visitor(int number) throws Exception {
        byte[] ip = {10, (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
        return InetAddress.getByAddress(ip);
    }

    private static double heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    /** Stands for the runner: events go to the journal, a full one is waited for. */
    private final class Counter implements Sink {
        private final Peer peer;

        Counter(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void send(byte[] sent) {
            bytes += sent.length;
        }

        @Override
        public void record(Event event) {
            var entry = new Entry(now, peer, (JournalEvent) event);
            try {
                while (!journal.offer(entry)) {
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void recordFirst(Event event) {
            record(event);
        }

        @Override
        public void pause(Duration wait) {}

        @Override
        public void deadline(Duration limit) {}

        @Override
        public boolean keep(byte[] piece) {
            return true;
        }

        @Override
        public void discard() {}

        @Override
        public void speaksFor(Peer peer) {}

        @Override
        public void store(Function<Content, Event> taken) {}

        @Override
        public void handOver(Dialogue next, Peer by, byte[] rest) {}

        @Override
        public void handOverBehindTls(Dialogue next, Peer by, TlsOffer offer, byte[] rest) {}

        @Override
        public void startTls(TlsOffer offer, byte[] rest) {}

        @Override
        public void close() {}

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean hasInput() {
            return false;
        }
    }
}
