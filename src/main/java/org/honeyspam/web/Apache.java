package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.site.Site;

/**
 * Apache 2.4.71 as Debian 12 ships it, serving files. Header fields, their order and the error
 * pages were taken from the running program.
 */
final class Apache {
    static final String ALLOW = "GET,POST,OPTIONS,HEAD";
    private static final String SERVER = "Apache/2.4.71 (Debian)";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Set<String> KNOWN_METHODS =
            Set.of(
                    "PUT",
                    "DELETE",
                    "CONNECT",
                    "PATCH",
                    "PROPFIND",
                    "PROPPATCH",
                    "MKCOL",
                    "COPY",
                    "MOVE",
                    "LOCK",
                    "UNLOCK",
                    "VERSION-CONTROL",
                    "CHECKOUT",
                    "UNCHECKOUT",
                    "CHECKIN",
                    "UPDATE",
                    "LABEL",
                    "REPORT",
                    "MKWORKSPACE",
                    "MKACTIVITY",
                    "BASELINE-CONTROL",
                    "MERGE");

    private Apache() {}

    /** What may go wrong, and what the page says of it. */
    enum Failure {
        BAD_REQUEST(400, "Bad Request", Failure.NOT_UNDERSTOOD + "<br />\n</p>"),
        FIELD_TOO_LONG(
                400,
                "Bad Request",
                Failure.NOT_UNDERSTOOD
                        + "<br />\nSize of a request header field exceeds server limit.</p>"),
        TOO_MANY_FIELDS(
                400,
                "Bad Request",
                Failure.NOT_UNDERSTOOD
                        + "<br />\nThe number of request header fields exceeds this server's limit.</p>"),
        NOT_FOUND(404, "Not Found", "<p>The requested URL was not found on this server.</p>"),
        NOT_ALLOWED(
                405,
                "Method Not Allowed",
                "<p>The requested method %s is not allowed for this URL.</p>"),
        TIMED_OUT(
                408,
                "Request Timeout",
                "<p>Server timeout waiting for the HTTP request from the client.</p>"),
        TOO_LARGE(
                413,
                "Request Entity Too Large",
                "The requested resource does not allow request data with %s requests, or the amount"
                        + " of data provided in\nthe request exceeds the capacity limit.\n"),
        URI_TOO_LONG(
                414,
                "Request-URI Too Long",
                "<p>The requested URL's length exceeds the capacity\nlimit for this server.<br />\n</p>"),
        SERVER_ERROR(
                500,
                "Internal Server Error",
                "<p>The server encountered an internal error or\nmisconfiguration and was unable to"
                        + " complete\nyour request.</p>"),
        NOT_IMPLEMENTED(501, "Not Implemented", "<p>%s not supported for current URL.<br />\n</p>");

        private static final String NOT_UNDERSTOOD =
                "<p>Your browser sent a request that this server could not understand.";

        final int status;
        private final String reason;
        private final String text;

        Failure(int status, String reason, String text) {
            this.status = status;
            this.reason = reason;
            this.text = text;
        }
    }

    /** How the connection goes on, in the words of the header. */
    enum Connection {
        /** HTTP/1.1 says nothing of a connection that stays. */
        STAYS(""),
        STAYS_AS_ASKED("Keep-Alive: timeout=%d, max=%d\r\nConnection: Keep-Alive\r\n"),
        CLOSES("Connection: close\r\n");

        private final String fields;

        Connection(String fields) {
            this.fields = fields;
        }

        String fields(long timeoutSeconds, int requestsLeft) {
            return fields.formatted(timeoutSeconds, requestsLeft);
        }
    }

    static boolean knows(String method) {
        return KNOWN_METHODS.contains(method);
    }

    /** A strong validator as Apache makes it of size and time of a file. */
    static String etag(Site.Page page) {
        long micros =
                page.modified().getEpochSecond() * 1_000_000
                        + page.modified().hashCode() % 1_000_000;
        return "\"%x-%x\"".formatted(page.body().length, micros);
    }

    static byte[] page(Site.Page page, boolean head, String connection, Instant now) {
        String fields =
                start(200, "OK", now)
                        + validators(page)
                        + "Accept-Ranges: bytes\r\nContent-Length: %d\r\n"
                                .formatted(page.body().length)
                        + connection
                        + "Content-Type: "
                        + page.type()
                        + "\r\n\r\n";
        return head ? bytes(fields) : joined(bytes(fields), page.body());
    }

    static byte[] part(Site.Page page, int from, int to, String connection, Instant now) {
        byte[] body = Arrays.copyOfRange(page.body(), from, to + 1);
        String fields =
                start(206, "Partial Content", now)
                        + validators(page)
                        + "Accept-Ranges: bytes\r\nContent-Length: %d\r\n".formatted(body.length)
                        + "Content-Range: bytes %d-%d/%d\r\n"
                                .formatted(from, to, page.body().length)
                        + connection
                        + "Content-Type: "
                        + page.type()
                        + "\r\n\r\n";
        return joined(bytes(fields), body);
    }

    static byte[] notModified(Site.Page page, String connection, Instant now) {
        return bytes(
                start(304, "Not Modified", now)
                        + validators(page)
                        + "Accept-Ranges: bytes\r\n"
                        + connection
                        + "\r\n");
    }

    static byte[] options(String type, String connection, Instant now) {
        return bytes(
                start(200, "OK", now)
                        + (type.isEmpty() ? "" : "Allow: " + ALLOW + "\r\n")
                        + "Content-Length: 0\r\n"
                        + connection
                        + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                        + "\r\n");
    }

    /**
     * An error as it is answered.
     *
     * @param about the method, where the page names it
     * @param allow what is allowed instead, where the header says it
     */
    record Refusal(Failure failure, String about, String allow, String host, int port) {}

    static byte[] error(Refusal error, boolean head, String connection, Instant now) {
        Failure failure = error.failure();
        String body =
                """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
                <html><head>
                <title>%1$d %2$s</title>
                </head><body>
                <h1>%2$s</h1>
                %3$s
                <hr>
                <address>%4$s Server at %5$s Port %6$d</address>
                </body></html>
                """
                        .formatted(
                                failure.status,
                                failure.reason,
                                failure.text.formatted(escaped(error.about())),
                                SERVER,
                                error.host(),
                                error.port());
        String fields =
                start(failure.status, failure.reason, now)
                        + error.allow()
                        + (head ? "" : "Content-Length: %d\r\n".formatted(body.length()))
                        + connection
                        + "Content-Type: text/html; charset=iso-8859-1\r\n\r\n";
        return bytes(head ? fields : fields + body);
    }

    static String date(Instant time) {
        return DATE.format(time);
    }

    private static String start(int status, String reason, Instant now) {
        return "HTTP/1.1 %d %s\r\nDate: %s\r\nServer: %s\r\n"
                .formatted(status, reason, date(now), SERVER);
    }

    private static String validators(Site.Page page) {
        return "Last-Modified: %s\r\nETag: %s\r\n".formatted(date(page.modified()), etag(page));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] joined(byte[] start, byte[] body) {
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
