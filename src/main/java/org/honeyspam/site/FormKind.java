package org.honeyspam.site;

import java.util.Locale;

/** What a form is for, to whoever fills it in. */
public enum FormKind {
    CONTACT,
    COMMENT,
    GUESTBOOK,
    REGISTRATION,
    PASSWORD_RESET,
    SEARCH,
    LOGIN,
    XML_RPC;

    /** As in events. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what is sent with it is a guess at a user's password. */
    public boolean takesPasswords() {
        return this == LOGIN || this == XML_RPC;
    }
}
