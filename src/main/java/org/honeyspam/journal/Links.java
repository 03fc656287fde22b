package org.honeyspam.journal;

import java.util.ArrayList;
import java.util.List;

/** What the records of a chain file, one after the other, say of the segment beside it. */
final class Links {
    private static final long NOT_UNSURE = -1;

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private long linked;
    private boolean closed;
    private long unsure = NOT_UNSURE;

    /** How a piece got into the chain. */
    enum Kind {
        LINKED,
        FOUND,
        ADOPTED
    }

    /** From byte to byte; digest and tags are empty of what was adopted. */
    record Piece(long from, long to, String sha256, String tags, Kind kind) {
        int lines() {
            return tags.length() / ChainRecord.TAG_DIGITS;
        }
    }

    /**
     * What a start found missing.
     *
     * @param tags of the lines that had been linked from that byte on
     */
    record Loss(long from, long to, String tags) {}

    void take(ChainRecord record) {
        switch (record) {
            case ChainRecord.Link link -> add(link);
            case ChainRecord.Adopted adopted -> {
                pieces.add(new Piece(linked, adopted.to(), "", "", Kind.ADOPTED));
                linked = adopted.to();
            }
            case ChainRecord.End _ -> {
                closed = true;
                unsure = NOT_UNSURE;
            }
            case ChainRecord.Unsure one -> {
                closed = true;
                unsure = one.to();
            }
            case ChainRecord.Lost lost -> lose(lost);
            case ChainRecord.Begin _,
                    ChainRecord.Torn _,
                    ChainRecord.Retired _,
                    ChainRecord.Gone _ -> {}
        }
    }

    private void add(ChainRecord.Link link) {
        Kind kind = link.found() ? Kind.FOUND : Kind.LINKED;
        pieces.add(new Piece(linked, link.to(), link.sha256(), link.tags(), kind));
        linked = link.to();
        closed = false;
        unsure = NOT_UNSURE; // A start looked at what was there, and went on behind it.
    }

    private void lose(ChainRecord.Lost lost) {
        var tags = new StringBuilder();
        for (Piece piece : pieces) {
            tags.append(piece.from() >= lost.from() ? piece.tags() : "");
        }
        pieces.removeIf(piece -> piece.from() >= lost.from());
        losses.add(new Loss(lost.from(), lost.to(), tags.toString()));
        linked = lost.from();
        closed = false;
        unsure = NOT_UNSURE;
    }

    /** The pieces that hold, in order. */
    List<Piece> pieces() {
        return pieces;
    }

    List<Loss> losses() {
        return losses;
    }

    /** Whether some of it is of before there was a chain, or says so. */
    boolean adopts() {
        return pieces.stream().anyMatch(piece -> piece.kind() == Kind.ADOPTED);
    }

    /** Up to where it is linked. */
    long linked() {
        return linked;
    }

    /** Whether nothing is written behind what is linked any more. */
    boolean isClosed() {
        return closed;
    }

    /** Whether what is behind may be anything. */
    boolean isUnsure() {
        return unsure != NOT_UNSURE;
    }

    /** Behind which byte, if so. */
    long unsure() {
        return unsure;
    }

    /** Where the piece begins that this byte is in. */
    long pieceAt(long offset) {
        return pieces.stream()
                .filter(piece -> piece.from() <= offset && offset < piece.to())
                .mapToLong(Piece::from)
                .findFirst()
                .orElse(linked);
    }
}
