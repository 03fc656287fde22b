package org.honeyspam.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a message as they stand in it, for who shows them and makes them safe.
 *
 * @param html of its parts of that type, {@code plain} of the others
 */
public record Bodies(List<String> html, List<String> plain) {
    /** Reads them, as far as the limits let it. Never throws. */
    public static Bodies read(byte[] message) {
        var walk = new MimeWalk(message, new Notes());
        walk.walk();
        return new Bodies(texts(walk, true), texts(walk, false));
    }

    private static List<String> texts(MimeWalk walk, boolean html) {
        return walk.texts().stream()
                .filter(piece -> piece.html() == html)
                .map(MimeWalk.Piece::text)
                .toList();
    }

    /** The bytes of the part with that hash, decoded; null if there is none. */
    public static byte @Nullable [] part(byte[] message, String sha256) {
        var walk = new MimeWalk(message, new Notes());
        walk.keep(sha256);
        walk.walk();
        return walk.kept();
    }
}
