package org.honeyspam.web;

import java.util.Collection;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.http.Posting;
import org.jspecify.annotations.Nullable;

/**
 * The forms that come over a connection of HTTP/2: each is stored when it is whole, one after the
 * other, and then answered. What is held of all of them is no more than is kept of one.
 */
final class H2Forms {
    private final WebServer server;
    private final Collection<H2Stream> streams;
    private @Nullable H2Stream storing;

    H2Forms(WebServer server, Collection<H2Stream> streams) {
        this.server = server;
        this.streams = streams;
    }

    /** Whether a form is on its way to the disk. */
    boolean isStoring() {
        return storing != null;
    }

    /** Looks whether a request that was begun is a form. */
    void begin(H2Stream stream) {
        if (stream.request != null) {
            stream.posting = server.posting(stream.request);
        }
    }

    void hear(H2Stream stream, byte[] content) {
        if (stream.posting != null) {
            int held =
                    streams.stream()
                            .mapToInt(one -> one.posting == null ? 0 : one.posting.keptBytes())
                            .sum();
            stream.posting.hold(content, server.formBytesMax() - held);
        }
    }

    /** Begins to store the form of a stream; false if it is none, or is stored. */
    boolean store(H2Stream stream, Sink sink) {
        if (stream.posting == null || stream.refusal != null) {
            return false;
        }
        storing = stream;
        stream.posting.storeHeld(sink);
        return true;
    }

    void stored(Outcome outcome, Sink sink) {
        H2Stream stream = storing;
        if (stream == null || stream.posting == null) {
            throw new IllegalStateException("nothing was to be stored");
        }
        storing = null;
        if (outcome != Outcome.KEPT) {
            stream.troubled = true;
            stream.posting.lose(Posting.NO_ROOM, sink);
        }
        stream.posting = null;
    }

    void closed(Sink sink) {
        streams.forEach(stream -> lose(stream, sink));
    }

    /** A stream ends before its form does. */
    void lose(@Nullable H2Stream stream, Sink sink) {
        if (stream != null && stream.posting != null && stream != storing) {
            stream.posting.lose(Posting.CUT_SHORT, sink);
            stream.posting = null;
        }
    }
}
