package org.honeyspam.lookup;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what the DNS says of those who claim to be of a domain. Answers at once with what is
 * known, and asks behind the caller's back, no more at a time or in a minute than so many.
 */
public final class Confirmations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
    private static final NameServers.Patience PATIENCE =
            new NameServers.Patience(Duration.ofSeconds(3), Duration.ofSeconds(10));
    private static final int REMEMBERED_MAX = 10_000;
    private static final int UNDER_WAY_MAX = 32;
    private static final int A_MINUTE_MAX = 300;
    private static final int LISTENERS_MAX = 100;

    private final Confirmation confirmation;
    private final Bounds bounds;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedHashMap<Claim, Known> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Claim, Map<Object, Listener>> underWay = new HashMap<>();
    private long minute;
    private int askedThisMinute;
    private long notAsked;
    private boolean closed;

    /** Somebody's claim to be of one of some domains. */
    private record Claim(InetAddress ip, List<String> domains) {}

    private record Known(Outcome outcome, Instant until) {}

    /** Limits of what is remembered and asked. */
    record Bounds(int rememberedMax, int underWayMax, int aMinuteMax) {}

    /** Is told once what an answer was. */
    public interface Listener {
        void found(Outcome outcome, @Nullable String host);
    }

    /**
     * @param servers whom to ask; none for those of the machine
     */
    public Confirmations(List<Endpoint> servers) {
        this(servers, PATIENCE, new Bounds(REMEMBERED_MAX, UNDER_WAY_MAX, A_MINUTE_MAX));
    }

    Confirmations(List<Endpoint> servers, NameServers.Patience patience, Bounds bounds) {
        this.confirmation = new Confirmation(new NameServers(servers, patience));
        this.bounds = bounds;
    }

    /**
     * What is known now. Old knowledge is good until there is new.
     *
     * @param asker who wants to know: of all his calls that await one answer, one hears it
     * @param told hears of the answer, unless it is known already
     */
    public Outcome of(
            InetAddress ip, List<String> domains, Instant now, Object asker, Listener told) {
        var claim = new Claim(ip, domains);
        Known before;
        synchronized (this) {
            before = known.get(claim);
            boolean fresh = before != null && now.isBefore(before.until());
            if (!fresh && !closed) {
                await(claim, now, asker, told);
            }
        }
        return before == null ? Outcome.ASKED : before.outcome();
    }

    private void await(Claim claim, Instant now, Object asker, Listener told) {
        Map<Object, Listener> listeners = underWay.get(claim);
        if (listeners != null) {
            if (listeners.size() < LISTENERS_MAX) {
                listeners.putIfAbsent(asker, told);
            }
        } else if (mayAsk(now)) {
            underWay.put(claim, new LinkedHashMap<>(Map.of(asker, told)));
            threads.execute(() -> ask(claim, now));
        }
    }

    private boolean mayAsk(Instant now) {
        long current = now.getEpochSecond() / 60;
        if (current != minute) {
            minute = current;
            askedThisMinute = 0;
        }
        boolean may =
                underWay.size() < bounds.underWayMax() && askedThisMinute < bounds.aMinuteMax();
        askedThisMinute += may ? 1 : 0;
        notAsked += may ? 0 : 1;
        return may;
    }

    private void ask(Claim claim, Instant now) {
        Confirmation.Finding finding = null;
        try {
            finding = confirmation.of(claim.ip(), claim.domains());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The node ends: nobody wants to know any more.
        } catch (RuntimeException e) {
            LOG.error("A look-up of {} failed", claim.ip().getHostAddress(), e);
        }
        for (Listener told : keep(claim, finding, now)) {
            if (finding != null) {
                told.found(finding.outcome(), finding.host());
            }
        }
    }

    /** Remembers the answer; returns who waits for it. */
    private synchronized Collection<Listener> keep(
            Claim claim, Confirmation.@Nullable Finding finding, Instant now) {
        Map<Object, Listener> listeners = underWay.remove(claim);
        if (finding != null) {
            known.put(claim, new Known(finding.outcome(), now.plus(finding.holds())));
            if (known.size() > bounds.rememberedMax()) {
                known.pollFirstEntry();
            }
        }
        return listeners == null ? List.of() : listeners.values();
    }

    /** Look-ups under way, and how often one was not begun because of them or of those before. */
    public synchronized Use lookUps() {
        return new Use(underWay.size(), bounds.underWayMax(), notAsked);
    }

    synchronized int remembered() {
        return known.size();
    }

    /** Asks nothing more, and waits for no answer. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        threads.shutdownNow();
        threads.close();
    }
}
