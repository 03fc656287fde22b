package org.honeyspam.content;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code Received} field: a server that says from whom it had the message.
 *
 * @param from what the sender called himself, {@code reverse} what the DNS called him, by the
 *     server's word
 * @param doubts why a claimed hop is not believed; empty for others
 */
public record Hop(
        @Nullable String from,
        @Nullable String reverse,
        @Nullable String ip,
        @Nullable String by,
        @Nullable String with,
        @Nullable String recipient,
        @Nullable Instant time,
        Trust trust,
        Set<Doubt> doubts) {
    /** How far a hop is to be believed. */
    public enum Trust {
        /** A host of ours wrote it, and nothing strange stands above it. */
        OURS,
        /** It fits what stands above it, up to who handed us the message. */
        BELIEVABLE,
        CLAIMED
    }

    /** Why not. */
    public enum Doubt {
        NOT_FROM_THE_ONE_ABOVE,
        TIME_GOES_BACK,
        ADDRESS_NOT_PUBLIC,
        NO_ADDRESS,
        NO_TIME,
        CALLS_ITSELF_OURS,
        BELOW_A_DOUBT
    }

    /**
     * Reads a field, whoever wrote it; nothing of it is believed.
     *
     * @param field unfolded, without its name
     */
    public static Hop read(String field) {
        return ReceivedField.read(field);
    }

    Hop judged(Trust trust, Set<Doubt> doubts) {
        return new Hop(from, reverse, ip, by, with, recipient, time, trust, doubts);
    }
}
