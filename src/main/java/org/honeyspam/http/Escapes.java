package org.honeyspam.http;

import java.util.HexFormat;

/** The escapes of a URL (RFC 3986 section 2.1). */
public final class Escapes {
    private Escapes() {}

    /** Whether each percent sign begins an escape. */
    public static boolean areRight(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (i + 2 >= path.length()
                    || !HexFormat.isHexDigit(path.charAt(i + 1))
                    || !HexFormat.isHexDigit(path.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }
}
