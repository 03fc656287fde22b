package org.honeyspam.web;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.http.Escapes;
import org.jspecify.annotations.Nullable;

/**
 * A path as HTTP.sys and IIS's request filtering read it: backslashes are slashes, {@code %u0041}
 * is an escape too, and what would have to be undone twice is not looked for.
 *
 * @param path decoded and without detours; as it stands where there is an error
 * @param error what HTTP.sys says of it; null if it may be so
 * @param filtered whether IIS does not look for it
 */
record IisPaths(String path, @Nullable HttpSysError error, boolean filtered) {
    private static final int SEGMENT_CHARACTERS_MAX = 260;
    private static final int SEGMENTS_MAX = 255;
    private static final int URL_CHARACTERS_MAX = 4_096;
    private static final int QUERY_CHARACTERS_MAX = 2_048;
    private static final Pattern WIDE = Pattern.compile("%[uU]([0-9A-Fa-f]{4})");
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "/(?:web\\.config|bin|app_code|app_globalresources|app_localresources"
                            + "|app_webreferences|app_data|app_browsers)(?=/|$)");

    static IisPaths of(RequestHead head) {
        Target target = Target.of(head.target.replaceFirst("(?s)#.*", ""));
        String raw = target.path().isEmpty() ? "/" : target.path();
        String narrow = narrowed(raw);
        String decoded = Escapes.areRight(narrow) ? Paths.decoded(narrow) : null;
        if (decoded == null || hasControls(decoded) || hasLongSegments(decoded)) {
            return new IisPaths(raw, HttpSysError.URL, false);
        }
        String resolved = Paths.resolved(decoded.replace('\\', '/'));
        if (resolved == null) {
            return new IisPaths(raw, HttpSysError.FORBIDDEN, false);
        }
        String query = target.query();
        boolean filtered =
                resolved.indexOf('+') >= 0
                        || resolved.indexOf('%') >= 0
                        || resolved.length() > URL_CHARACTERS_MAX
                        || query.length() > QUERY_CHARACTERS_MAX
                        || HIDDEN.matcher(resolved.toLowerCase(Locale.ROOT)).find();
        return new IisPaths(resolved, null, filtered);
    }

    private static String narrowed(String raw) {
        if (raw.indexOf("%u") < 0 && raw.indexOf("%U") < 0) {
            return raw;
        }
        Matcher wide = WIDE.matcher(raw);
        return wide.replaceAll(
                found -> {
                    int character = Integer.parseInt(found.group(1), 16);
                    return character > 0xff ? "?" : "%%%02x".formatted(character);
                });
    }

    private static boolean hasControls(String path) {
        return path.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }

    private static boolean hasLongSegments(String path) {
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.length() > SEGMENT_CHARACTERS_MAX) {
                return true;
            }
        }
        return segments.length - 1 > SEGMENTS_MAX;
    }
}
