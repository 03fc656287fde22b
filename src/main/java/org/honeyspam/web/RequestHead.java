package org.honeyspam.web;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of a request: request line and header fields, as strictly as Apache reads them. */
final class RequestHead {
    private static final Pattern LINE =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^ \\x00-\\x1f\\x7f]+)(?: HTTP/(\\d)\\.(\\d))?");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5})?)?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?is)https?://([^/?#]*)(.*)");

    final String line;
    final String method;
    final String target;
    final String version;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String lastField = "";
    private int lastFieldBytes;
    private int fieldCount;
    private boolean hostTwice;

    private RequestHead(String line, String method, String target, String version) {
        this.line = line;
        this.method = method;
        this.target = target;
        this.version = version;
    }

    /** Reads a request line; null if it is none. */
    static @Nullable RequestHead of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        String major = matcher.group(3);
        boolean simple = major == null;
        if (simple && !matcher.group(1).equals("GET") || "0".equals(major)) {
            return null;
        }
        String version = simple ? "0.9" : major + "." + matcher.group(4);
        return new RequestHead(line, matcher.group(1), matcher.group(2), version);
    }

    /** Without a version there are no header fields (HTTP/0.9). */
    boolean isSimple() {
        return version.equals("0.9");
    }

    boolean isOld() {
        return version.startsWith("0.") || version.equals("1.0");
    }

    /** Takes a header line; false if it is none. */
    boolean field(String text) {
        if (CONTROL.matcher(text).find()) {
            return false;
        }
        if (text.startsWith(" ") || text.startsWith("\t")) {
            // RFC 9112 section 5.2: a folded line, which Apache still takes.
            boolean folds = !lastField.isEmpty();
            lastFieldBytes += 1 + text.strip().length();
            fields.computeIfPresent(lastField, (name, value) -> value + " " + text.strip());
            return folds;
        }
        Matcher matcher = FIELD.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        fieldCount++;
        lastFieldBytes = text.length();
        lastField = matcher.group(1).toLowerCase(Locale.ROOT);
        String before = fields.putIfAbsent(lastField, matcher.group(2).strip());
        hostTwice |= before != null && lastField.equals("host");
        return true;
    }

    /** How long the last field is, with all lines that were folded into it. */
    int lastFieldBytes() {
        return lastFieldBytes;
    }

    int fieldCount() {
        return fieldCount;
    }

    String field(String name, String fallback) {
        return fields.getOrDefault(name, fallback);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Name and port that the request is for; null if it says so wrongly or must and does not. */
    @Nullable Authority authority(String fallback) {
        Matcher absolute = ABSOLUTE.matcher(target);
        if (hostTwice || !isOld() && !has("host")) {
            return null;
        }
        String said = absolute.matches() ? absolute.group(1) : field("host", fallback);
        Matcher host = HOST.matcher(said);
        if (!host.matches()) {
            return null;
        }
        String port = host.group(2);
        int number = port == null || port.isEmpty() ? 80 : Integer.parseInt(port);
        return number > 0xffff ? null : new Authority(host.group(1), number);
    }

    record Authority(String host, int port) {}

    /** The path, decoded, without its query; null if it is malformed or leads out of the site. */
    @Nullable String path() {
        Matcher absolute = ABSOLUTE.matcher(target);
        String raw = absolute.matches() ? absolute.group(2) : target;
        raw = raw.replaceFirst("(?s)[?#].*", "");
        raw = raw.isEmpty() ? "/" : raw;
        if (raw.charAt(0) != '/') {
            return null;
        }
        var path = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()
                        || !HexFormat.isHexDigit(raw.charAt(i + 1))
                        || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
                    return null;
                }
                c = (char) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            }
            path.append(c);
        }
        return leadsOut(path.toString()) ? null : path.toString();
    }

    private static boolean leadsOut(String path) {
        int depth = 0;
        for (String segment : path.split("/", -1)) {
            depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** RFC 9112 section 9.3, and section 6.3: not behind a body of two lengths. */
    boolean keepsAlive() {
        if (has("transfer-encoding") && has("content-length")) {
            return false;
        }
        String said = field("connection", "").toLowerCase(Locale.ROOT);
        return isOld() ? said.contains("keep-alive") : !said.contains("close");
    }
}
