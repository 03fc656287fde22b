package org.honeyspam.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.journal.JournalEvent.MessageTaken;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.probe.Probe.Message;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and finds probes in it, each once: the bookmark and what was found change
 * together.
 */
final class Finder {
    private static final Logger LOG = LoggerFactory.getLogger(Finder.class);
    private static final int BATCH_EVENTS_MAX = 10_000;

    private final ProbeStore store;
    private final Configuration.Probe settings;
    private final Destinations destinations;
    private final ProbeRelease.Relays relays;
    private final Path journal;
    private final MessageReader mail;
    private final Credentials credentials;

    Finder(
            ProbeStore store,
            Configuration.Probe settings,
            Destinations destinations,
            ProbeRelease.Place place,
            Credentials credentials) {
        this.credentials = credentials;
        this.store = store;
        this.settings = settings;
        this.destinations = destinations;
        this.relays = place.relays();
        this.journal = place.journal();
        this.mail = new MessageReader(place.mail());
    }

    /** Takes in what the journal has. */
    void catchUp(Instant now) throws SQLException, IOException {
        int taken;
        do {
            taken = store.inTransaction(() -> takeBatch(now));
        } while (taken == BATCH_EVENTS_MAX && !Thread.currentThread().isInterrupted());
    }

    private int takeBatch(Instant now) throws SQLException, IOException {
        var from = store.bookmark();
        int taken = 0;
        try (var reader = new JournalReader(journal, from)) {
            while (taken < BATCH_EVENTS_MAX) {
                Recorded event = reader.next();
                if (event == null) {
                    break;
                }
                take(event, now);
                taken++;
            }
            if (!reader.position().equals(from)) {
                store.bookmark(reader.position());
            }
        }
        return taken;
    }

    private void take(Recorded recorded, Instant now) throws SQLException, IOException {
        if (recorded.replayed() != null) {
            return; // It is long over, and was another's: nothing is sent for it.
        }
        credentials.take(recorded);
        String source = recorded.sourceIp();
        String local = recorded.destinationIp();
        if (source == null
                || local == null
                || !"relay".equals(recorded.service())
                || !(recorded.event() instanceof MessageTaken taken)) {
            return;
        }
        String network = Source.network(source);
        boolean first = store.first(network, recorded.time());
        Mailbox box = boxOf(taken, recorded, now);
        if (box == null || !first && !store.knowsBox(box)) {
            return;
        }
        Letter letter = letter(recorded, taken);
        if (letter == null) {
            return;
        }
        boolean known = store.knowsBox(box, letter.form());
        if (first || known) {
            String host = relays.hostAt(local, recorded.destinationPort());
            var clues = new Suspicion.Clues(first, host, ours(local), secrets(recorded));
            var suspicion = Suspicion.of(letter, clues, known);
            var message = message(recorded, taken, source, network, host, letter.form());
            judge(message, box, suspicion);
        }
    }

    /** What was sent; null if it is not there, or cannot be read: no message stops all others. */
    private @Nullable Letter letter(Recorded recorded, MessageTaken taken)
            throws ClosedByInterruptException {
        try {
            byte[] bytes = mail.read(taken.sha256());
            return bytes == null ? null : Letter.read(bytes);
        } catch (ClosedByInterruptException e) {
            throw e; // A stop: it is looked at again after the next start.
        } catch (IOException | RuntimeException e) {
            LOG.error("The message of event {} cannot be judged", recorded.id(), e);
            return null;
        }
    }

    /** The one box it is for; null if it cannot be a probe, whatever is in it. */
    private @Nullable Mailbox boxOf(MessageTaken taken, Recorded recorded, Instant now) {
        // Behind the proxy the sender speaks to another's server, in whose name we answer nobody.
        boolean direct = recorded.chain().isEmpty();
        boolean young = !now.isAfter(recorded.time().plus(settings.ageMax()));
        boolean small = taken.sizeBytes() <= settings.caps().messageBytesMax();
        boolean sendable = taken.sender().isEmpty() || Mailbox.of(taken.sender()) != null;
        boolean single = taken.recipients().size() == 1;
        if (!direct || !young || !small || !sendable || !single) {
            return null;
        }
        var recipient = taken.recipients().getFirst();
        return recipient.bait() == null ? Mailbox.of(recipient.address()) : null;
    }

    private void judge(Message message, Mailbox box, Suspicion suspicion) throws SQLException {
        if (suspicion.score() < settings.scoreMin()) {
            return;
        }
        String refusal = destinations.refusal(box.domain());
        if (refusal != null) {
            store.add(message, box, suspicion, State.DROPPED, refusal);
        } else if (settings.mode() == ProbeMode.FIRST) {
            store.add(message, box, suspicion, State.RELEASED);
        } else if (store.holdsTooMany()) {
            store.add(message, box, suspicion, State.DROPPED, "held_too_many");
        } else {
            store.add(message, box, suspicion, State.HELD);
        }
    }

    private static Message message(
            Recorded recorded,
            MessageTaken taken,
            String source,
            String network,
            String host,
            String form) {
        return new Message(
                recorded.id(),
                recorded.time(),
                source,
                network,
                String.valueOf(recorded.destinationIp()),
                host,
                taken.sender(),
                taken.recipients().getFirst().address(),
                taken.subject(),
                form,
                taken.sha256(),
                taken.sizeBytes(),
                taken.traceHeader());
    }

    private List<InetAddress> ours(String local) {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.ofLiteral(local));
        settings.publicAddresses().forEach(ip -> addresses.add(InetAddress.ofLiteral(ip)));
        return addresses;
    }

    private List<String> secrets(Recorded recorded) {
        return credentials.of(recorded.session());
    }
}
