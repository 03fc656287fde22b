package org.honeyspam.intel;

import java.util.Locale;

/** What a harvester does with the addresses he took. */
public enum HarvesterClass {
    /** No mail has come to them yet. */
    WAITS,
    /** He mails them himself: it comes from his own network. */
    MAILS,
    /** Others mail them, all for one or two senders. */
    PASSES_ON,
    /** Several mail them who have nothing to do with each other. */
    SELLS;

    /**
     * The class.
     *
     * @param senders who have nothing to do with each other
     * @param himself whether he is among them
     */
    static HarvesterClass of(int senders, boolean himself) {
        if (senders >= Harvests.RESOLD_FROM_SENDERS) {
            return SELLS;
        }
        if (himself) {
            return MAILS;
        }
        return senders == 0 ? WAITS : PASSES_ON;
    }

    /** As printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
