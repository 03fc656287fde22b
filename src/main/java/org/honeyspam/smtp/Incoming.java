package org.honeyspam.smtp;

import java.util.Arrays;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.smtp.SmtpPersona.Complaint;
import org.jspecify.annotations.Nullable;

/** The message under way: a text that ends with a dot, or chunks of told length (RFC 3030). */
final class Incoming {
    private final MessageHead head = new MessageHead();
    private final LineMeter lines = new LineMeter();
    private final DataReader text;
    private final long bytesMax;
    private long chunkedBytes;
    private @Nullable Chunk chunk;
    private long chunkBytesLeft;

    Incoming(SmtpServer server) {
        this.bytesMax = server.settings().messageBytesMax();
        this.text = new DataReader(server.persona().lineEnds(), bytesMax);
    }

    int readText(byte[] in, int from, Sink sink) {
        return text.feed(in, from, sink, this::see);
    }

    boolean textEnded() {
        return text.ended();
    }

    boolean nul() {
        return text.nul();
    }

    /** What looked like an end of the message to some other server; null if nothing. */
    @Nullable String smuggled() {
        return text.smuggled();
    }

    /** Why nothing more of the text is read; null if it is. */
    @Nullable Complaint cutOff() {
        return text.refusal();
    }

    void begin(Chunk next) {
        chunk = next;
        chunkBytesLeft = next.sizeBytes();
    }

    /** Reads on in the chunk; returns the index of the first byte that is not of it. */
    int readChunk(byte[] in, int from, Sink sink) {
        int length = (int) Math.min(chunkBytesLeft, in.length - from);
        chunkBytesLeft -= length;
        if (chunk != null && chunk.refusal() == null) {
            byte[] piece = Arrays.copyOfRange(in, from, from + length);
            see(piece);
            int room = Math.clamp(bytesMax - chunkedBytes, 0, length);
            if (room > 0) {
                sink.keep(room == length ? piece : Arrays.copyOf(piece, room));
            }
            chunkedBytes += length;
        }
        return from + length;
    }

    private void see(byte[] piece) {
        head.add(piece);
        lines.add(piece);
    }

    Measure measure() {
        return lines.measure(head.isMissing());
    }

    /** The chunk under way, if all of it is there. */
    @Nullable Chunk wholeChunk() {
        return chunkBytesLeft == 0 ? chunk : null;
    }

    long sizeBytes() {
        return text.sizeBytes() + chunkedBytes;
    }

    boolean tooLarge() {
        return sizeBytes() > bytesMax;
    }

    /** As its header says; null if it does not. */
    @Nullable String messageId() {
        return head.fields().messageId();
    }

    /** What is recorded once the message is on disk. */
    Function<Content, Event> taken(SmtpSession session, Envelope envelope, String traceHeader) {
        MessageHead.Fields fields = head.fields();
        String queueId = session.queueId();
        String helo = session.helo();
        return content ->
                new JournalEvent.MessageTaken(
                        queueId,
                        helo,
                        envelope.senderAddress(),
                        envelope.recipients(),
                        content.sha256(),
                        content.sizeBytes(),
                        traceHeader,
                        fields.messageId(),
                        fields.subject());
    }

    JournalEvent refused(Complaint why, Envelope envelope, @Nullable String sha256) {
        return new JournalEvent.MessageRefused(
                why.label(), envelope.senderAddress(), envelope.addresses(), sizeBytes(), sha256);
    }

    /** What is wrong with the message now that it is whole; null if nothing. */
    @Nullable Complaint complaint(SmtpPersona persona, Measure measure) {
        if (tooLarge()) {
            return Complaint.TOO_LARGE;
        }
        if (head.tooLarge() && persona.mindsLargeHeader()) {
            return Complaint.HEADER_TOO_LARGE;
        }
        if (head.hops() > persona.hopsMax()) {
            return Complaint.TOO_MANY_HOPS;
        }
        if (measure.longestLineBytes() > persona.textLineBytesMax()) {
            return Complaint.LINE_TOO_LONG;
        }
        if (!persona.takesHeader(head.wholeFields())) {
            return Complaint.HEADER_SYNTAX;
        }
        return text.nul() && persona.mindsNul() ? Complaint.NUL : null;
    }
}
