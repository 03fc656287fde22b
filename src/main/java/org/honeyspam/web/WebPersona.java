package org.honeyspam.web;

import java.time.Duration;
import java.time.Instant;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * The imitated product: what it takes for a request, in which order it checks, what it answers.
 * Holds no state of a connection. Texts, and the order of header fields, are the real product's.
 */
interface WebPersona {

    /**
     * What the operator and the listener set; zero leaves it to the product.
     *
     * @param host that answers to every name that is none of ours
     * @param secure whether all of it is within TLS
     * @param chance what the product draws at its start, so that no two of them are alike
     */
    record Terms(
            String host,
            boolean secure,
            int requestLineBytesMax,
            int headerCountMax,
            Duration requestMax,
            Duration keepAliveMax,
            int keepAliveRequestsMax,
            long chance) {}

    /**
     * Why a request is not gone into: the answer ends the connection.
     *
     * @param note what the page says beyond the status; empty for the usual
     * @param odd what the record calls it
     */
    record Refusal(int status, String note, String odd) {
        Refusal(int status, String odd) {
            this(status, "", odd);
        }
    }

    /** What was made of a line that may be the first of a request. */
    sealed interface Line {
        /** An empty one before it, which is passed over. */
        record Blank() implements Line {}

        record Read(RequestHead head) implements Line {}

        record Wrong(RequestHead head, Refusal refusal) implements Line {}
    }

    /** What one hears, whatever he asks for, for whom there is no place; null: nothing. */
    default @Nullable Reply busy(Busy.Cause cause, Instant now) {
        return null;
    }

    /** What becomes of one who speaks no TLS where it comes first. */
    enum Unsecured {
        /** More of what he says must be heard. */
        WAITS,
        /** The connection is closed. */
        CUT,
        /** He is told so at once. */
        TOLD,
        /** He is told so when his request is heard, if it can be read. */
        HEARD
    }

    /** What becomes of him, by all that he said so far. */
    default Unsecured unsecured(String begun) {
        return Unsecured.CUT;
    }

    // ---- limits

    /** Longest line of a head, its end not counted. */
    int lineBytesMax();

    /** Empty lines that may come before a request. */
    int emptyLinesMax();

    /** For a request to be complete. */
    Duration requestMax();

    /** Between requests. */
    Duration keepAliveMax();

    /** How long the rest of a body is waited for behind the last answer. */
    Duration linger();

    /** Requests on one connection. */
    int keepAliveRequestsMax();

    // ---- reading

    /** Which byte of the beginning of a first line is refused before the rest is there; or -1. */
    int givesUpAt(String begun);

    Line requestLine(String line, boolean bareLineFeed);

    /** Takes a header line, or the empty one behind the last; null if it may be so. */
    @Nullable Refusal field(RequestHead head, String line, boolean bareLineFeed);

    /** A line that is longer than is read; the request line if there is no head yet. */
    Refusal tooLong(@Nullable RequestHead head);

    /** What is refused for its head alone, whatever it is for; else null. */
    @Nullable Refusal judge(RequestHead head);

    /** Finds the end of the body that the head announces, and rightly so. */
    BodySkipper body(RequestHead head);

    /** The host that the request names, in lower case; the listener's if it names none. */
    String host(RequestHead head);

    // ---- answering

    /** Says to one who speaks no TLS that he should. */
    default Reply refuseUnsecured(@Nullable RequestHead head, Instant now) {
        return trouble(head, now);
    }

    /** The path of the form that a request is sent to; null if it is sent to none. */
    @Nullable String formAt(Request request);

    /** Whether the body is heard to its end before the answer. */
    boolean waitsForBody(Request request);

    /** What is said before the body is heard: empty, or that it may come. */
    byte[] interim(Request request);

    Reply answer(Request request);

    /** Says no and closes; the head is that of a request as far as it was read. */
    Reply refuse(@Nullable RequestHead head, Refusal refusal, Instant now);

    /** The last words to one who does not finish his request; null if there are none. */
    @Nullable Reply timedOut(@Nullable RequestHead head, Instant now);

    /** Trouble of the server's own. */
    Reply trouble(@Nullable RequestHead head, Instant now);

    /** How the product does TLS, with the certificate of that host. */
    TlsOffer tls(String host);
}
