package org.honeyspam.probe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message that tests the relay, and what became of it: a row of the store. */
public record Probe(long id, Message message, int score, List<String> signs, Progress progress) {

    /** Where it stands on its way; from {@code SENDING} on it has been claimed. */
    public enum State {
        /** Waits for the operator. */
        HELD,
        /** Waits to be claimed. */
        RELEASED,
        /** Claimed, and on its way at this moment. */
        SENDING,
        /** Claimed, not taken by anyone for sure, and to be tried again. */
        PUT_OFF,
        DELIVERED,
        FAILED,
        /** Claimed, and nobody knows whether it was taken: never sent again. */
        UNSURE,
        DROPPED;

        /** As in events, in the store and on the screen. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        /** Whether it can still become anything else. */
        public boolean open() {
            return this == HELD || this == RELEASED || this == SENDING || this == PUT_OFF;
        }
    }

    /**
     * What was taken from whom.
     *
     * @param event id of its {@code message_taken}
     * @param network that its source counts as
     * @param host name that the relay gave as its own
     * @param trace the header that the relay puts before it
     */
    public record Message(
            String event,
            Instant time,
            String sourceIp,
            String network,
            String localIp,
            String host,
            String sender,
            String recipient,
            @Nullable String subject,
            String form,
            String sha256,
            long sizeBytes,
            String trace) {}

    /**
     * What became of it.
     *
     * @param reason of the state: a cap, or the last reply
     * @param claimed when it was claimed; null if it never was
     * @param status of the last try (RFC 3463); empty before
     * @param due when it is to be tried again
     * @param remote server that was spoken to last
     * @param version counts the changes of the row
     * @param recorded version that the journal tells of
     */
    public record Progress(
            State state,
            String reason,
            int attempts,
            @Nullable Instant claimed,
            Instant due,
            String status,
            @Nullable String remote,
            @Nullable String protocol,
            long version,
            long recorded) {
        /** RFC 3463 section 3.5. */
        private static final String TIME_EXPIRED = "4.4.7";

        Progress to(State next, String why) {
            return new Progress(
                    next,
                    why,
                    attempts,
                    claimed,
                    due,
                    status,
                    remote,
                    protocol,
                    version + 1,
                    recorded);
        }

        /** It has been tried for long enough. */
        Progress givenUp() {
            return to(State.FAILED, reason).timedOut();
        }

        Progress timedOut() {
            return new Progress(
                    state,
                    "given up: " + reason,
                    attempts,
                    claimed,
                    due,
                    TIME_EXPIRED,
                    remote,
                    protocol,
                    version,
                    recorded);
        }

        /** The next try begins; the first one claims it for good. */
        Progress sending(Instant now) {
            Instant since = claimed == null ? now : claimed;
            return new Progress(
                    State.SENDING,
                    "",
                    attempts + 1,
                    since,
                    due,
                    "",
                    null,
                    null,
                    version + 1,
                    recorded);
        }

        Progress tried(State end, Instant again, Outcome outcome) {
            return new Progress(
                    end,
                    outcome.reply(),
                    attempts,
                    claimed,
                    again,
                    outcome.status(),
                    outcome.remote(),
                    outcome.protocol(),
                    version + 1,
                    recorded);
        }
    }

    Probe with(Progress next) {
        return new Probe(id, message, score, signs, next);
    }

    String domain() {
        String recipient = message.recipient();
        return recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
