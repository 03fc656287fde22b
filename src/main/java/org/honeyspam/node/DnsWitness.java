package org.honeyspam.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.lookup.Confirmations;
import org.honeyspam.lookup.Outcome;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Obedience.Claim;
import org.honeyspam.site.Obedience.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the DNS say who is the crawler that he claims to be, and records what it said. */
final class DnsWitness implements Obedience.Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsWitness.class);

    private static final Duration RETRY = Duration.ofMillis(100);

    private final Configuration.Crawlers settings;
    private final Confirmations confirmations;
    private final Journal journal;
    private final Clock clock;

    DnsWitness(Configuration.Crawlers settings, Journal journal, Clock clock) {
        this.settings = settings;
        this.confirmations = new Confirmations(settings.servers());
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Standing of(Claim claim, Peer peer, Instant now) {
        return standing(
                confirmations.of(
                        peer.source().ip(),
                        claim.crawler().domains(),
                        now,
                        claim,
                        (outcome, host) -> tell(claim, peer, outcome, host)));
    }

    private static Standing standing(Outcome outcome) {
        return switch (outcome) {
            case ASKED -> Standing.ASKED;
            case CONFIRMED -> Standing.CONFIRMED;
            case DENIED -> Standing.DENIED;
            case UNKNOWN -> Standing.UNKNOWN;
        };
    }

    private void tell(Claim claim, Peer peer, Outcome outcome, @Nullable String host) {
        Standing standing = standing(outcome);
        Treatment treatment = Obedience.treatment(settings, claim.crawler().purpose(), standing);
        record(new Entry(clock.instant(), peer, claim.seen(standing, host, treatment)));
    }

    /** Waits for room in the journal; on a thread of its own, which ends with the node. */
    private void record(Entry entry) {
        try {
            while (!journal.offer(entry)) {
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            LOG.warn("The node ended before the journal had room for what the DNS says");
            Thread.currentThread().interrupt();
        }
    }

    Use lookUps() {
        return confirmations.lookUps();
    }

    @Override
    public void close() {
        confirmations.close();
    }
}
