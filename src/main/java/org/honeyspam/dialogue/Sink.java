package org.honeyspam.dialogue;

import java.time.Duration;
import java.util.function.Function;

/**
 * Where a dialogue puts its actions. They are carried out in order, each when the one before is
 * done; meanwhile nothing more is read from the peer.
 */
public interface Sink {

    void send(byte[] bytes);

    /** Waits before the next action. */
    void pause(Duration wait);

    /**
     * Allows the peer this much time, counted from when all actions so far are done, until {@link
     * Dialogue#timedOut}. Only a new deadline moves it: bytes alone do not, so a peer cannot stay
     * for ever by sending one byte at a time.
     */
    void deadline(Duration limit);

    /**
     * From here on, what is recorded is about this peer: the connection is from a front end, which
     * says on whose behalf it speaks.
     */
    void speaksFor(Peer visitor);

    /** The peer talks to that one of our hosts: from here on all goes at its pace. */
    default void meets(String host) {}

    /** Records the event; what follows does not wait for the disk. */
    void record(Event event);

    /** Records the event; what follows happens only when it is on disk. */
    void recordFirst(Event event);

    /**
     * Adds a piece to the message under way; beyond the memory set aside, {@link #store} fails.
     *
     * @return whether there was memory for all of it
     */
    boolean keep(byte[] piece);

    /** Forgets the message under way. */
    void discard();

    /**
     * Puts the message under way on disk, then the event made of it, then calls {@link
     * Dialogue#stored}: {@link Outcome#KEPT} only if both are there to stay.
     */
    void store(Function<Content, Event> taken);

    /** Gives the connection to another dialogue, with the bytes that are already its own. */
    void handOver(Dialogue next, Peer peer, byte[] rest);

    /** The same; TLS comes first, of which the rest may be the beginning. */
    void handOverBehindTls(Dialogue next, Peer peer, TlsOffer offer, byte[] rest);

    /**
     * Begins TLS, once all output so far is sent; then {@link Dialogue#secured}. What the peer sent
     * in the clear before that, this rest and what still waits, is recorded as odd and never heard.
     */
    void startTls(TlsOffer offer, byte[] rest);

    /** Closes, once all output so far is sent. */
    void close();

    /** Whether a message could be stored now: false when the disk is full or the record lags. */
    boolean hasRoom();

    /**
     * Whether more of the peer's input waits behind what the dialogue was told: he did not wait.
     */
    boolean hasInput();
}
