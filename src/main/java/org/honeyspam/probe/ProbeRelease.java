package org.honeyspam.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets probes go while the node runs. Nothing leaves before its claim is on disk, in the store and
 * in the journal; what was claimed and is not known to have failed is never sent again.
 */
public final class ProbeRelease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRelease.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final Duration RETIRE_EVERY = Duration.ofHours(1);
    private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);
    private static final int AT_ONCE_MAX = 4;

    private final Clock clock;
    private final Journal journal;
    private final ProbeStore store;
    private final MessageReader mail;
    private final Credentials credentials = new Credentials();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(AT_ONCE_MAX);
    private final Thread thread = Thread.ofPlatform().name("probe").daemon().unstarted(this::run);
    private volatile Rules rules;
    private volatile boolean stopping;
    private volatile @Nullable String trouble;

    /**
     * Where things are, and what is ours.
     *
     * @param ownDomains to which, and to all below, nothing is sent
     */
    public record Place(
            Path store,
            Path journal,
            Path mail,
            Set<String> ownDomains,
            Predicate<InetAddress> ownAddresses,
            Relays relays) {}

    /** Knows the name that the relay at one of our ends gives as its own. */
    public interface Relays {
        String hostAt(String ip, int port);
    }

    /** What follows from the configuration. */
    private record Rules(
            Configuration.Probe settings,
            Claims claims,
            Finder finder,
            MailExchangers exchangers) {}

    private ProbeRelease(
            Configuration.Probe settings,
            Place place,
            ProbeStore store,
            Journal journal,
            Clock clock) {
        this.clock = clock;
        this.journal = journal;
        this.store = store;
        this.mail = new MessageReader(place.mail());
        this.rules = rules(settings, place, store, credentials);
    }

    private static Rules rules(
            Configuration.Probe settings, Place place, ProbeStore store, Credentials credentials) {
        var own = new Destinations.Own(place.ownDomains(), place.ownAddresses());
        var destinations = new Destinations(settings, own);
        return new Rules(
                settings,
                new Claims(settings),
                new Finder(store, settings, destinations, place, credentials),
                new MailExchangers(settings.delivery(), destinations));
    }

    /** From the next round on, by these settings; where the record is stays. */
    public void follow(Configuration.Probe settings, Place place) {
        rules = rules(settings, place, store, credentials);
    }

    /** Starts it; only when the operator turned it on. */
    public static ProbeRelease start(
            Configuration.Probe settings, Place place, Journal journal, Clock clock)
            throws IOException {
        try {
            ProbeStore store = ProbeStore.open(place.store());
            var release = new ProbeRelease(settings, place, store, journal, clock);
            for (Probe cut : store.sending()) {
                var unsure = cut.progress().to(State.UNSURE, "the node ended before the answer");
                store.save(cut, unsure);
            }
            release.thread.start();
            return release;
        } catch (SQLException e) {
            throw new IOException("%s: %s".formatted(place.store(), e.getMessage()), e);
        }
    }

    private void run() {
        Instant retired = Instant.EPOCH;
        while (!stopping) {
            try {
                round();
                trouble = null;
                Instant now = clock.instant();
                if (Duration.between(retired, now).compareTo(RETIRE_EVERY) > 0) {
                    store.retire(now);
                    retired = now;
                }
                Thread.sleep(EVERY);
            } catch (InterruptedException | ClosedByInterruptException e) {
                return; // A stop, also in the middle of a read.
            } catch (IOException | SQLException e) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("Probes are not released for now", e);
                rest();
            } catch (RuntimeException e) {
                trouble = "a fault of the program: " + e;
                LOG.error("The probe release met a fault of its own", e);
                rest();
            }
        }
    }

    /** Why probes are not released for now; null if they are. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void rest() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void round() throws IOException, SQLException, InterruptedException {
        Instant now = clock.instant();
        Rules current = rules;
        current.finder().catchUp(now);
        for (Probe old : store.heldBefore(now.minus(current.settings().ageMax()))) {
            store.save(old, old.progress().to(State.DROPPED, "too_old"));
        }
        for (Probe probe : store.unrecorded()) {
            if (!record(probe, JOURNAL_PATIENCE)) {
                return; // What cannot be recorded is not done.
            }
        }
        for (Probe probe : store.due(now, free.availablePermits())) {
            begin(probe, current, now);
        }
    }

    /** Claims it and lets it go, or not. */
    private void begin(Probe probe, Rules by, Instant now)
            throws IOException, SQLException, InterruptedException {
        byte[] message = mail.read(probe.message().sha256());
        if (message == null) {
            store.save(probe, probe.progress().to(State.DROPPED, "message_gone"));
            return;
        }
        Probe claimed = store.claim(probe, by.claims(), now);
        if (claimed.progress().state() != State.SENDING) {
            return; // Somebody or some cap was quicker.
        }
        if (record(claimed, JOURNAL_PATIENCE)) {
            free.acquire();
            deliveries.execute(() -> deliver(claimed, by, message));
        } else {
            var unsaid = Outcome.unreached(End.NOT_NOW, "4.3.0", "the journal takes no events");
            store.save(claimed, by.claims().after(claimed, unsaid, now));
        }
    }

    private void deliver(Probe claimed, Rules by, byte[] message) {
        // Until it is known better: it may have been taken.
        Outcome outcome = Outcome.unreached(End.UNKNOWN, "4.3.0", "a fault of our own");
        try {
            outcome = outcome(claimed, by, message);
        } catch (RuntimeException e) {
            LOG.error("Probe {} met a fault", claimed.id(), e);
        } finally {
            try {
                store.save(claimed, by.claims().after(claimed, outcome, clock.instant()));
            } catch (SQLException e) {
                LOG.error("What became of probe {} cannot be kept", claimed.id(), e);
            }
            free.release();
        }
    }

    private Outcome outcome(Probe claimed, Rules by, byte[] message) {
        try {
            return switch (by.exchangers().of(claimed.domain())) {
                case Route.Hosts hosts -> {
                    String from = by.settings().delivery().localAddress();
                    byte[] text = Delivery.stamped(claimed.message().trace(), message);
                    var parcel = Delivery.Parcel.of(claimed.message(), from);
                    yield new Delivery(parcel, text).to(hosts);
                }
                case Route.Nowhere none ->
                        Outcome.unreached(End.REFUSED, none.status(), none.why());
                case Route.Unknown later -> Outcome.unreached(End.NOT_NOW, "4.4.3", later.why());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.unreached(End.NOT_NOW, "4.3.2", "the node ended");
        }
    }

    /** Tells the journal how it stands; false if that could not be written. */
    private boolean record(Probe probe, Duration patience)
            throws SQLException, InterruptedException {
        for (JournalEvent event : Telling.of(probe)) {
            var written = new CompletableFuture<Boolean>();
            var entry = new Entry(clock.instant(), null, event);
            try {
                boolean taken = journal.commit(entry, written::complete);
                if (!taken || !written.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("The journal does not say whether it took an event", e);
                return false;
            }
        }
        store.recorded(probe);
        return true;
    }

    /** Ends in order: what is under way is cut, and how far it had come is kept and told. */
    @Override
    public void close() throws SQLException {
        stopping = true;
        thread.interrupt();
        try {
            boolean ended = thread.join(STOP_PATIENCE);
            deliveries.shutdownNow();
            if (!deliveries.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A probe on its way did not stop: it will count as unsure");
            }
            for (Probe probe : ended ? store.unrecorded() : List.<Probe>of()) {
                if (!record(probe, STOP_PATIENCE)) {
                    break; // The next start tells of it.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
