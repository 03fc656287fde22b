package org.honeyspam.bait;

import java.util.List;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;

/**
 * Addresses for one page of a visit.
 *
 * @param visit its id; empty if none could be begun
 * @param newVisit whether it begins with this page
 * @param shown what to put on the page; may be fewer than wanted
 */
public record Grant(String visit, boolean newVisit, List<Shown> shown) {
    static final Grant NONE = new Grant("", false, List.of());

    /**
     * An address and the form that it stands in.
     *
     * @param fresh whether it was made now
     */
    public record Shown(String address, String form, boolean fresh) {}

    public Grant {
        shown = List.copyOf(shown);
    }

    /** Whether some were made now, so that they must be recorded before they are out. */
    public boolean fresh() {
        return shown.stream().anyMatch(Shown::fresh);
    }

    /** All of them, in the order of the page. */
    public List<String> addresses() {
        return shown.stream().map(Shown::address).toList();
    }

    /** Those that were made now. */
    public List<String> made() {
        return shown.stream().filter(Shown::fresh).map(Shown::address).toList();
    }

    /** The forms of those that were made now, in the same order. */
    public List<String> madeForms() {
        return shown.stream().filter(Shown::fresh).map(Shown::form).toList();
    }

    /**
     * Records who is given them where; what is sent next waits until those made now are on disk.
     */
    public void record(String site, String path, String userAgent, Sink sink) {
        if (newVisit) {
            sink.record(new JournalEvent.VisitOpened(visit, site, userAgent));
        }
        if (fresh()) {
            sink.recordFirst(
                    new JournalEvent.BaitServed(visit, site, path, userAgent, made(), madeForms()));
        }
    }
}
