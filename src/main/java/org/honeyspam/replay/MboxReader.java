package org.honeyspam.replay;

import java.io.IOException;
import java.util.regex.Pattern;
import org.honeyspam.replay.LinePieces.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mailbox in one file apart: mboxo and mboxrd, which quote lines that look like the one
 * before a message. A Content-Length is not believed: the sender may have written it.
 */
final class MboxReader {
    /** What mail programs write there: "From", a sender, a date of the C library. */
    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "From .{0,500}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}\\w{3} {1,3}\\d{1,2}"
                            + " {1,3}\\d{1,2}:\\d{2}.{0,300}");

    private static final Pattern QUOTED = Pattern.compile("(?s)>+From .*");
    private static final String END = "\r\n";

    private final String file;
    private final LinePieces lines;
    private final long bytesMax;
    private @Nullable String next;
    private long nextLine;
    private long number;

    MboxReader(String file, LinePieces lines, long bytesMax) {
        this.file = file;
        this.lines = lines;
        this.bytesMax = bytesMax;
    }

    static boolean isSeparator(String line) {
        return line.startsWith("From ") && SEPARATOR.matcher(line).matches();
    }

    /** The next message; null if there are no more. What stands before the first is none. */
    @Nullable Found next() throws IOException {
        while (next == null) {
            Piece line = lines.next();
            if (line == null) {
                return null;
            }
            number++;
            begins(line);
        }
        return message(next, nextLine);
    }

    /** Whether that line is the one before a message. */
    private boolean begins(Piece line) {
        String text = withoutReturn(line.bytes());
        next = line.ended() && isSeparator(text) ? text : null;
        nextLine = number;
        return next != null;
    }

    private Found message(String from, long at) throws IOException {
        next = null;
        long most = bytesMax + END.length();
        var text = new StringBuilder();
        boolean blank = false;
        boolean lineBegins = true;
        boolean whole = true;
        for (Piece piece = lines.next(); piece != null; piece = lines.next()) {
            number += lineBegins ? 1 : 0;
            if (lineBegins && blank && begins(piece)) {
                break;
            }
            if (text.length() <= most) {
                append(piece, lineBegins, text);
            }
            blank = lineBegins && piece.ended() && withoutReturn(piece.bytes()).isEmpty();
            lineBegins = piece.ended();
            whole = piece.ended();
        }
        boolean tooLong = text.length() > most;
        if (blank) {
            text.setLength(text.length() - END.length()); // It is the mailbox's.
        }
        tooLong |= text.length() > bytesMax;
        return new Found(
                file,
                at,
                from,
                tooLong ? "" : text.toString(),
                tooLong ? longerThan(bytesMax) : null,
                !whole);
    }

    static String longerThan(long bytesMax) {
        return "it is longer than smtp.message_size_max (%,d bytes)".formatted(bytesMax);
    }

    /** Adds a line, without the quote that it got in the mailbox. */
    private static void append(Piece piece, boolean lineBegins, StringBuilder text) {
        boolean quoted = lineBegins && QUOTED.matcher(piece.bytes()).matches();
        String bytes = quoted ? piece.bytes().substring(1) : piece.bytes();
        text.append(piece.ended() ? withoutReturn(bytes) + END : bytes);
    }

    static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
