package org.honeyspam.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.Damage.Kind;
import org.honeyspam.journal.Links.Piece;

/** Compares a segment with what its chain file says of it. */
final class SegmentCheck {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final Links links;
    private final Findings findings;
    private final LongConsumer read;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long lines;
    private long unlinkedBytes;

    /**
     * @param read is told of bytes that were read
     */
    SegmentCheck(Path file, Links links, Findings findings, LongConsumer read) {
        this.name = file.getFileName().toString();
        this.links = links;
        this.findings = findings;
        this.read = read;
    }

    /** How many lines of it are linked, as far as they are there. */
    long lines() {
        return lines;
    }

    /** How many bytes at its end no link covers yet. */
    long unlinkedBytes() {
        return unlinkedBytes;
    }

    void check(FileChannel segment) throws IOException {
        links.losses().forEach(this::lost);
        List<Piece> pieces = links.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.kind() == Links.Kind.FOUND) {
                findings.note(
                        "%s: bytes %d to %d were linked at a start only: the node had ended without having done so"
                                .formatted(name, piece.from(), piece.to()));
            }
            if (!isSound(segment, piece)) {
                differ(segment, piece.from(), pieces.subList(i, pieces.size()));
                return;
            }
        }
        end(segment.size());
    }

    private void end(long size) {
        long behind = size - links.linked();
        if (links.isUnsure() && size > links.unsure()) {
            findings.note(
                    "%s: a write failed at byte %d, and %d bytes behind it may be anything"
                            .formatted(name, links.unsure(), size - links.unsure()));
        } else if (behind > 0 && links.isClosed()) {
            String text = "%d bytes are behind its end".formatted(behind);
            findings.add(new Damage(name, links.linked(), lines + 1, Kind.INSERTED, text));
        } else {
            unlinkedBytes = Math.max(0, behind);
        }
    }

    private void lost(Links.Loss loss) {
        int gone = loss.tags().length() / ChainRecord.TAG_DIGITS;
        String kept =
                links.pieces().stream()
                        .filter(piece -> piece.from() == loss.from() && piece.to() <= loss.to())
                        .map(Piece::tags)
                        .findFirst()
                        .orElse("");
        gone -= kept.length() / ChainRecord.TAG_DIGITS;
        String text = "%d lines behind it were gone when a node was started".formatted(gone);
        findings.add(new Damage(name, loss.to(), 0, Kind.CUT, text));
        if (!loss.tags().startsWith(kept)) {
            String also = "lines from here to byte %d are not as they were".formatted(loss.to());
            findings.add(new Damage(name, loss.from(), 0, Kind.CHANGED, also));
        }
    }

    private boolean isSound(FileChannel segment, Piece piece) throws IOException {
        if (piece.to() < piece.from() || piece.to() > segment.size()) {
            return false;
        }
        if (piece.kind() == Links.Kind.ADOPTED) {
            if (piece.to() > 0) {
                findings.noteUnproved(
                        "%s: nothing is proved up to byte %d: it was written when there was no chain, or its chain file was removed"
                                .formatted(name, piece.to()));
            }
            return true;
        }
        MessageDigest digest = Sha256.begin();
        long at = piece.from();
        while (at < piece.to() && read(segment, at, piece.to() - at)) {
            at += buffer.remaining();
            digest.update(buffer);
        }
        boolean sound = HexFormat.of().formatHex(digest.digest()).equals(piece.sha256());
        lines += sound ? piece.lines() : 0;
        return sound;
    }

    private boolean read(FileChannel segment, long at, long bytesMax) throws IOException {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, bytesMax));
        int bytes = segment.read(buffer, at);
        buffer.flip();
        read.accept(Math.max(0, bytes));
        return bytes > 0;
    }

    /** From a piece on that is not what it was, lines are compared. */
    private void differ(FileChannel segment, long from, List<Piece> rest) throws IOException {
        List<String> linked = new ArrayList<>();
        rest.forEach(piece -> linked.addAll(split(piece.tags())));
        var tags = new LineTags();
        var offsets = new Offsets();
        long at = from;
        while (read(segment, at, Long.MAX_VALUE)) {
            offsets.add(buffer.duplicate(), at);
            at += buffer.remaining();
            tags.add(buffer);
        }
        List<String> there = split(tags.text());
        long end = at;
        long before = lines;
        int known = findings.damages().size();
        long more = findings.more();
        boolean open = !links.isClosed() || links.isUnsure();
        new LineDifference(linked, there, open)
                .each(
                        (line, kind, was, is) ->
                                findings.add(
                                        new Damage(
                                                name,
                                                line == 0 ? from : offsets.behind(line, end),
                                                before + line + 1,
                                                kind,
                                                text(kind, was, is))));
        if (findings.damages().size() == known && findings.more() == more) {
            Piece first = rest.getFirst();
            String text = "something up to byte %d is not as it was".formatted(first.to());
            findings.add(new Damage(name, first.from(), before + 1, Kind.CHANGED, text));
        }
        lines += Math.min(linked.size(), there.size());
    }

    private static String text(Kind kind, int was, int is) {
        return switch (kind) {
            case INSERTED -> "%s that nobody linked".formatted(counted(is));
            case REMOVED, CUT -> counted(was) + (was == 1 ? " is missing" : " are missing");
            case REORDERED -> "%s are in another order".formatted(counted(was));
            case CHANGED ->
                    was == is
                            ? counted(was) + (was == 1 ? " is another" : " are others")
                            : "instead of %s there are %d".formatted(counted(was), is);
        };
    }

    private static String counted(int lines) {
        return lines == 1 ? "a line" : lines + " lines";
    }

    private static List<String> split(String tags) {
        List<String> all = new ArrayList<>(tags.length() / ChainRecord.TAG_DIGITS);
        for (int i = 0; i < tags.length(); i += ChainRecord.TAG_DIGITS) {
            all.add(tags.substring(i, i + ChainRecord.TAG_DIGITS));
        }
        return all;
    }

    /** Where lines end. */
    private static final class Offsets {
        private final List<Long> ends = new ArrayList<>();

        void add(ByteBuffer bytes, long at) {
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                if (bytes.get(i) == '\n') {
                    ends.add(at + i + 1);
                }
            }
        }

        long behind(int lines, long end) {
            return lines <= ends.size() ? ends.get(lines - 1) : end;
        }
    }
}
