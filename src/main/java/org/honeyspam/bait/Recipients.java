package org.honeyspam.bait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes what harvesters and list sellers do to addresses. */
final class Recipients {
    private static final int LENGTH_MAX = 320; // RFC 5321 section 4.5.3.1: 64 + 1 + 255.
    private static final Pattern PERCENT = Pattern.compile("%([0-9a-f]{2})");
    private static final Pattern EDGES = Pattern.compile("^[^a-z0-9]+|[^a-z0-9]+$");

    /** What is left of an escape whose mark was cut off. */
    private static final Pattern REMAINS =
            Pattern.compile("^(?:mailto:?|u003[ce]|x3[ce]|3[cde]|20|22)");

    private static final int REMAINS_MAX = 6;

    private Recipients() {}

    /** Local part and domain, both in lower case. */
    record Candidate(String local, String domain) {}

    /** What the text may have been, the likeliest first; empty if it is no address. */
    static List<Candidate> of(String text) {
        if (text.length() > LENGTH_MAX) {
            return List.of();
        }
        String plain = unescaped(text.toLowerCase(Locale.ROOT));
        int at = plain.lastIndexOf('@');
        if (at < 0) {
            return List.of();
        }
        String domain = trimmed(plain.substring(at + 1));
        String local = trimmed(plain.substring(0, at));
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(local, domain));
        // One by one: an address may itself begin with what looks like remains, as 203.0.113.7
        // does.
        for (int i = 0; i < REMAINS_MAX && REMAINS.matcher(local).find(); i++) {
            local = trimmed(REMAINS.matcher(local).replaceFirst(""));
            candidates.add(new Candidate(local, domain));
        }
        return candidates;
    }

    private static String unescaped(String text) {
        Matcher escapes = PERCENT.matcher(text);
        return escapes.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static String trimmed(String text) {
        return EDGES.matcher(text).replaceAll("");
    }
}
