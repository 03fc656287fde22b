package org.honeyspam.watch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did to a file.
 *
 * @param part of what it is
 * @param hashBefore null of a new file, or of one that was not read
 * @param after null of one that is gone
 */
public record FileChange(
        Path path, String part, Kind kind, @Nullable String hashBefore, @Nullable After after) {

    private static final Pattern SEGMENT = Pattern.compile("\\d{10}\\.(?:jsonl|chain|mail)");

    /** What was done. */
    public enum Kind {
        NEW,
        CHANGED,
        DELETED,
        EXECUTABLE,
        /** Its owner or mode, or what it is. */
        MODE,
        /** What had been written to a file that only grows. */
        REWRITTEN,
        /** Of such a file the end. */
        SHORTENED,
        /** It is named, and is not there: nobody need have done anything. */
        MISSING;

        /** As it is told. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How the file is now.
     *
     * @param sha256 null if it was not read
     */
    public record After(@Nullable String sha256, long size, String mode, String owner) {
        static After of(FileState state) {
            String mode = Integer.toOctalString(state.mode());
            return new After(
                    state.sha256(),
                    state.size(),
                    "0".repeat(Math.max(0, 4 - mode.length())) + mode,
                    state.owner());
        }
    }

    /** Whether what was recorded is not what it was. */
    public boolean isOfRecord() {
        String name = String.valueOf(path.getFileName());
        return part.equals(Places.RECORD) && kind != Kind.MODE && SEGMENT.matcher(name).matches();
    }
}
