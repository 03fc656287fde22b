package org.honeyspam.http;

import java.util.Set;
import java.util.regex.Pattern;

/** Apache's mod_deflate, as Debian switches it on. */
public final class ApacheDeflate {
    private static final int LEVEL = 6;
    private static final int BYTES_MIN = 69;
    private static final Pattern GZIP = Pattern.compile("(?i)(?:^|[ ,;\t])gzip(?:[ ,;\t]|$)");
    private static final Pattern NOT_AT_ALL =
            Pattern.compile("(?i)gzip *; *q=0(?:\\.0*)?(?: |,|$)");
    private static final Set<String> TYPES =
            Set.of(
                    "text/html",
                    "text/plain",
                    "text/xml",
                    "text/css",
                    "text/javascript",
                    "application/x-javascript",
                    "application/javascript",
                    "application/ecmascript",
                    "application/rss+xml",
                    "application/wasm",
                    "application/xml");

    private ApacheDeflate() {}

    /**
     * Whether a body is one that it packs.
     *
     * @param type without what stands behind a semicolon
     */
    public static boolean packs(String type, int bytes) {
        return bytes >= BYTES_MIN && TYPES.contains(type);
    }

    /** Whether it packs for one who accepts these encodings. */
    public static boolean isWanted(String accepted) {
        return GZIP.matcher(accepted).find() && !NOT_AT_ALL.matcher(accepted).find();
    }

    public static byte[] packed(byte[] body) {
        return Gzip.of(body, LEVEL);
    }
}
