package org.honeyspam.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message, and what is in it.
 *
 * @param declared the type that the sender says it has
 * @param type the type that its first bytes show; the declared one where they show none
 * @param sizeBytes decoded, as {@code sha256} is of the decoded bytes; of a part that holds others
 *     0 and empty
 * @param entries what an archive lists; nothing of it was unpacked
 */
public record Part(
        String declared,
        String type,
        @Nullable String name,
        boolean attached,
        long sizeBytes,
        String sha256,
        List<Entry> entries,
        List<Part> parts) {
    /**
     * A member of an archive, as the archive tells it.
     *
     * @param sizeBytes unpacked; -1 where the archive does not say
     */
    public record Entry(String name, long sizeBytes, boolean encrypted) {}

    /** Whether a reader sees it as text of the message. */
    public boolean isText() {
        return parts.isEmpty()
                && !attached
                && (type.equals("text/plain") || type.equals("text/html"));
    }
}
