package org.honeyspam.replay;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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
    private static final String SERVICE = "mx";

    /** The address of the server that took it is not known. */
    private static final String NOWHERE = "0.0.0.0";

    private final Home home;
    private final boolean ownToo;
    private final Function<String, @Nullable String> recognised;

    /**
     * Who takes.
     *
     * @param node its name
     * @param boot the second in which it was started: it may still give ids of that boot
     */
    public record Home(String node, long boot) {
        /** What an event is called that gets its number when it is written: they begin at 1. */
        String placeholder() {
            return "%s-%d-0".formatted(node, boot);
        }
    }

    /**
     * @param ownToo whether events of this node are taken: the operator says that they are real
     * @param recognised an address as the node itself made it; null if it did not
     */
    public Gate(Home home, boolean ownToo, Function<String, @Nullable String> recognised) {
        this.home = home;
        this.ownToo = ownToo;
        this.recognised = recognised;
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
            boolean ours = bait.addresses().stream().anyMatch(one -> recognised.apply(one) != null);
            why = ours ? "it says that another node gave an address of this one" : null;
        }
        return why == null
                ? new Verdict.Sound(event.as(mark(event.replayed(), own)))
                : new Verdict.Unsound(why);
    }

    /** The same of a message from a mailbox, which was recorded nowhere yet. */
    public Verdict judgeMail(String line, Instant now) {
        return switch (ForeignLine.read(line, now)) {
            case Verdict.Unsound unsound -> unsound;
            case Verdict.Sound(Recorded event) -> {
                boolean fresh =
                        event.id().equals(home.placeholder())
                                && event.replayed() != null
                                && !event.replayed().isCopy()
                                && SERVICE.equals(event.service());
                yield fresh && event.event() instanceof JournalEvent.MessageTaken mail
                        ? new Verdict.Sound(event.unnumbered(withBait(mail)))
                        : new Verdict.Unsound("it is no message of a mailbox");
            }
        };
    }

    private JournalEvent withBait(JournalEvent.MessageTaken mail) {
        List<JournalEvent.Recipient> recipients =
                mail.recipients().stream()
                        .map(JournalEvent.Recipient::address)
                        .map(to -> new JournalEvent.Recipient(to, recognised.apply(to)))
                        .toList();
        return new JournalEvent.MessageTaken(
                mail.queueId(),
                mail.helo(),
                mail.sender(),
                recipients,
                mail.sha256(),
                mail.sizeBytes(),
                mail.traceHeader(),
                mail.messageId(),
                mail.subject());
    }

    /** An event of a message as {@link #judgeMail} takes it. */
    String line(OldMail mail, String session, String sha256, long sizeBytes, Replayed mark) {
        var event =
                new JournalEvent.MessageTaken(
                        mail.queueId(),
                        mail.helo(),
                        mail.sender(),
                        mail.recipients().stream()
                                .map(to -> new JournalEvent.Recipient(to, null))
                                .toList(),
                        sha256,
                        sizeBytes,
                        mail.trace(),
                        mail.messageId(),
                        mail.subject());
        return Lines.text(
                new Recorded(
                        home.placeholder(),
                        mail.time(),
                        home.node(),
                        SERVICE,
                        session,
                        mail.ip(),
                        0,
                        NOWHERE,
                        0,
                        List.of(),
                        mark,
                        event));
    }

    /** What came from a mailbox stays that, whoever took it in first. */
    private static Replayed mark(@Nullable Replayed before, boolean own) {
        if (before != null && !before.isCopy()) {
            return before;
        }
        return own ? Replayed.OWN_JOURNAL : Replayed.JOURNAL;
    }
}
