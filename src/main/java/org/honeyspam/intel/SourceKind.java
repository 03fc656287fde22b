package org.honeyspam.intel;

import java.util.Locale;

/** What a source is listed as; the order is that of the codes that a DNSBL answers. */
public enum SourceKind {
    HARVESTER,
    RELAY_ABUSER,
    PROXY_ABUSER,
    SPAM_SENDER,
    CREDENTIAL_GUESSER,
    FORM_SPAMMER,
    SCANNER,
    NAMED_OPEN_PROXY;

    /** As in the configuration and in print. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
