package org.honeyspam.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.alert.Alert;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Checked;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.console.ConsoleServer;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Listed;
import org.honeyspam.jail.Hold;
import org.honeyspam.jail.Jail;
import org.honeyspam.jail.Rules;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Paces;
import org.honeyspam.net.Port;
import org.honeyspam.probe.ProbeRelease;
import org.honeyspam.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: the record, the services on their ports, and the views that follow. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** With what closing the files costs, this keeps a stop within five seconds. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Opened parts;
    private final Scene.Ground ground;
    private final Journal journal;
    private final MessageStore mail;
    private final Certificates certificates;
    private final Listeners listeners;
    private final OpenPorts ports;
    private final ViewsKeeper views;
    private final Sizes sizes;
    private final Health health;
    private final WatchDesk watchDesk;
    private final ChainKey watchKey;
    private volatile Scene scene;
    private volatile Status.Loaded loaded;
    private volatile @Nullable ProbeRelease probes;
    private volatile @Nullable AlertWatch alerts;
    private volatile @Nullable FileWatch watch;
    private volatile Reload.@Nullable Watcher watcher;
    private volatile @Nullable Jail jail;
    private @Nullable ConsoleServer console;
    private @Nullable ControlSocket control;
    private boolean closed;

    /** A port that is open: what it plays, where, and under which name. */
    public record Bound(Listener listener, InetSocketAddress address, Port port) {}

    /** Starts all services, or none. */
    public static Node start(Configuration configuration, Clock clock, String version)
            throws StartException {
        new DataFolder(configuration.node().dataFolder()).prepare();
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
        this.clock = clock;
        this.parts = parts;
        var data = new DataFolder(configuration.node().dataFolder());
        String name = configuration.node().name();
        long boot = clock.instant().getEpochSecond();
        ChainKey key = Keys.chain(configuration);
        journal = parts.add(Journal.open(data.journal(), name, boot, configuration.journal(), key));
        var limits = configuration.limits();
        long memory = limits.messageMemoryBytesMax();
        mail = parts.add(MessageStore.open(data.mail(), configuration.mail(), memory));
        var serials = parts.add(SerialSource.open(data.serials()));
        ground = new Scene.Ground(journal, serials, new Blocklist(), clock);
        scene = Scene.first(configuration, ground);
        parts.add(() -> scene.close());
        views = parts.add(ViewsKeeper.start(configuration, ground.blocklist()));
        certificates = Certificates.open(data.tls(), scene.certificates(), clock.instant());
        watchDesk = new WatchDesk(journal, clock, this::raise);
        watchKey = Keys.watch(configuration);
        String sessions = journal.boot();
        var paces =
                Paces.of(configuration.paces(), limits, ip -> ground.blocklist().find(ip) != null);
        listeners =
                parts.add(
                        new Listeners(journal, mail, certificates, clock, limits, paces, sessions));
        ports = new OpenPorts(listeners);
        sizes = parts.add(Sizes.start(data));
        health = new Health(version, clock, journal, mail, listeners, sizes);
        loaded = loaded(configuration, List.of());
    }

    private void open(String version) throws IOException {
        journal.offer(new Entry(clock.instant(), null, new JournalEvent.NodeStarted(version)));
        OpenPorts.Change change = ports.prepare(scene);
        change.take();
        listeners.tellArrivals(scene::arrived);
        if (configuration().probe().mode() != ProbeMode.OFF) {
            probes = parts.add(Probes.start(configuration(), bound(), journal, clock));
        }
        followAlerts(configuration());
        ConsoleServer opened = ConsoleDesk.open(this, journal, clock);
        console = opened == null ? null : parts.add(opened);
        listenToCommands();
        listeners.shareFiles(configuration().limits());
        followWatch(configuration()); // Last: what the start itself wrote is no news.
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

    /** The open ports, in the order of the configuration. */
    public List<Bound> bound() {
        return ports.bound();
    }

    public DataFolder data() {
        return new DataFolder(configuration().node().dataFolder());
    }

    /** What visitors meet now. */
    Scene scene() {
        return scene;
    }

    /** Where replays bring what they bring. */
    ReplayDesk replays() {
        return new ReplayDesk(journal, mail, address -> scene.bait().recognise(address), clock);
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
        return ground.blocklist();
    }

    /** Which way the machine waits for sockets. */
    public String transport() {
        return listeners.transport();
    }

    /** How it is now; told at once. */
    public Status status() {
        Scene now = scene;
        return health.of(new Health.Parts(now, bound(), views, probes, alerts, watch, loaded));
    }

    /** What its process gave up, looked at anew; none if it is not jailed. */
    List<Hold> security() {
        Jail known = jail;
        return known == null ? Jail.none().holds() : known.holds();
    }

    /** Its process has given up all but what it needs. */
    void jailed(Jail given) {
        jail = given;
    }

    /**
     * What it needs of the machine.
     *
     * @param visits ports that somebody in this process comes to
     */
    Rules needs(Set<Integer> visits) {
        Set<Integer> own = new HashSet<>();
        bound().forEach(port -> own.add(port.address().getPort()));
        Rules needs = Needs.of(configuration(), own);
        return visits.isEmpty() ? needs : needs.connecting(visits);
    }

    /** Tells the operator, if he wants to be told. */
    public void raise(Alert alert) {
        AlertWatch running = alerts;
        if (running != null) {
            running.raise(alert);
        }
    }

    /** What holds now. */
    public Configuration configuration() {
        return scene.configuration();
    }

    /** Has somebody told of each reload. */
    public void watchReloads(Reload.Watcher newWatcher) {
        watcher = newWatcher;
    }

    /**
     * Reads the configuration again. If anything is wrong with it, all stays as it is, and the
     * status tells why; else it holds for whoever comes from now on.
     */
    public synchronized Reload reload() {
        Reload.Watcher told = watcher;
        if (told != null) {
            told.begins();
        }
        Path file = configuration().file();
        Reload outcome;
        try {
            outcome = read(file);
        } catch (IOException e) {
            outcome = Reload.refused(file, String.valueOf(e.getMessage()).lines().toList());
        } catch (RuntimeException e) {
            LOG.error("A reload met a fault of the program", e);
            outcome = Reload.refused(file, List.of("a fault of the program: " + e));
        }
        if (outcome.taken()) {
            loaded = loaded(configuration(), List.of());
            journal.offer(new Entry(clock.instant(), null, outcome.event()));
            LOG.info("{} was read again and holds now {}", file, outcome.changes());
        } else {
            loaded = new Status.Loaded(loaded.file(), loaded.time(), outcome.mistakes());
            LOG.error(
                    "{} was read again and is not taken, the configuration of before goes on: {}",
                    file,
                    String.join(" | ", outcome.mistakes()));
        }
        if (told != null) {
            told.ended(outcome, configuration());
        }
        return outcome;
    }

    private Reload read(Path file) throws IOException {
        if (closed) {
            throw new IOException("the node ends");
        }
        Checked checked = Reload.read(file);
        Configuration next = checked.configuration();
        if (next == null) {
            return Reload.refused(
                    file, checked.mistakes().stream().map(m -> Reload.text(file, m)).toList());
        }
        List<String> fixed = new ArrayList<>(Restart.needed(configuration(), next));
        Jail known = jail;
        if (known != null) {
            fixed.addAll(Restart.beyond(known.rules(), next));
        }
        return fixed.isEmpty()
                ? new Reload(file.toString(), true, List.of(), take(next))
                : Reload.refused(file, fixed);
    }

    /** All that can fail comes first, beside what there is; then nothing can. */
    private List<String> take(Configuration next) throws IOException {
        Scene before = scene;
        Scene after = before.with(next, ground);
        OpenPorts.Change change = ports.prepare(after);
        boolean done = false;
        try {
            followProbes(next, change.bound());
            done = true;
        } finally {
            if (!done) {
                change.undo();
            }
        }
        journal.keep(next.journal());
        mail.keep(next.mail(), next.limits().messageMemoryBytesMax());
        listeners.bound(next.limits(), next.paces());
        certificates.give(after.certificates());
        scene = after;
        change.take();
        listeners.tellArrivals(after::arrived);
        views.follow(next);
        followAlerts(next);
        followWatch(next);
        before.giveWayTo(after);
        return change.told();
    }

    private void followProbes(Configuration next, List<Bound> nextPorts) throws IOException {
        ProbeRelease running = probes;
        boolean wanted = next.probe().mode() != ProbeMode.OFF;
        if (running != null && wanted) {
            running.follow(next.probe(), Probes.place(next, nextPorts));
        } else if (running != null) {
            probes = null;
            parts.closeFirst(running);
        } else if (wanted) {
            probes = parts.add(Probes.start(next, nextPorts, journal, clock));
        }
    }

    private void followAlerts(Configuration next) {
        AlertWatch running = alerts;
        if (!next.alerts().isOn()) {
            alerts = null;
            if (running != null) {
                parts.closeFirst(running);
            }
        } else if (running == null) {
            alerts = parts.add(AlertWatch.start(next, journal, sizes, clock));
        } else {
            running.follow(next);
        }
    }

    private void followWatch(Configuration next) {
        FileWatch running = watch;
        if (!next.watch().isOn()) {
            watch = null;
            if (running != null) {
                parts.closeFirst(running);
            }
        } else if (running == null) {
            watch = parts.add(WatchDesk.start(next, mail, watchDesk, watchKey));
        } else {
            running.follow(next);
        }
    }

    private Status.Loaded loaded(Configuration configuration, List<String> mistakes) {
        return new Status.Loaded(
                configuration.file().toString(), clock.instant().toString(), mistakes);
    }

    /** Whether what all depends on does its work: the loops of the sockets, and the journal. */
    public boolean answers(Duration patience) throws InterruptedException {
        return listeners.answer(patience) && journal.silence().compareTo(patience) < 0;
    }

    /** Ends in order: what is acknowledged is on disk, what is under way is answered or dropped. */
    @Override
    public synchronized void close() {
        closed = true;
        if (control != null) {
            parts.closeFirst(control);
        }
        if (!listeners.shutDown(STOP_PATIENCE)) {
            LOG.warn("Some sessions did not end in time and were cut");
        }
        if (probes != null) {
            parts.closeFirst(probes); // What it still has to tell comes before the last event.
        }
        if (watch != null) {
            parts.closeFirst(watch);
        }
        if (alerts != null) {
            parts.closeFirst(alerts);
        }
        journal.offer(new Entry(clock.instant(), null, new JournalEvent.NodeStopped()));
        parts.close();
    }
}
