package org.honeyspam.net;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.Draft;
import org.jspecify.annotations.Nullable;

/** What a dialogue asked for and the runner has not done yet. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and owned by the one who takes it.
sealed interface Action {
    record Send(byte[] bytes) implements Action {}

    record Pause(Duration time) implements Action {}

    record Deadline(Duration limit) implements Action {}

    /** The peer talks to that one of our hosts. */
    record Meet(String host) implements Action {}

    /** What is noted is about him. */
    record SpeakFor(Peer visitor) implements Action {}

    /** Write the event; {@code first}: go on only when it is on disk. */
    record Note(JournalEvent event, boolean first) implements Action {}

    record Store(Draft draft, Function<Content, Event> taken) implements Action {}

    /** {@code tls}: comes before the first word; null if it does not. */
    record HandOver(Dialogue next, Peer peer, @Nullable TlsOffer tls, byte[] rest)
            implements Action {}

    /** {@code first}: before the dialogue was told anything. */
    record StartTls(TlsOffer offer, byte[] rest, boolean first) implements Action {
        void tell(Dialogue dialogue, Peer peer, Instant now, Sink sink) {
            if (first) {
                dialogue.opened(peer, now, sink);
            } else {
                dialogue.secured(peer, now, sink);
            }
        }
    }

    /** With the reason as in events. */
    record Close(String reason) implements Action {}
}
