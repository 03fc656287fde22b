package org.honeyspam.http;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The segments of a path. */
public final class Segments {
    private Segments() {}

    /**
     * Without empty segments and dots (RFC 3986 section 5.2.4); null if it leads above the root.
     */
    public static @Nullable String resolved(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                if (kept.pollLast() == null) {
                    return null;
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
        String joined = "/" + String.join("/", kept);
        return folder && !kept.isEmpty() ? joined + "/" : joined;
    }
}
