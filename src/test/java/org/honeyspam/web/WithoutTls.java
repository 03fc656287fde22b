package org.honeyspam.web;

import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.jspecify.annotations.Nullable;

/** A dialogue behind a port where TLS comes first, with a peer who speaks none. */
final class WithoutTls implements Dialogue {
    private final Dialogue inner;
    private @Nullable Peer waiting;

    WithoutTls(Dialogue inner) {
        this.inner = inner;
    }

    @Override
    public void opened(Peer peer, Instant now, Sink sink) {
        waiting = peer;
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        Peer first = waiting;
        waiting = null;
        if (first == null) {
            inner.received(bytes, now, sink);
        } else {
            inner.unsecured(first, bytes, now, sink);
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        inner.timedOut(now, sink);
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        inner.stored(outcome, now, sink);
    }

    @Override
    public void failed(Instant now, Sink sink) {
        inner.failed(now, sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        inner.closed(now, sink);
    }
}
