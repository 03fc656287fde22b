package org.honeyspam.proxy;

import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;

/** Placeholder until the dialogue is there. */
final class SocksDialogue implements Dialogue {
    SocksDialogue(ProxyServer server, Dante persona) {}

    @Override
    public void opened(Peer peer, Instant now, Sink sink) {}

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("a proxy stores no message");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {}
}
