package org.honeyspam.smtp;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the client, cut as the imitated product cuts it.
 *
 * @param verb what the session's state depends on
 * @param word the verb as it was typed
 * @param argument what stands behind it
 * @param line all of it, without its end
 */
record Command(Verb verb, String word, String argument, String line) {
    /** The end of a text is answered, paced and recorded like a command of that name. */
    static final Command END_OF_TEXT = new Command(Verb.OTHER, ".", "", ".");

    private static final Map<String, Verb> VERBS =
            Stream.of(Verb.values())
                    .filter(verb -> verb != Verb.OTHER)
                    .collect(Collectors.toUnmodifiableMap(Verb::name, verb -> verb));

    /** The commands that change a session; what others mean is the product's affair. */
    enum Verb {
        HELO,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        BDAT,
        RSET,
        STARTTLS,
        AUTH,
        OTHER
    }

    /** What the word stands for, whatever its case. */
    static Verb verb(String word) {
        return VERBS.getOrDefault(word.toUpperCase(Locale.ROOT), Verb.OTHER);
    }
}
