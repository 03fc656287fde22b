package org.honeyspam.probe;

import org.jspecify.annotations.Nullable;

/**
 * How a try to deliver ended.
 *
 * @param status of RFC 3463, as the bounce would give it
 * @param reply the last word of the other side, or what went wrong; bounded
 * @param remote server that was spoken to last; null if none was reached
 */
record Outcome(
        End end, String status, String reply, @Nullable String remote, @Nullable String protocol) {
    private static final int REPLY_CHARS_MAX = 500;

    /** What is known of the message. */
    enum End {
        TAKEN,
        /** Not taken for sure; another try may fare better. */
        NOT_NOW,
        /** Not taken for sure; no other try would. */
        REFUSED,
        /** The whole message went out, and no answer came back. */
        UNKNOWN
    }

    Outcome {
        reply = reply.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
        reply = reply.substring(0, Math.min(reply.length(), REPLY_CHARS_MAX));
    }

    /** Nobody was reached. */
    static Outcome unreached(End end, String status, String why) {
        return new Outcome(end, status, why, null, null);
    }
}
