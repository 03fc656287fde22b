package org.honeyspam.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;

/** Queries by TCP: each behind its length in two bytes, any number on a connection (RFC 7766). */
final class DnsDialogue implements Dialogue {
    /** As long as BIND waits for the next one (tcp-idle-timeout). */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** No query needs more: a name, and a few options. BIND takes 64 KiB. */
    private static final int QUERY_BYTES_MAX = 4_096;

    private static final int LENGTH_BYTES = 2;

    private final NameServer server;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private InetAddress source = InetAddress.getLoopbackAddress();

    DnsDialogue(NameServer server) {
        this.server = server;
    }

    @Override
    public void opened(Peer peer, Instant now, Sink sink) {
        source = peer.source().ip();
        sink.deadline(IDLE);
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        begun.writeBytes(bytes);
        byte[] all = begun.toByteArray();
        int from = 0;
        boolean answered = false;
        while (all.length - from >= LENGTH_BYTES) {
            int length = (all[from] & 0xff) << Byte.SIZE | all[from + 1] & 0xff;
            if (length > QUERY_BYTES_MAX) {
                sink.close();
                begun.reset();
                return;
            }
            int end = from + LENGTH_BYTES + length;
            if (end > all.length) {
                break;
            }
            answer(Arrays.copyOfRange(all, from + LENGTH_BYTES, end), now, sink);
            answered = true;
            from = end;
        }
        begun.reset();
        begun.write(all, from, all.length - from);
        if (answered) {
            sink.deadline(IDLE);
        }
    }

    private void answer(byte[] query, Instant now, Sink sink) {
        NameServer.Said said = server.answer(query, source, true, now);
        if (said.event() != null) {
            sink.record(said.event());
        }
        byte[] answer = said.bytes();
        if (answer != null) {
            byte[] framed = new byte[LENGTH_BYTES + answer.length];
            framed[0] = (byte) (answer.length >> Byte.SIZE);
            framed[1] = (byte) answer.length;
            System.arraycopy(answer, 0, framed, LENGTH_BYTES, answer.length);
            sink.send(framed);
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("this dialogue stores nothing");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {}
}
