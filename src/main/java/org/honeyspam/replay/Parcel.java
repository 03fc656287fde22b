package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.mail.MessageReader;
import org.jspecify.annotations.Nullable;

/** Gathers what is new and hands it on: texts at once, and so before the events that name them. */
final class Parcel {
    private static final int PIECE_LINES = 500;
    private static final int PIECE_CHARACTERS = 512 * 1024;

    private final MessageReader kept;
    private final Count count;
    private final @Nullable Taker taker;
    private final boolean mail;
    private final Set<String> seenTexts = new HashSet<>();
    private final List<String> piece = new ArrayList<>();
    private int pieceCharacters;

    /** Where a text can be had. */
    interface Text {
        /** Null if it is not there. */
        byte @Nullable [] get() throws IOException;
    }

    /**
     * Begins one.
     *
     * @param kept the message store of this node
     * @param taker null if it is only to be counted
     * @param mail whether the lines are messages of a mailbox
     */
    Parcel(Path kept, Count count, @Nullable Taker taker, boolean mail) {
        this.kept = new MessageReader(kept);
        this.count = count;
        this.taker = taker;
        this.mail = mail;
    }

    /** Adds a text, unless it is here; false if it is nowhere. */
    boolean text(String sha256, Text text) throws IOException {
        if (!seenTexts.add(sha256) || kept.has(sha256)) {
            return true;
        }
        byte[] bytes = text.get();
        if (bytes == null) {
            return false;
        }
        count.text(bytes.length);
        if (taker != null) {
            taker.text(bytes);
        }
        return true;
    }

    void line(Instant time, String line) throws IOException {
        count.take(time, line.getBytes(UTF_8).length + 1L);
        piece.add(line);
        pieceCharacters += line.length();
        if (piece.size() == PIECE_LINES || pieceCharacters >= PIECE_CHARACTERS) {
            hand();
        }
    }

    /** Hands on what is left. */
    void hand() throws IOException {
        if (taker != null && !piece.isEmpty()) {
            if (mail) {
                taker.mail(List.copyOf(piece));
            } else {
                taker.events(List.copyOf(piece));
            }
        }
        piece.clear();
        pieceCharacters = 0;
    }
}
