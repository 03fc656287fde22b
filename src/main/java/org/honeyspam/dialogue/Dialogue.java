package org.honeyspam.dialogue;

import java.time.Instant;

/**
 * One side of one conversation, as a state machine that does no I/O: the runner tells it what
 * happened and when, it answers through the sink. Calls come one at a time. A peer cannot make it
 * throw: an exception is our bug, and the runner ends the session.
 */
public interface Dialogue {

    /** The connection stands (or was handed over from another dialogue); always the first call. */
    void opened(Peer peer, Instant now, Sink sink);

    /** Whether {@link #unsecured} is called where TLS comes first; else such a peer is cut off. */
    default boolean hearsUnsecured() {
        return false;
    }

    /**
     * The peer began otherwise, where TLS comes first; in place of {@link #opened}, without TLS.
     *
     * @param said the first of it; {@link #received} tells the rest
     */
    default void unsecured(Peer peer, byte[] said, Instant now, Sink sink) {
        throw new IllegalStateException("this dialogue hears nobody without TLS");
    }

    /**
     * The peer sent these bytes, cut wherever the network cut them; the array is the dialogue's to
     * keep. Not called between {@link Sink#store} and {@link #stored}, nor while output waits.
     */
    void received(byte[] bytes, Instant now, Sink sink);

    /** The peer will send no more, though it may still listen; then the conversation is closed. */
    default void inputEnds(Instant now, Sink sink) {}

    /** The time allowed by {@link Sink#deadline} has run out. */
    void timedOut(Instant now, Sink sink);

    /** What became of the message given to {@link Sink#store}. */
    void stored(Outcome outcome, Instant now, Sink sink);

    /**
     * The handshake asked for by {@link Sink#startTls} is done; the peer is the same, and says how.
     * If it fails, the conversation is closed instead.
     */
    default void secured(Peer peer, Instant now, Sink sink) {
        throw new IllegalStateException("this dialogue never asks for TLS");
    }

    /**
     * Our own trouble, not the peer's: say what the imitated server would say of its own, and
     * close. State may be torn; nothing else is called but {@link #closed}.
     */
    void failed(Instant now, Sink sink);

    /** The conversation is over, whoever ended it; only {@link Sink#record} still has an effect. */
    void closed(Instant now, Sink sink);
}
