package org.honeyspam.bait;

import java.util.List;

/**
 * Addresses for one page of a visit.
 *
 * @param visit its id; empty if none could be begun
 * @param newVisit whether it begins with this page
 * @param addresses to put on the page; may be fewer than wanted
 * @param fresh whether they were made now, so that they must be recorded before they are out
 */
public record Grant(String visit, boolean newVisit, List<String> addresses, boolean fresh) {
    static final Grant NONE = new Grant("", false, List.of(), false);

    public Grant {
        addresses = List.copyOf(addresses);
    }
}
