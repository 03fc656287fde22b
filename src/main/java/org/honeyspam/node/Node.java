package org.honeyspam.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Identity;
import org.honeyspam.console.ConsoleServer;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Listed;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Port;
import org.honeyspam.probe.ProbeRelease;
import org.honeyspam.site.Obedience;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: the record, the services on their ports, and the views that follow. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** With what closing the files costs, this keeps a stop within five seconds. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final Clock clock;
    private final Opened parts;
    private final List<Bound> bound = new ArrayList<>();
    private final Journal journal;
    private final Listeners listeners;
    private final Blocklist blocklist = new Blocklist();
    private final Services services;
    private final ViewsKeeper views;
    private final Health health;
    private final Status.Loaded loaded;
    private final @Nullable DnsWitness witness;
    private final @Nullable Names names;
    private final Bait bait;
    private @Nullable ProbeRelease probes;
    private @Nullable ConsoleServer console;
    private @Nullable ControlSocket control;

    /** A port that is open: what it plays, where, and under which name. */
    public record Bound(Listener listener, InetSocketAddress address, Port port) {}

    /** Starts all services, or none. */
    public static Node start(Configuration configuration, Clock clock, String version)
            throws StartException {
        prepareDataFolder(configuration.node().dataFolder());
        var parts = new Opened();
        Node node = null;
        try {
            var made = new Node(configuration, clock, version, parts);
            made.open(version);
            node = made;
            return node;
        } catch (IOException e) {
            boolean unfit = e instanceof Guests.Unfit;
            throw new StartException(String.valueOf(e.getMessage()), e, unfit);
        } finally {
            if (node == null) {
                parts.close();
            }
        }
    }

    private Node(Configuration configuration, Clock clock, String version, Opened parts)
            throws IOException {
        this.configuration = configuration;
        this.clock = clock;
        this.parts = parts;
        var data = new DataFolder(configuration.node().dataFolder());
        String name = configuration.node().name();
        long boot = clock.instant().getEpochSecond();
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        journal = parts.add(Journal.open(data.journal(), name, boot, configuration.journal()));
        long memory = configuration.limits().messageMemoryBytesMax();
        var mail = parts.add(MessageStore.open(data.mail(), configuration.mail(), memory));
        var serials = parts.add(SerialSource.open(data.serials()));
        List<String> hosts = configuration.sites().stream().map(Configuration.Site::host).toList();
        bait = new Bait(keys, configuration.bait(), hosts, serials);
        witness = witness();
        var sites =
                Guests.sites(
                        configuration, keys, bait, witness == null ? Obedience.nobody() : witness);
        names =
                Names.isAsked(configuration)
                        ? Names.of(configuration, keys, blocklist, clock)
                        : null;
        services = Services.of(configuration, bait, sites, names);
        if (services.remembersPasswords()) {
            ViewsKeeper.logins(configuration).forEach(services::remember);
        }
        views = parts.add(ViewsKeeper.start(configuration, blocklist));
        var limits = configuration.limits();
        var certificates = certificates(configuration, data, clock);
        String sessions = journal.boot();
        listeners = parts.add(new Listeners(journal, mail, certificates, clock, limits, sessions));
        if (names != null) {
            listeners.tellArrivals(parts.add(names)::arrived);
        }
        var sizes = parts.add(Sizes.start(data));
        health = new Health(version, clock, journal, mail, listeners, sizes);
        String file = configuration.file().toString();
        loaded = new Status.Loaded(file, clock.instant().toString(), List.of());
    }

    private @Nullable DnsWitness witness() {
        var crawlers = configuration.crawlers();
        return crawlers.lookUps() ? parts.add(new DnsWitness(crawlers, journal, clock)) : null;
    }

    /** The open ports, in the order of the configuration. */
    public List<Bound> bound() {
        return List.copyOf(bound);
    }

    public DataFolder data() {
        return new DataFolder(configuration.node().dataFolder());
    }

    /** The configuration that holds. */
    Configuration configuration() {
        return configuration;
    }

    /** Who is listed, as of a moment ago. */
    Listed listed() {
        return views.listed();
    }

    /** Where the console is, with what opens it; null if there is none. */
    public @Nullable String consoleUrl() {
        return console == null ? null : console.url();
    }

    /** Who is listed, as the name server answers it: what is put here is said at once. */
    public Blocklist blocklist() {
        return blocklist;
    }

    /** Which way the machine waits for sockets. */
    public String transport() {
        return listeners.transport();
    }

    /** How it is now; told at once. */
    public Status status() {
        return health.of(
                new Health.Parts(
                        configuration, bound(), services, views, witness, names, probes, loaded));
    }

    /** Ends in order: what is acknowledged is on disk, what is under way is answered or dropped. */
    @Override
    public void close() {
        if (control != null) {
            parts.closeFirst(control);
        }
        if (!listeners.shutDown(STOP_PATIENCE)) {
            LOG.warn("Some sessions did not end in time and were cut");
        }
        if (probes != null) {
            parts.closeFirst(probes); // What it still has to tell comes before the last event.
        }
        journal.offer(new Entry(clock.instant(), null, new JournalEvent.NodeStopped()));
        parts.close();
    }

    private void open(String version) throws IOException {
        journal.offer(new Entry(clock.instant(), null, new JournalEvent.NodeStarted(version)));
        openPorts();
        if (configuration.probe().mode() != Configuration.ProbeMode.OFF) {
            probes = parts.add(Probes.start(configuration, bound, journal, clock));
        }
        ConsoleServer opened = ConsoleDesk.open(this, bait, journal, clock);
        console = opened == null ? null : parts.add(opened);
        listenToCommands();
    }

    private void listenToCommands() {
        Path path = data().control();
        try {
            control = ControlSocket.listen(path, Control.of(this)::answer);
        } catch (IOException e) { // No reason to keep visitors out.
            LOG.warn(
                    "No command can ask this node, for there is no socket {}: {}",
                    path,
                    e.getMessage());
        }
    }

    private void openPorts() throws IOException {
        for (Listener listener : configuration.listeners()) {
            for (String address : listener.addresses()) {
                InetSocketAddress wanted = socketAddress(address, listener.port());
                String service = listener.service().label();
                try {
                    Port port = open(listener, wanted);
                    bound.add(new Bound(listener, port.address(), port));
                } catch (IOException e) {
                    String where = "%s port %d".formatted(address, listener.port());
                    throw new IOException(
                            "cannot listen as %s on %s: %s"
                                    .formatted(service, where, e.getMessage()),
                            e);
                }
            }
        }
    }

    private Port open(Listener listener, InetSocketAddress wanted) throws IOException {
        Port port = listeners.open(wanted, services.reception(listener));
        if (names != null && listener.service() == Configuration.Service.DNS) {
            var where = new InetSocketAddress(wanted.getAddress(), port.address().getPort());
            listeners.openDatagrams(where, listener.service().label(), names.service());
        }
        return port;
    }

    private static Certificates certificates(
            Configuration configuration, DataFolder data, Clock clock) throws IOException {
        var given = new HashMap<String, Identity>();
        for (Listener listener : configuration.listeners()) {
            give(listener.host(), listener.certificate(), listener.certificateKey(), given);
        }
        for (Configuration.Site site : configuration.sites()) {
            give(site.host(), site.certificate(), site.certificateKey(), given);
        }
        return Certificates.open(data.tls(), given, clock.instant());
    }

    private static void give(
            String host,
            @Nullable Path certificate,
            @Nullable Path key,
            Map<String, Identity> given)
            throws IOException {
        if (certificate != null && key != null) {
            try {
                given.put(host, Identity.read(certificate, key));
            } catch (Identity.Unfit e) { // Changed since it was checked.
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** {@code *} is every address of both families; others are literals: nothing is looked up. */
    private static InetSocketAddress socketAddress(String address, int port) {
        return address.equals("*")
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static void prepareDataFolder(Path folder) throws StartException {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.delete(Files.createTempFile(folder, ".write-test", null));
        } catch (IOException e) {
            throw new StartException(
                    "the data folder %s cannot be written: %s".formatted(folder, reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileAlreadyExistsException exists -> "it is a file";
            case java.nio.file.FileSystemException fs when fs.getReason() != null ->
                    String.valueOf(fs.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }
}
