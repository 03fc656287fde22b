package org.honeyspam.dialogue;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an imitated server says to one it has no place for. There is no dialogue: that would cost
 * more than a flood may.
 */
public interface Busy {
    /** One that says nothing: the connection is reset. */
    Busy SILENT = (cause, source, now) -> null;

    /** Why there is no place. */
    enum Cause {
        /** The server is full. */
        FULL,
        /** The peer, or his network, has too many connections. */
        TOO_MANY,
        /** He makes them too fast. */
        TOO_FAST
    }

    /**
     * Last words.
     *
     * @param afterInput whether the peer speaks first
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; the one who asked writes it.
    record Words(byte[] bytes, boolean afterInput) {}

    /** What is said; null if the connection is reset without a word. */
    @Nullable Words words(Cause cause, InetAddress source, Instant now);
}
