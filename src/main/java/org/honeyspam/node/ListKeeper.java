package org.honeyspam.node;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Pace;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Listed;
import org.honeyspam.intel.LiveBlacklist;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;

/** Keeps the blacklist up while the node runs, and with it all that is made of it. */
final class ListKeeper implements AutoCloseable {
    /** Scores sink and listings end by themselves; nobody minds a few minutes. */
    private static final Duration DECIDE_ALL_EVERY = Duration.ofMinutes(5);

    /** To sort many takes a moment, and nobody looks more often. */
    private static final Duration LISTED_EVERY = Duration.ofMillis(900);

    private final AtomicReference<@Nullable Configuration> wanted = new AtomicReference<>();
    private Configuration configuration;
    private final Blocks blocks;
    private final LiveBlacklist live = new LiveBlacklist();
    private volatile Exports exports;
    private final DnsblCopy dnsbl;
    private Instant decidedAll = Instant.MIN;
    private volatile Listed listed = Listed.NOBODY;
    private Instant listedAt = Instant.MIN;
    private boolean stale;
    private long blocksBytes = -1;
    private @Nullable Blacklist blacklist;

    ListKeeper(Configuration configuration, Blocklist blocklist) {
        this.configuration = configuration;
        this.blocks = new DataFolder(configuration.node().dataFolder()).blocks();
        this.dnsbl = new DnsblCopy(blocklist);
        this.exports = exports(configuration);
    }

    private static Exports exports(Configuration configuration) {
        return new Exports(
                configuration.exports(), configuration.geo(), configuration.dnsbl().link());
    }

    /** From the next look on, with that configuration. */
    void follow(Configuration next) {
        wanted.set(next);
    }

    private void takeWanted() {
        Configuration next = wanted.getAndSet(null);
        if (next != null) {
            configuration = next;
            blacklist = null; // All is decided anew.
            exports.close();
            exports = exports(next);
        }
    }

    /** Takes in what the views learnt since the last look. */
    void look(Views views, Instant now) throws IOException, SQLException {
        takeWanted();
        boolean shown = configuration.console().listen() != null;
        if (!shown && !isUsed(configuration)) {
            return;
        }
        boolean due = Due.is(decidedAll, DECIDE_ALL_EVERY, now);
        Blacklist deciding = blacklist;
        LiveBlacklist.Change change;
        if (deciding == null || due || blocks.sizeBytes() != blocksBytes) {
            blocksBytes = blocks.sizeBytes();
            deciding = Blacklists.of(configuration, views, now);
            blacklist = deciding;
            change = live.all(deciding, views, now);
            decidedAll = now;
        } else {
            change = live.recent(deciding, views, now);
        }
        dnsbl.follow(change);
        exports.changed(!change.isEmpty());
        stale |= !change.isEmpty();
        if (shown && stale && Due.is(listedAt, LISTED_EVERY, now)) {
            listed = new Listed(live.listings());
            listedAt = now;
            stale = false;
        }
        if (exports.areDue(now)) {
            exports.write(live.listings(), now);
        }
    }

    /** Whether anything but the console asks who is listed. */
    private static boolean isUsed(Configuration configuration) {
        return !configuration.exports().isEmpty()
                || Names.isAsked(configuration)
                || configuration.paces().stream().anyMatch(Pace::listed);
    }

    /** Who is listed, as of a moment ago. */
    Listed listed() {
        return listed;
    }

    /** How the copies of the blacklist fare. */
    List<Status.Part> exports() {
        return exports.parts();
    }

    @Override
    public void close() {
        exports.close();
    }
}
