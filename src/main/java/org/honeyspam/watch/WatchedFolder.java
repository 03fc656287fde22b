package org.honeyspam.watch;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;

/**
 * A folder of which files are watched.
 *
 * @param part of the whole, as it is told
 * @param named rules of files by their names
 * @param others of all other files; null to leave them alone
 * @param deep whether folders in it are watched as well, under the same rule
 * @param segments of the record, if they are in it
 */
public record WatchedFolder(
        Path path,
        String part,
        Map<String, Rule> named,
        @Nullable Rule others,
        boolean deep,
        @Nullable Segments segments) {
    private static final Pattern TORN =
            Pattern.compile("\\d{10}\\.(?:jsonl|mail)\\.\\d+\\.torn|\\d{10}\\.chain\\.torn");

    /**
     * Files that the node itself begins and deletes.
     *
     * @param names of them; the first group is the number
     * @param own what it did itself
     */
    public record Segments(Pattern names, Supplier<SegmentFolder.Own> own) {}

    /** The rule of a file; null if it is not watched. */
    @Nullable Rule rule(String name) {
        if (number(name) > 0) {
            return Rule.SEGMENT;
        }
        return named.containsKey(name) ? named.get(name) : others;
    }

    /** The number of a segment; 0 if it is none. */
    long number(String name) {
        if (segments == null) {
            return 0;
        }
        Matcher matcher = segments.names().matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Whether the node itself may write there all the time. */
    boolean isBusy() {
        return segments != null || named.containsValue(Rule.FREE);
    }

    /** Whether a start of the node leaves such a file. */
    boolean isLeftByStart(String name) {
        return segments != null && TORN.matcher(name).matches();
    }

    /** One of the folders in it. */
    WatchedFolder below(Path folder) {
        return new WatchedFolder(folder, part, Map.of(), others, deep, null);
    }
}
