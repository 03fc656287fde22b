package org.honeyspam.intel;

import java.util.Locale;

/** What a host can play in the trade of spam, by its deeds; a host may play several. */
public enum Part {
    HARVESTER,
    SENDER,
    PROXY_USER,
    PASSWORD_GUESSER,
    FORM_SPAMMER,
    SCANNER;

    /** As in addresses of pages and in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Part of(Reason reason) {
        return switch (reason) {
            case TRESPASSED, HARVESTED, HARVEST_MAILED, GUESSED -> HARVESTER;
            case MAILED_BAIT, MAILED_TRAP, RELAYED -> SENDER;
            case PROXIED, USED_PROXY -> PROXY_USER;
            case TRIED_PASSWORDS -> PASSWORD_GUESSER;
            case POSTED_FORMS, POSTED_BAIT -> FORM_SPAMMER;
            // Nobody does these himself; migration 0003 puts them here as well.
            case SOUGHT_WEAKNESS, NAMED_RELAY, NAMED_OPEN_PROXY -> SCANNER;
        };
    }
}
