package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Squid 5.7 as Debian 12 ships it, open to all. Header fields, their order and the texts were taken
 * from the running program; the style sheet of its error pages is left out.
 */
final class Squid {
    private static final String VERSION = "squid/5.7";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String host;

    Squid(String host) {
        this.host = host;
    }

    /** What went wrong, as Squid names it. */
    enum Trouble {
        CONNECT_TIMED_OUT(503, "Service Unavailable", "ERR_CONNECT_FAIL", 110, false),
        INVALID_URL(400, "Bad Request", "ERR_INVALID_URL", 0, true),
        UNSUPPORTED_REQUEST(501, "Not Implemented", "ERR_UNSUP_REQ", 0, true),
        UNKNOWN_PROTOCOL(400, "Bad Request", "ERR_PROTOCOL_UNKNOWN", 0, true),
        TOO_BIG(431, "Request Header Fields Too Large", "ERR_TOO_BIG", 0, true);

        final int status;
        private final String reason;
        private final String name;
        private final int errno;
        private final boolean cacheFields;

        Trouble(int status, String reason, String name, int errno, boolean cacheFields) {
            this.status = status;
            this.reason = reason;
            this.name = name;
            this.errno = errno;
            this.cacheFields = cacheFields;
        }
    }

    byte[] connected() {
        return "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1);
    }

    /** A page that came from an origin server through the proxy. */
    byte[] page(byte[] body, boolean head, boolean keepAlive, int port, Instant now) {
        String fields =
                """
                HTTP/1.1 200 OK
                Date: %s
                Server: Apache
                Content-Type: text/html; charset=UTF-8
                Content-Length: %d
                """
                        .formatted(DATE.format(now), body.length);
        byte[] start = crlf(fields + cacheFields("MISS", port) + connection(keepAlive) + "\n");
        return head ? start : joined(start, body);
    }

    byte[] error(Trouble trouble, String url, String failed, int port, Instant now) {
        byte[] body = errorPage(trouble, escaped(url), escaped(failed), now).getBytes(UTF_8);
        String fields =
                """
                HTTP/1.1 %d %s
                Server: %s
                Mime-Version: 1.0
                Date: %s
                Content-Type: text/html;charset=utf-8
                Content-Length: %d
                X-Squid-Error: %s %d
                Vary: Accept-Language
                Content-Language: en
                """
                        .formatted(
                                trouble.status,
                                trouble.reason,
                                VERSION,
                                DATE.format(now),
                                body.length,
                                trouble.name,
                                trouble.errno);
        // A tunnel that was not built is answered without the fields of the cache.
        String cache = trouble.cacheFields ? cacheFields("NONE", port) + connection(false) : "";
        return joined(crlf(fields + cache + "\n"), body);
    }

    private String cacheFields(String lookup, int port) {
        return """
                X-Cache: MISS from %1$s
                X-Cache-Lookup: %2$s from %1$s:%3$d
                Via: 1.1 %1$s (%4$s)
                """
                .formatted(host, lookup, port, VERSION);
    }

    private static String connection(boolean keepAlive) {
        return "Connection: " + (keepAlive ? "keep-alive" : "close") + "\n";
    }

    private String errorPage(Trouble trouble, String url, String failed, Instant now) {
        return """
                <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
                <html><head>
                <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
                <title>ERROR: The requested URL could not be retrieved</title>
                </head><body id=%1$s>
                <div id="titles">
                <h1>ERROR</h1>
                <h2>The requested URL could not be retrieved</h2>
                </div>
                <hr>

                <div id="content">
                <p>The following error was encountered while trying to retrieve the URL: <a href="%2$s">%2$s</a></p>

                <blockquote id="error">
                <p><b>%3$s</b></p>
                </blockquote>

                <p>Your cache administrator is <a href="mailto:webmaster">webmaster</a>.</p>
                <br>
                </div>

                <hr>
                <div id="footer">
                <p>Generated %4$s by %5$s (%6$s)</p>
                <!-- %1$s -->
                </div>
                </body></html>
                """
                .formatted(
                        trouble.name, url, said(trouble, failed), DATE.format(now), host, VERSION);
    }

    private static String said(Trouble trouble, String failed) {
        return switch (trouble) {
            case CONNECT_TIMED_OUT ->
                    "Connection to "
                            + failed
                            + " failed.</b></p>\n</blockquote>\n\n"
                            + "<p id=\"sysmsg\">The system returned: <i>(110) Connection timed out</i>"
                            + "</p>\n\n<blockquote>\n<p><b>The remote host or network may be down.";
            case INVALID_URL -> "Invalid URL";
            case UNSUPPORTED_REQUEST -> "Unsupported Request Method and Protocol";
            case UNKNOWN_PROTOCOL -> "Unsupported Protocol";
            case TOO_BIG -> "The request or reply is too large.";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] crlf(String lines) {
        return lines.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    private static byte[] joined(byte[] start, byte[] body) {
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
