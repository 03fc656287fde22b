package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.journal.ForeignLine;
import org.honeyspam.journal.ForeignLine.Verdict;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.replay.Outcome.Complaint;
import org.jspecify.annotations.Nullable;

/** Takes in a journal: each event that is not here yet, behind the texts that it speaks of. */
final class JournalReplay implements JournalSource.Reader {
    private static final int PIECE_LINES = 500;
    private static final int PIECE_CHARACTERS = 512 * 1024;

    private final Here here;
    private final Gate gate;
    private final Instant now;
    private final MessageReader kept;
    private final @Nullable MessageReader offered;
    private final Count count = new Count();
    private final @Nullable Taker taker;
    private final Set<String> seenTexts = new HashSet<>();
    private final List<String> piece = new ArrayList<>();
    private int pieceCharacters;

    /**
     * Begins.
     *
     * @param mail the message store of this node
     * @param offeredMail that of the other; null if it is not there
     * @param taker null if it is only to be counted
     */
    JournalReplay(
            Here here,
            Gate gate,
            Instant now,
            Path mail,
            @Nullable Path offeredMail,
            @Nullable Taker taker) {
        this.here = here;
        this.gate = gate;
        this.now = now;
        this.kept = new MessageReader(mail);
        this.offered = offeredMail == null ? null : new MessageReader(offeredMail);
        this.taker = taker;
    }

    /** Reads all of it. */
    Count of(JournalSource source, Steps steps) throws IOException {
        source.read(this, steps);
        hand();
        return count;
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
        String line = Lines.text(event);
        count.take(event.time(), line.getBytes(UTF_8).length + 1L);
        piece.add(line);
        pieceCharacters += line.length();
        if (piece.size() == PIECE_LINES || pieceCharacters >= PIECE_CHARACTERS) {
            hand();
        }
    }

    /** Texts come before the events that speak of them. */
    private void texts(Recorded event, boolean fresh) throws IOException {
        for (String sha256 : hashes(event).toList()) {
            if (!seenTexts.add(sha256) || kept.has(sha256)) {
                continue;
            }
            byte[] text = offered == null ? null : offered.read(sha256);
            if (text != null) {
                count.text(text.length);
                if (taker != null) {
                    taker.text(text);
                }
            } else if (fresh) {
                count.textMissing();
            }
        }
    }

    private static Stream<String> hashes(Recorded event) {
        return ForeignLine.hashes(event.event());
    }

    private void hand() throws IOException {
        if (taker != null && !piece.isEmpty()) {
            taker.events(List.copyOf(piece));
        }
        piece.clear();
        pieceCharacters = 0;
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
