package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.journal.ForeignLine;
import org.honeyspam.journal.SegmentFolder;
import org.honeyspam.replay.Outcome.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * A journal from elsewhere: one segment, or a folder of them.
 *
 * @param mail the message store beside it; null if there is none
 */
record JournalSource(List<Path> files, @Nullable Path mail) implements Source {
    private static final String SEGMENTS = ".jsonl";

    /** Takes what is in the files, in order. */
    interface Reader {
        void line(Path file, long number, String text) throws IOException;

        /** A line that is none, or not whole. */
        void torn(Complaint where);

        void tooLong(Complaint where);
    }

    /** The journal in a folder of segments, of a node's data, or of a restored node; else null. */
    static @Nullable JournalSource in(Path folder) throws IOException {
        for (Path at : List.of(folder, folder.resolve("journal"), folder.resolve("data/journal"))) {
            var segments = new SegmentFolder(at, SEGMENTS);
            List<Path> files = segments.numbers().stream().map(segments::file).toList();
            if (!files.isEmpty()) {
                return new JournalSource(files, mailBeside(at));
            }
        }
        return null;
    }

    static JournalSource segment(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return new JournalSource(List.of(file), folder == null ? null : mailBeside(folder));
    }

    private static @Nullable Path mailBeside(Path journal) {
        Path mail = journal.toAbsolutePath().normalize().resolveSibling("mail");
        return Files.isDirectory(mail) ? mail : null;
    }

    @Override
    public String kind() {
        return "journal";
    }

    void read(Reader reader, Steps steps) throws IOException {
        long left = bytes();
        long lines = 0;
        for (Path segment : files) {
            try (InputStream in = Files.newInputStream(segment)) {
                var pieces = new LinePieces(in, ForeignLine.CHARACTERS_MAX);
                lines += read(segment, pieces, reader, new Along(steps, lines, left));
                left -= pieces.offset();
            }
        }
    }

    /** How far the whole is when a file begins. */
    private record Along(Steps steps, long lines, long left) {
        void at(long number, long offset) {
            if ((lines + number) % Steps.EVERY == 0) {
                steps.at(lines + number, left - offset);
            }
        }
    }

    private static long read(Path file, LinePieces pieces, Reader reader, Along along)
            throws IOException {
        long number = 0;
        boolean within = false;
        for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
            number += within ? 0 : 1;
            boolean whole = piece.ended() && !within;
            if (whole) {
                reader.line(file, number, new String(piece.bytes().getBytes(ISO_8859_1), UTF_8));
            } else if (!within && piece.bytes().length() < ForeignLine.CHARACTERS_MAX) {
                reader.torn(complaint(file, number, "it ends in the middle of a line"));
            } else if (!within) {
                reader.tooLong(complaint(file, number, "it is longer than any line of a journal"));
            }
            within = !piece.ended();
            along.at(number, pieces.offset());
        }
        return number;
    }

    static Complaint complaint(Path file, long number, String why) {
        return new Complaint(file.toString(), number, why);
    }
}
