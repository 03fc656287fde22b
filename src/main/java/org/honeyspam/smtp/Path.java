package org.honeyspam.smtp;

import java.util.regex.Pattern;

/** The argument of MAIL or RCPT, read the way the imitated product reads it. */
sealed interface Path {

    /**
     * An address that is taken.
     *
     * @param typed as the peer wrote it, with its brackets
     * @param address without brackets, source route and comment; empty for the null sender
     * @param parameters what stands behind it, as in {@code SIZE=1000 BODY=8BITMIME}
     */
    record Good(String typed, String address, String parameters) implements Path {
        private static final int ANY_CASE = Pattern.CASE_INSENSITIVE;

        /** Whether a parameter of that name is there, be it with a value or without. */
        boolean has(String keyword) {
            return Pattern.compile("(^|[ \t])" + Pattern.quote(keyword) + "([ \t=]|$)", ANY_CASE)
                    .matcher(parameters)
                    .find();
        }
    }

    /** Refused, with this answer. */
    record Bad(Reply reply) implements Path {}
}
