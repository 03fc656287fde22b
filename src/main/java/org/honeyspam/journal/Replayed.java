package org.honeyspam.journal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an event comes from that was not recorded as it happened, but taken in later. */
public enum Replayed {
    /** The journal of another node: under the id that it has there. */
    JOURNAL,
    /** A journal of this node, from a backup: likewise. */
    OWN_JOURNAL,
    /** A mailbox, of whose headers nobody says which can be believed. */
    MAIL,
    /** A mailbox, of which the operator says how many trace fields his own servers wrote. */
    TRUSTED_MAIL;

    /** As it is written. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is an event that a journal had, with an id that was given there. */
    public boolean isCopy() {
        return this == JOURNAL || this == OWN_JOURNAL;
    }

    /** The one that is written so; a copy if a later version writes otherwise. */
    static @Nullable Replayed of(@Nullable String label) {
        if (label == null) {
            return null;
        }
        for (Replayed one : values()) {
            if (one.label().equals(label)) {
                return one;
            }
        }
        return JOURNAL;
    }
}
