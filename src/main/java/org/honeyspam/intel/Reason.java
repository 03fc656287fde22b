package org.honeyspam.intel;

import java.util.Locale;

/** Why an address is listed, and as what; the configuration says what such a deed weighs. */
public enum Reason {
    /** Walked the maze that robots are kept out of. */
    TRESPASSED(SourceKind.HARVESTER),
    /** Took addresses from the maze. */
    HARVESTED(SourceKind.HARVESTER),
    /** Took addresses that mail came to later. */
    HARVEST_MAILED(SourceKind.HARVESTER),
    /** Sent mail to addresses that were left for harvesters. */
    MAILED_BAIT(SourceKind.SPAM_SENDER),
    /** Sent mail to a configured trap, or to whatever else is taken, but the postmaster. */
    MAILED_TRAP(SourceKind.SPAM_SENDER),
    /** Sent mail through the open relay. */
    RELAYED(SourceKind.RELAY_ABUSER),
    /** Went through the open proxy to a mail server. */
    PROXIED(SourceKind.PROXY_ABUSER),
    /** Got pages through the open proxy, or asked it for connections that lead nowhere. */
    USED_PROXY(SourceKind.PROXY_ABUSER),
    /** Was named as an open relay by so many who asked the proxy for it; did nothing itself. */
    NAMED_RELAY(SourceKind.NAMED_OPEN_PROXY),
    /** Was named as an open proxy likewise. */
    NAMED_OPEN_PROXY(SourceKind.NAMED_OPEN_PROXY),
    /** Tried recipients that get a 550: there is none, or no mail is taken for him. */
    GUESSED(SourceKind.HARVESTER),
    /** Tried to log in, at a mail server or on a site. */
    TRIED_PASSWORDS(SourceKind.CREDENTIAL_GUESSER),
    /** Filled in forms of the sites: what is there to be asked is not worth the asking. */
    POSTED_FORMS(SourceKind.FORM_SPAMMER),
    /** Filled in forms with addresses that were left for harvesters. */
    POSTED_BAIT(SourceKind.FORM_SPAMMER),
    /** Asked the sites for what those look for who want to break in. */
    SOUGHT_WEAKNESS(SourceKind.SCANNER);

    final SourceKind kind;

    Reason(SourceKind kind) {
        this.kind = kind;
    }

    /** As printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
