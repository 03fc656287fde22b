package org.honeyspam.intel;

import java.util.Locale;

/** What a source is listed as. The codes that a DNSBL answers are published and never change. */
public enum SourceKind {
    HARVESTER(2),
    RELAY_ABUSER(3),
    PROXY_ABUSER(4),
    SPAM_SENDER(5),
    CREDENTIAL_GUESSER(6),
    FORM_SPAMMER(7),
    SCANNER(8),
    NAMED_OPEN_PROXY(9);

    private final int code;

    SourceKind(int code) {
        this.code = code;
    }

    /** The last part of the address that a DNSBL answers: {@code 127.0.0.CODE}. */
    public int code() {
        return code;
    }

    /** As in the configuration and in print. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
