package org.honeyspam.dns;

import java.util.EnumSet;
import java.util.Set;

/** What one can be listed for. Each has a zone and a return code of its own, which never change. */
public enum Kind {
    HARVESTER(2, "harvester", "harvested e-mail addresses"),
    RELAY_ABUSER(3, "relay-abuser", "sent through an open relay"),
    PROXY_ABUSER(4, "proxy-abuser", "went through an open proxy"),
    SPAM_SENDER(5, "spam-sender", "sent mail to a trap"),
    CREDENTIAL_GUESSER(6, "credential-guesser", "guessed passwords"),
    FORM_SPAMMER(7, "form-spammer", "filled in forms of a trap"),
    SCANNER(8, "scanner", "looked for weaknesses"),
    NAMED_OPEN_PROXY(9, "named-open-proxy", "is used by others as an open proxy");

    private final int code;
    private final String label;
    private final String reason;

    Kind(int code, String label, String reason) {
        this.code = code;
        this.label = label;
        this.reason = reason;
    }

    /** The last part of the address that says so: {@code 127.0.0.CODE}. */
    public int code() {
        return code;
    }

    /** The label of its zone. */
    public String label() {
        return label;
    }

    /** What is said of one who is listed for it. */
    public String reason() {
        return reason;
    }

    int bit() {
        return 1 << code - HARVESTER.code;
    }

    static int bits(Set<Kind> kinds) {
        int bits = 0;
        for (Kind kind : kinds) {
            bits |= kind.bit();
        }
        return bits;
    }

    static Set<Kind> of(int bits) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (Kind kind : values()) {
            if ((bits & kind.bit()) != 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
