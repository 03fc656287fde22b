import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Network;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.dns.DnsServer;
import org.honeyspam.dns.Kind;
import org.honeyspam.dns.Listing;
import org.honeyspam.dns.NameServer;
import org.honeyspam.dns.Zones;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Paces;
import org.honeyspam.node.Visits;
import org.slf4j.LoggerFactory;

/** Serves a list of networks, one a line, on a port of loopback, until standard input ends. */
final class Serve {
    private static final String TABLES =
            """
            [[listener]]
            service = "dns"
            addresses = ["127.0.0.1"]
            port = 53
            host = "ns1.bench.example"
            [bait]
            domains = ["bench.example"]
            [dnsbl]
            zone = "bl.bench.example"
            """;

    private Serve() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        var list = new Blocklist();
        var listing = new Listing(Set.of(Kind.HARVESTER), 40, LocalDate.now());
        try (var lines = Files.lines(folder.resolve("list"))) {
            lines.filter(line -> !line.startsWith(":"))
                    .map(line -> line.contains("/") ? line : line + "/32")
                    .forEach(line -> list.put(Network.of(line), listing));
        }
        var checked = ConfigurationFile.check(TABLES, folder.resolve("honeyspam.toml"));
        Configuration configuration = Objects.requireNonNull(checked.configuration());
        var visits = new Visits(List.of(), Instant.now());
        var address = InetAddress.ofLiteral("127.0.0.1");
        var ground = new Zones.Ground(List.of(address), new byte[32], visits, list, 1);
        var server = new DnsServer(new NameServer(Zones.of(configuration, ground), 10, 1));
        var kept = Duration.ofDays(1);
        var record = new Configuration.Journal(1_000, 8 << 20, 1 << 30, kept);
        var store = new Configuration.Mail(8 << 20, 1 << 30, kept, 0);
        try (var journal = Journal.open(folder.resolve("journal"), "bench", 1, record, new ChainKey(new byte[32]));
                var mail = MessageStore.open(folder.resolve("mail"), store, 1 << 20);
                var listeners =
                        new Listeners(
                                journal,
                                mail,
                                Certificates.open(folder.resolve("tls"), Map.of(), Instant.now()),
                                Clock.systemUTC(),
                                configuration.limits(),
                                Paces.of(List.of(), configuration.limits(), ip -> false),
                                "bench-1")) {
            listeners.openDatagrams(new InetSocketAddress(address, port), "dns", server);
            System.gc();
            System.out.printf("%d entries, %d bytes of tables%n", list.size(), list.bytes());
            while (System.in.read() >= 0) {
                // Whoever started it closes its input when he has had enough.
            }
        }
    }
}
