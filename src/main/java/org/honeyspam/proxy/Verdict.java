package org.honeyspam.proxy;

import java.util.Locale;

/** What a caller is after. */
enum Verdict {
    /** Whether the proxy works, and what it tells of him. */
    PROBE,
    /** To send mail. */
    MAIL_ABUSE,
    /** To get pages and to fill in forms under another's name. */
    WEB_ABUSE,
    /** Whatever there is to be found. */
    SCAN;

    static Verdict of(NextHop hop) {
        return switch (hop) {
            case RELAY -> MAIL_ABUSE;
            case OPEN_PROXY -> WEB_ABUSE;
            case ITSELF -> PROBE;
            case OTHER -> SCAN;
        };
    }

    /** As in events. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
