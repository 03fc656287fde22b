package org.honeyspam.proxy;

import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.jspecify.annotations.Nullable;

/** A port where every protocol of proxies is understood: the first byte tells which one it is. */
final class Entrance implements Dialogue {
    private static final int SOCKS_4 = 4;
    private static final int SOCKS_5 = 5;

    private final ProxyServer server;
    private @Nullable Peer peer;

    Entrance(ProxyServer server) {
        this.server = server;
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        sink.deadline(server.settings().requestMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        Peer caller = peer;
        if (caller == null) {
            throw new IllegalStateException("not opened");
        }
        if (bytes.length > 0) {
            boolean socks = bytes[0] == SOCKS_4 || bytes[0] == SOCKS_5;
            sink.handOver(socks ? server.socks() : server.http(), caller, bytes);
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("an entrance stores no message");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {}
}
