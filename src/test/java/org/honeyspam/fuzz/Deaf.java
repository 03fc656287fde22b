package org.honeyspam.fuzz;

import java.time.Duration;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;

/** Forgets all that a dialogue says, and remembers how much of a message it kept at the most. */
public class Deaf implements Sink {
    private long keptBytes;
    private long keptBytesMost;

    long keptBytesMost() {
        return keptBytesMost;
    }

    @Override
    public void speaksFor(Peer visitor) {}

    @Override
    public boolean keep(byte[] piece) {
        keptBytes += piece.length;
        keptBytesMost = Math.max(keptBytesMost, keptBytes);
        return true;
    }

    @Override
    public void discard() {
        keptBytes = 0;
    }

    @Override
    public void store(Function<Content, Event> taken) {
        keptBytes = 0;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void send(byte[] bytes) {}

    @Override
    public void pause(Duration wait) {}

    @Override
    public void deadline(Duration limit) {}

    @Override
    public void record(Event event) {}

    @Override
    public void recordFirst(Event event) {}

    @Override
    public void handOver(Dialogue next, Peer peer, byte[] rest) {}

    @Override
    public void handOverBehindTls(Dialogue next, Peer peer, TlsOffer offer, byte[] rest) {}

    @Override
    public void startTls(TlsOffer offer, byte[] rest) {}

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public void close() {}
}
