package org.honeyspam.proxy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of a request to a proxy: request line and header fields (RFC 9112 section 3). */
final class RequestHead {
    private static final Pattern LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) +(\\S+)(?: +HTTP/(\\d\\.\\d))? *");
    private static final String OLDEST = "0.9";

    final String method;
    final String target;
    final String version;
    private final Map<String, String> fields = new HashMap<>();

    private RequestHead(String method, String target, String version) {
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
        String version = matcher.group(3);
        String method = matcher.group(1).toUpperCase(Locale.ROOT);
        boolean simple = version == null && method.equals("GET");
        if (version == null && !simple) {
            return null;
        }
        return new RequestHead(method, matcher.group(2), version == null ? OLDEST : version);
    }

    /** Without a version there are no header fields (HTTP/0.9). */
    boolean complete() {
        return version.equals(OLDEST);
    }

    void field(String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            fields.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    String field(String name, String fallback) {
        return fields.getOrDefault(name, fallback);
    }

    /** Whether the peer wants to send another request on this connection. */
    boolean keepsAlive() {
        String said = field("proxy-connection", field("connection", "")).toLowerCase(Locale.ROOT);
        return version.equals("1.1") ? !said.contains("close") : said.contains("keep-alive");
    }
}
