package org.honeyspam.smtp;

/** How an exchange of AUTH came to its end. */
enum AuthEnd {
    ACCEPTED,
    REFUSED,
    /** The client gave up with an asterisk. */
    ABORTED,
    /** What the client sent was not base64. */
    NOT_BASE64,
    /** It was base64, and not what the mechanism says. */
    MALFORMED,
    TOO_LONG;

    /** As in events. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
