package org.honeyspam.node;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Exempt;
import org.honeyspam.intel.LiveBlacklist;
import org.honeyspam.intel.Views;

/** Keeps the blacklist up while the node runs, and with it all that is made of it. */
final class ListKeeper implements AutoCloseable {
    /** Scores sink and listings end by themselves; nobody minds a few minutes. */
    private static final Duration DECIDE_ALL_EVERY = Duration.ofMinutes(5);

    private final Configuration configuration;
    private final Blocks blocks;
    private final LiveBlacklist live = new LiveBlacklist();
    private final Exports exports;
    private final DnsblCopy dnsbl;
    private Instant decidedAll = Instant.MIN;
    private long blocksBytes = -1;
    private Blacklist blacklist;

    ListKeeper(Configuration configuration, Blocklist blocklist) {
        this.configuration = configuration;
        this.blocks = new DataFolder(configuration.node().dataFolder()).blocks();
        this.dnsbl = new DnsblCopy(blocklist);
        this.exports = Exports.start(configuration.exports());
        this.blacklist = new Blacklist(configuration.blacklist(), new Exempt(), List.of());
    }

    /** Takes in what the views learnt since the last look. */
    void look(Views views, Instant now) throws IOException, SQLException {
        if (configuration.exports().isEmpty() && !Names.isAsked(configuration)) {
            return;
        }
        boolean due = decidedAll.isBefore(now.minus(DECIDE_ALL_EVERY));
        LiveBlacklist.Change change;
        if (due || blocks.sizeBytes() != blocksBytes) {
            blocksBytes = blocks.sizeBytes();
            blacklist = Blacklists.of(configuration, views, now);
            change = live.all(blacklist, views, now);
            decidedAll = now;
        } else {
            change = live.recent(blacklist, views, now);
        }
        dnsbl.follow(change);
        exports.changed(!change.isEmpty());
        if (exports.areDue(now)) {
            exports.write(live.listings(), now);
        }
    }

    @Override
    public void close() {
        exports.close();
    }
}
