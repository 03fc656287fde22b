package org.honeyspam.intel;

import java.util.Locale;

/** Why an address is listed, and what one such deed weighs. */
public enum Reason {
    /** Walked the maze that robots are kept out of. */
    TRESPASSED(1),
    /** Took addresses from the maze. */
    HARVESTED(3),
    /** Took addresses that mail came to later. */
    HARVEST_MAILED(20),
    /** Sent mail to addresses that were left for harvesters. */
    MAILED_BAIT(25),
    /** Sent mail to a configured trap, or to whatever else is taken, but the postmaster. */
    MAILED_TRAP(20),
    /** Sent mail through the open relay. */
    RELAYED(10),
    /** Went through the open proxy to a mail server. */
    PROXIED(5),
    /** Got pages through the open proxy, or asked it for connections that lead nowhere. */
    USED_PROXY(2),
    /** Was named as an open relay by so many who asked the proxy for it; did nothing itself. */
    NAMED_RELAY(2),
    /** Was named as an open proxy likewise. */
    NAMED_OPEN_PROXY(2),
    /** Tried recipients that get a 550: there is none, or no mail is taken for him. */
    GUESSED(1),
    /** Tried to log in, at a mail server or on a site. */
    TRIED_PASSWORDS(3),
    /** Filled in forms of the sites: what is there to be asked is not worth the asking. */
    POSTED_FORMS(5),
    /** Filled in forms with addresses that were left for harvesters. */
    POSTED_BAIT(25),
    /** Asked the sites for what those look for who want to break in. */
    SOUGHT_WEAKNESS(2);

    final int weight;

    Reason(int weight) {
        this.weight = weight;
    }

    /** As printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
