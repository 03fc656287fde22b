package org.honeyspam.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.Tls;
import org.honeyspam.dialogue.TlsOffer;
import org.jspecify.annotations.Nullable;

/** Plays the runner for one dialogue, with a clock of its own, and writes down what happens. */
public final class Stage implements Sink {
    private static final Tls TLS =
            new Tls("1.3", "TLS_AES_256_GCM_SHA384", null, "0".repeat(32), "t13d0");

    private final Dialogue dialogue;
    private final Peer peer;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inTheClear = new ByteArrayOutputStream();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Instant now;
    private @Nullable Instant deadline;
    private @Nullable Outcome outcome;
    private boolean room = true;
    private boolean more;
    private boolean handshake;
    private boolean over;
    private boolean handedOver;
    private final ByteArrayOutputStream passedOn = new ByteArrayOutputStream();

    public Stage(Dialogue dialogue, Peer peer, Instant start) {
        this.dialogue = dialogue;
        this.peer = peer;
        this.now = start;
    }

    public void open() {
        dialogue.opened(peer, now, this);
        settle();
    }

    public void receive(byte[] bytes) {
        receive(bytes, false);
    }

    /**
     * Hands bytes to the dialogue.
     *
     * @param rest whether the peer has sent more at the same time
     */
    public void receive(byte[] bytes, boolean rest) {
        more = rest;
        if (handshake) {
            inTheClear.writeBytes(bytes);
            settle();
            return;
        }
        if (handedOver) {
            passedOn.writeBytes(bytes);
        } else if (!over) {
            dialogue.received(bytes, now, this);
            settle();
        }
    }

    public void pass(Duration time) {
        now = now.plus(time);
        if (!over && deadline != null && !now.isBefore(deadline)) {
            deadline = null;
            dialogue.timedOut(now, this);
            settle();
        }
        flush();
    }

    /** The peer sends no more, and hears what is said to that. */
    public void endInput() {
        if (!over) {
            dialogue.inputEnds(now, this);
            close();
            settle();
            flush();
        }
    }

    public void hangUp() {
        if (!over) {
            over = true;
            dialogue.closed(now, this);
            flush();
        }
    }

    public void room(boolean left) {
        room = left;
    }

    public void write(String line) {
        text.append(line).append('\n');
    }

    public String text() {
        flush();
        return text.toString();
    }

    private void settle() {
        while ((outcome != null || handshake && !more) && !over) {
            Outcome told = outcome;
            outcome = null;
            if (told != null) {
                dialogue.stored(told, now, this);
            } else {
                handshake = false;
                if (inTheClear.size() > 0) {
                    write("-- never heard: " + escaped(inTheClear.toString(ISO_8859_1)) + " --");
                    inTheClear.reset();
                }
                dialogue.secured(peer.within(TLS), now, this);
            }
        }
        if (over && !handedOver) {
            dialogue.closed(now, this);
        }
    }

    /** Writes down what was sent so far, line by line. */
    public void flush() {
        String out = sent.toString(ISO_8859_1);
        sent.reset();
        for (int from = 0; from < out.length(); ) {
            int end = out.indexOf('\n', from);
            String line = end < 0 ? out.substring(from) : out.substring(from, end);
            if (end < 0) {
                write("S> " + escaped(line));
            } else if (line.endsWith("\r")) {
                write(("S: " + escaped(line.substring(0, line.length() - 1))).stripTrailing());
            } else {
                write(("S| " + escaped(line)).stripTrailing());
            }
            from = end < 0 ? out.length() : end + 1;
        }
        if (passedOn.size() > 0) {
            write("N> " + escaped(passedOn.toString(ISO_8859_1)));
            passedOn.reset();
        }
    }

    private static String escaped(String line) {
        var safe = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean plain = c >= ' ' && c < 0x7f && c != '\\';
            safe.append(plain ? String.valueOf(c) : "\\x%02x".formatted((int) c));
        }
        return safe.toString();
    }

    @Override
    public void send(byte[] bytes) {
        if (!over) {
            sent.writeBytes(bytes);
        }
    }

    @Override
    public void pause(Duration wait) {
        flush();
        write("W: " + wait.toString().substring(2).toLowerCase(java.util.Locale.ROOT));
        now = now.plus(wait);
    }

    @Override
    public void deadline(Duration limit) {
        deadline = now.plus(limit);
    }

    @Override
    public void speaksFor(Peer visitor) {
        flush();
        write("-- for " + visitor.source().ipText() + " behind " + visitor.chain() + " --");
    }

    @Override
    public void record(Event event) {
        flush();
        write("J: " + escaped(event.toString()));
    }

    @Override
    public void recordFirst(Event event) {
        flush();
        write("J! " + escaped(event.toString()));
    }

    @Override
    public boolean keep(byte[] piece) {
        kept.writeBytes(piece);
        return room;
    }

    @Override
    public void discard() {
        kept.reset();
    }

    @Override
    public void store(Function<Content, Event> taken) {
        outcome = room ? Outcome.KEPT : Outcome.NO_ROOM;
        if (room) {
            record(taken.apply(new Content(sha256(kept.toByteArray()), kept.size())));
        }
        kept.reset();
    }

    @Override
    public void handOver(Dialogue next, Peer nextPeer, byte[] rest) {
        flush();
        String behind = escaped(nextPeer.chain().toString());
        String within = nextPeer.tls() == null ? "" : " within TLS";
        write("-- handed over to " + nextPeer.service() + " behind " + behind + within + " --");
        passedOn.writeBytes(rest);
        over = true;
        handedOver = true;
    }

    @Override
    public void handOverBehindTls(Dialogue next, Peer nextPeer, TlsOffer offer, byte[] rest) {
        flush();
        write("-- TLS for " + offer.host() + " --");
        handOver(next, nextPeer, rest);
    }

    @Override
    public void startTls(TlsOffer offer, byte[] rest) {
        flush();
        write("-- TLS for " + offer.host() + " --");
        inTheClear.writeBytes(rest);
        handshake = true;
    }

    @Override
    public boolean hasInput() {
        return more;
    }

    @Override
    public void close() {
        if (!over) {
            flush();
            write("-- closed --");
            over = true;
        }
    }

    @Override
    public boolean hasRoom() {
        return room;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
