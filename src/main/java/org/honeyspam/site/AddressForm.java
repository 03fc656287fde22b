package org.honeyspam.site;

import java.util.Locale;

/**
 * In which form an address stands on a page; what a harvester can read shows in what mail comes.
 */
enum AddressForm {
    /** A link that says the address as well. */
    MAILTO,
    /** A link that says something else. */
    MAILTO_ONLY,
    TEXT,
    TABLE,
    COMMENT,
    /** A comment of HTML, which nobody sees. */
    SOURCE,
    VCARD,
    /** A file that somebody left behind. */
    FILE,
    ENTITIES,
    SPELLED_OUT,
    SCRIPT;

    /** As the record says it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AddressForm of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
