package org.honeyspam.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * The imitated HTTP proxy: what it takes for a request, what it makes of it, what it says and what
 * it tells origin servers. Holds no state of a connection. Texts are the real product's.
 */
interface HttpPersona {

    /** What was made of a line that may be the first of a request. */
    sealed interface Line {
        /** One before it, which is passed over. */
        record Blank() implements Line {}

        record Read(RequestHead head) implements Line {}

        record Wrong(Refusal refusal) implements Line {}
    }

    // ---- limits

    /** Longest head, its last line included. */
    int headBytesMax();

    /** Between requests. */
    Duration keepAliveMax();

    // ---- reading

    Line firstLine(String line);

    /** Takes the header lines of a request; null if they may be so. */
    @Nullable Refusal fields(RequestHead head, List<String> lines);

    /** A head that is longer than is read; of which no line is whole if there is no head yet. */
    Refusal tooLong(@Nullable RequestHead head, String begun);

    /** Finds the end of the body that the head announces, and rightly so. */
    BodySkipper body(RequestHead head);

    Wish wish(RequestHead head, Peer peer, Instant now);

    // ---- forwarding

    /** The fields that an origin server sees. */
    List<Field> forwarded(RequestHead head, Wish.Fetch fetch, Peer peer);

    /** How it passes on that the origin server wants to hear the body; empty if it does not. */
    byte[] interim(RequestHead head);

    /** Passes on what an origin server answers. */
    Answer passed(RequestHead head, Wish.Fetch fetch, Origin origin, Peer peer, Instant now);

    // ---- answering

    /** The way stands. */
    Answer connected(RequestHead head);

    /** Nothing answers at the target. */
    Answer timedOut(RequestHead head, Wish wish, Peer peer, Instant now);

    /** Nothing listens at the target. */
    Answer notListening(RequestHead head, Wish wish, Peer peer, Instant now);

    /** The DNS does not know the host. */
    Answer unknownHost(RequestHead head, Wish.Nowhere nowhere, Peer peer, Instant now);

    /** Nobody may go there. */
    Answer forbidden(RequestHead head, Wish wish, Peer peer, Instant now);

    /** A password is asked for. */
    Answer challenge(RequestHead head, Peer peer, Instant now);

    /** The head is that of a request as far as it was read. */
    Answer refused(@Nullable RequestHead head, Refusal refusal, Peer peer, Instant now);

    /** How TLS is done where it comes before the first word. */
    TlsOffer tls();
}
