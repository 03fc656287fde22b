package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain file of one segment, as far as it is whole: a line is a record, a blank and its mark.
 *
 * @param bytes up to where its lines end with a line feed
 */
record ChainFile(List<Marked> records, long bytes) {
    private static final int MARK_DIGITS = ChainRecord.NONE.length();

    /**
     * A record with its mark.
     *
     * @param record null if the line is none
     */
    record Marked(@Nullable ChainRecord record, String text, String mark) {}

    static ChainFile read(Path file) throws IOException {
        String all = Files.readString(file, ISO_8859_1);
        List<Marked> records = new ArrayList<>();
        int from = 0;
        for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
            records.add(marked(all.substring(from, end)));
            from = end + 1;
        }
        return new ChainFile(records, from);
    }

    private static Marked marked(String line) {
        int blank = line.length() - MARK_DIGITS - 1;
        String mark = blank < 0 ? "" : line.substring(blank + 1);
        boolean whole = blank >= 0 && line.charAt(blank) == ' ';
        if (!whole || !ChainRecord.DIGEST.matcher(mark).matches()) {
            return new Marked(null, line, ChainRecord.NONE);
        }
        String text = line.substring(0, blank);
        return new Marked(ChainRecord.parse(text), text, mark);
    }

    /** The last mark; that of nothing if there is none. */
    String head() {
        return records.isEmpty() ? ChainRecord.NONE : records.getLast().mark();
    }

    /** What it says of its segment. */
    Links links() {
        var links = new Links();
        for (Marked one : records) {
            if (one.record() != null) {
                links.take(one.record());
            }
        }
        return links;
    }
}
