package org.honeyspam.config;

import org.honeyspam.config.Kind.Wrong;

/** Kinds of values that only the name server's tables have. */
final class DnsKind {
    /** Names of 32 nibbles, or a key and an address, must still fit below a zone (255 bytes). */
    private static final int ZONE_CHARACTERS_MAX = 160;

    private static final String LINK = "https?://[!#-\\[\\]-~]{1,140}";
    private static final String PLACE = "%s";

    private DnsKind() {}

    /** A zone that addresses stand below. */
    static Kind zoneOrNone() {
        return new Kind(
                "a zone such as \"bl.example.org\", or \"\" for none",
                raw -> {
                    String text = Kind.string(raw);
                    if (text.length() > ZONE_CHARACTERS_MAX) {
                        throw new Wrong(Kind.quoted(text) + " is too long");
                    }
                    return text.isEmpty() ? text : Kind.hostName(text);
                });
    }

    /** A link with one place for an address. */
    static Kind link() {
        return new Kind(
                "a link such as \"https://bl.example.org/%s\", or \"\" for none",
                raw -> {
                    String text = Kind.string(raw);
                    int place = text.indexOf(PLACE);
                    boolean once = place >= 0 && place == text.lastIndexOf(PLACE);
                    boolean percent = text.replace(PLACE, "").indexOf('%') >= 0;
                    if (!text.isEmpty() && (!text.matches(LINK) || !once || percent)) {
                        throw new Wrong(Kind.quoted(text) + " is no link with one %s");
                    }
                    return text;
                });
    }
}
