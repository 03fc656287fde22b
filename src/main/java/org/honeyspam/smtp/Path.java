package org.honeyspam.smtp;

/** The argument of MAIL or RCPT, read the way the imitated product reads it. */
sealed interface Path {

    /**
     * An address that is taken.
     *
     * @param typed as the peer wrote it, with its brackets
     * @param address without brackets, source route and comment; empty for the null sender
     */
    record Good(String typed, String address) implements Path {}

    /** Refused, with this answer. */
    record Bad(Reply reply) implements Path {}
}
