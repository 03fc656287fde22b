package org.honeyspam.replay;

import java.time.Instant;
import java.util.function.Predicate;
import org.honeyspam.journal.ForeignLine;
import org.honeyspam.journal.ForeignLine.Verdict;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;
import org.jspecify.annotations.Nullable;

/**
 * Decides which events of elsewhere a node takes, and marks them. None passes for one that the node
 * recorded itself, whatever the file says.
 */
public final class Gate {
    private final Home home;
    private final boolean ownToo;
    private final Predicate<String> gave;

    /**
     * Who takes.
     *
     * @param node its name
     * @param boot the second in which it was started: it may still give ids of that boot
     */
    public record Home(String node, long boot) {}

    /**
     * @param ownToo whether events of this node are taken: the operator says that they are real
     * @param gave whether the node itself made an address
     */
    public Gate(Home home, boolean ownToo, Predicate<String> gave) {
        this.home = home;
        this.ownToo = ownToo;
        this.gave = gave;
    }

    /** What a line is, marked if it is sound. */
    public Verdict judge(String line, Instant now) {
        return switch (ForeignLine.read(line, now)) {
            case Verdict.Unsound unsound -> unsound;
            case Verdict.Sound sound -> judge(sound.event());
        };
    }

    private Verdict judge(Recorded event) {
        Lines.Id id = Lines.Id.of(event.id());
        boolean own = id != null && id.node().equals(home.node());
        String why = null;
        if (id == null) {
            why = "it has no id";
        } else if (own && id.boot() >= home.boot()) {
            why = "it says that it is of this node, at a time when this node did not write it";
        } else if (own && !ownToo) {
            why = "it says that it is of this node, whose journal does not have it";
        } else if (!own && event.event() instanceof JournalEvent.BaitServed bait) {
            boolean ours = bait.addresses().stream().anyMatch(gave);
            why = ours ? "it says that another node gave an address of this one" : null;
        }
        return why == null
                ? new Verdict.Sound(event.as(mark(event.replayed(), own)))
                : new Verdict.Unsound(why);
    }

    /** What came from a mailbox stays that, whoever took it in first. */
    private static Replayed mark(@Nullable Replayed before, boolean own) {
        if (before != null && !before.isCopy()) {
            return before;
        }
        return own ? Replayed.OWN_JOURNAL : Replayed.JOURNAL;
    }
}
