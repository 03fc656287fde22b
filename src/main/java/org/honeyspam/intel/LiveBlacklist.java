package org.honeyspam.intel;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * The blacklist as it is now, and what changed in it since it was last looked at. Whoever did
 * something is decided on anew at each look; all are, now and then, since scores sink by
 * themselves.
 */
public final class LiveBlacklist {
    private final Map<String, Listing> listings = new LinkedHashMap<>();
    private final Map<Network, Map<String, Listing>> members = new HashMap<>();
    private long batch;

    /**
     * What is to be changed by whoever keeps a copy.
     *
     * @param put that are new, or another than before
     * @param gone sources that are no longer listed
     */
    public record Change(List<Listing> put, List<String> gone) {
        /** Whether nothing is. */
        public boolean isEmpty() {
            return put.isEmpty() && gone.isEmpty();
        }
    }

    /** All that is listed, the worst first. */
    public List<Listing> listings() {
        return listings.values().stream().sorted(Blacklist.WORST_FIRST).toList();
    }

    /** Decides on everybody. */
    public Change all(Blacklist blacklist, Views views, Instant now) throws SQLException {
        long seen = views.batch();
        List<Listing> all = blacklist.list(views, now); // If this fails, nothing is changed.
        batch = seen;
        Map<String, Listing> before = new HashMap<>(listings);
        listings.clear();
        members.clear();
        List<Listing> put = new ArrayList<>();
        for (Listing listing : all) {
            listings.put(listing.source(), listing);
            count(listing);
            if (!listing.equals(before.remove(listing.source()))) {
                put.add(listing);
            }
        }
        return new Change(put, List.copyOf(before.keySet()));
    }

    /** Decides on those who did anything since the last look. */
    public Change recent(Blacklist blacklist, Views views, Instant now) throws SQLException {
        long seen = views.batch();
        if (seen == batch) {
            return new Change(List.of(), List.of());
        }
        // All that can fail is asked first.
        Map<String, List<Views.Deed>> changed = new LinkedHashMap<>();
        for (String ip : views.changedSince(batch)) {
            changed.put(ip, blacklist.deeds(ip, views));
        }
        batch = seen;
        var change = new Change(new ArrayList<>(), new ArrayList<>());
        Map<String, Listing> byHand = new HashMap<>();
        blacklist.listedByHand().forEach(listing -> byHand.put(listing.source(), listing));
        Set<Network> networks = new HashSet<>();
        for (Map.Entry<String, List<Views.Deed>> entry : changed.entrySet()) {
            String ip = entry.getKey();
            List<Views.Deed> deeds = entry.getValue();
            Listing earned = deeds.isEmpty() ? null : blacklist.decide(deeds, now);
            Network network = Blacklist.around(InetAddress.ofLiteral(ip));
            Map<String, Listing> around = members.computeIfAbsent(network, _ -> new HashMap<>());
            if (earned == null) {
                around.remove(ip);
            } else {
                around.put(ip, earned);
            }
            networks.add(network);
            note(ip, earned, byHand.get(ip), change);
        }
        for (Network network : networks) {
            Collection<Listing> around = members.getOrDefault(network, Map.of()).values();
            String source = network.text();
            note(source, blacklist.network(network, around), byHand.get(source), change);
        }
        return change;
    }

    private void note(
            String source, @Nullable Listing earned, @Nullable Listing byHand, Change change) {
        Listing now = earned == null || byHand == null ? earned : earned.alsoByHand(byHand);
        now = now == null ? byHand : now;
        Listing before = now == null ? listings.remove(source) : listings.put(source, now);
        if (now == null && before != null) {
            change.gone().add(source);
        } else if (now != null && !Objects.equals(now, before)) {
            change.put().add(now);
        }
    }

    private void count(Listing listing) {
        if (listing.isAddress() && listing.by() == Listing.By.DEEDS) {
            Network network = Blacklist.around(InetAddress.ofLiteral(listing.source()));
            members.computeIfAbsent(network, _ -> new HashMap<>()).put(listing.source(), listing);
        }
    }
}
