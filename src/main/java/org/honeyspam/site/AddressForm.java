package org.honeyspam.site;

import java.util.List;
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

    private static final List<AddressForm> ALL = List.of(values());

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the record says it. */
    String label() {
        return label;
    }

    static AddressForm of(String label) {
        for (AddressForm form : ALL) {
            if (form.label.equals(label)) {
                return form;
            }
        }
        throw new IllegalArgumentException("no form of an address is called " + label);
    }
}
