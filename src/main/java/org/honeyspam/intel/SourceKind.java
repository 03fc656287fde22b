package org.honeyspam.intel;

import java.util.Locale;

/** What a source is listed as. The codes that a DNSBL answers are published and never change. */
public enum SourceKind {
    HARVESTER(2, "harvested e-mail addresses"),
    RELAY_ABUSER(3, "sent through an open relay"),
    PROXY_ABUSER(4, "went through an open proxy"),
    SPAM_SENDER(5, "sent mail to a trap"),
    CREDENTIAL_GUESSER(6, "guessed passwords"),
    FORM_SPAMMER(7, "filled in forms of a trap"),
    SCANNER(8, "looked for weaknesses"),
    NAMED_OPEN_PROXY(9, "is used by others as an open proxy");

    private final int code;
    private final String reason;

    SourceKind(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The last part of the address that a DNSBL answers: {@code 127.0.0.CODE}. */
    public int code() {
        return code;
    }

    /** What a DNSBL says of one who is listed as that. */
    public String reason() {
        return reason;
    }

    /** As in the configuration and in print. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
