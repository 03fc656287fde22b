package org.honeyspam.transcript;

import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;

/** Stands where another protocol's dialogue would go on. */
public final class Silence implements Dialogue {
    @Override
    public void opened(Peer peer, Instant now, Sink sink) {}

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {}

    @Override
    public void timedOut(Instant now, Sink sink) {}

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {}

    @Override
    public void failed(Instant now, Sink sink) {}

    @Override
    public void closed(Instant now, Sink sink) {}
}
