package org.honeyspam.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.honeyspam.journal.ForeignLine;
import org.honeyspam.journal.ForeignLine.Verdict;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.replay.Outcome.Complaint;
import org.jspecify.annotations.Nullable;

/** Takes in a journal: each event that is not here yet, behind the texts that it speaks of. */
final class JournalReplay implements JournalSource.Reader {
    private final Here here;
    private final Gate gate;
    private final Instant now;
    private final @Nullable MessageReader offered;
    private final Count count;
    private final Parcel parcel;

    /**
     * Begins.
     *
     * @param offeredMail the message store of the other; null if it is not there
     */
    JournalReplay(
            Here here,
            Gate gate,
            Instant now,
            @Nullable Path offeredMail,
            Count count,
            Parcel parcel) {
        this.here = here;
        this.gate = gate;
        this.now = now;
        this.offered = offeredMail == null ? null : new MessageReader(offeredMail);
        this.count = count;
        this.parcel = parcel;
    }

    @Override
    public void line(Path file, long number, String text) throws IOException {
        String id = Lines.id(text);
        Lines.Id parts = id == null ? null : Lines.Id.of(id);
        if (parts != null && here.has(parts)) {
            count.here();
            if (offered != null && ForeignLine.read(text, now) instanceof Verdict.Sound known) {
                texts(known.event(), false);
            }
            return;
        }
        switch (gate.judge(text, now)) {
            case Verdict.Unsound unsound ->
                    count.refuse(JournalSource.complaint(file, number, unsound.why()));
            case Verdict.Sound sound -> take(sound.event());
        }
    }

    private void take(Recorded event) throws IOException {
        Lines.Id id = Lines.Id.of(event.id());
        if (id == null) {
            throw new IllegalStateException("an event that passed without an id");
        }
        here.add(id);
        texts(event, true);
        parcel.line(event.time(), Lines.text(event));
    }

    private void texts(Recorded event, boolean fresh) throws IOException {
        for (String sha256 : ForeignLine.hashes(event.event()).toList()) {
            if (!parcel.text(sha256, () -> offered(sha256)) && fresh) {
                count.textMissing();
            }
        }
    }

    /** One that the disk there has spoilt is as good as lost: the rest is taken. */
    private byte @Nullable [] offered(String sha256) {
        try {
            return offered == null ? null : offered.read(sha256);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void torn(Complaint where) {
        count.torn(where);
    }

    @Override
    public void tooLong(Complaint where) {
        count.refuse(where);
    }
}
