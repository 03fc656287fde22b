package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** A dialogue that does what each line tells it to: {@code echo TEXT}, {@code pause MILLIS}... */
class Talk implements Dialogue {
    private static final int LINE_BYTES_MAX = 1_000;

    /** Everything that can be asked of it, but for what ends otherwise. */
    static final String ALL_KINDS =
            """
            echo a
            note n
            pause 20
            echo b
            first f
            echo c
            keep hello
            store
            echo d
            over x
            echo e
            much 10000
            echo f
            close
            """;

    /** What it says to that on a port that is called {@code test}. */
    static final String ANSWER_TO_ALL_KINDS =
            "hello on test\na\nb\nc\nkept\nd\nhello on inner\ne\n" + "\0".repeat(10_000) + "f\n";

    private final LineCutter line = new LineCutter(LINE_BYTES_MAX);
    private @Nullable Peer peer;
    private byte[] rest = {};
    private boolean stopped;
    private boolean storing;

    /** What the message under way is recorded as. */
    Event taken(Content content) {
        return new JournalEvent.OddInput("kept", content.sha256());
    }

    /** Whom the connection goes to. */
    Dialogue next() {
        return new Talk();
    }

    /** What TLS is offered with. */
    TlsOffer offer(String host) {
        return TlsClient.offer(host);
    }

    static void say(String text, Sink sink) {
        sink.send((text + "\n").getBytes(ISO_8859_1));
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        say("hello on " + newPeer.service(), sink);
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length && !stopped && !storing) {
            at = line.feed(bytes, at);
            if (line.complete()) {
                obey(line.text(), Arrays.copyOfRange(bytes, at, bytes.length), sink);
            }
        }
        rest = storing ? Arrays.copyOfRange(bytes, at, bytes.length) : new byte[0];
    }

    private void obey(String text, byte[] after, Sink sink) {
        String[] words = text.split(" ", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "echo" -> say(argument, sink);
            case "much" -> sink.send(new byte[Integer.parseInt(argument)]);
            case "pause" -> sink.pause(Duration.ofMillis(Long.parseLong(argument)));
            case "deadline" -> sink.deadline(Duration.ofMillis(Long.parseLong(argument)));
            case "meet" -> sink.meets(argument);
            case "note" -> sink.record(new JournalEvent.OddInput("note", argument));
            case "first" -> sink.recordFirst(new JournalEvent.OddInput("first", argument));
            case "keep" -> sink.keep(argument.getBytes(ISO_8859_1));
            case "store" -> {
                storing = true;
                sink.store(this::taken);
            }
            case "over" -> {
                stopped = true;
                sink.handOver(next(), known().behind(hop(argument), "inner"), after);
            }
            case "seal" -> {
                stopped = true;
                say("go ahead", sink);
                Peer further = known().behind(hop(argument), "inner");
                sink.handOverBehindTls(next(), further, offer(argument), after);
            }
            case "tls" -> {
                stopped = true;
                say("go ahead", sink);
                sink.startTls(offer(argument), after);
            }
            case "throw" -> throw new IllegalStateException("as asked: " + argument);
            case "close" -> {
                stopped = true;
                sink.close();
            }
            default -> say("what?", sink);
        }
    }

    @Override
    public void secured(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        stopped = false;
        say("secured by " + Objects.requireNonNull(newPeer.tls()).version(), sink);
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        say("too slow", sink);
        sink.close();
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        storing = false;
        say(outcome == Outcome.KEPT ? "kept" : "no room", sink);
        received(rest, now, sink);
    }

    @Override
    public void failed(Instant now, Sink sink) {
        say("our trouble", sink);
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {
        sink.record(new JournalEvent.OddInput("closed", ""));
    }

    private Hop hop(String target) {
        return new Hop("test", known().local(), target);
    }

    private Peer known() {
        return Objects.requireNonNull(peer);
    }
}
