package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.http.HttpDates;
import org.honeyspam.site.Site;
import org.honeyspam.web.ApacheRanges.Part;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answers of IIS. Their fields stand in the order in which HTTP.sys numbers them
 * (HTTP_HEADER_ID), then come those it has no number for, then its own.
 */
final class IisAnswers {
    private static final String SERVER = "Microsoft-IIS/10.0";
    private static final String DRIVER = "Microsoft-HTTPAPI/2.0";
    private static final String POWERED = "X-Powered-By: ASP.NET\r\n";
    private static final String HTML = "text/html";
    private static final String METHODS = "OPTIONS, TRACE, GET, HEAD, POST";
    private static final String FILE_METHODS = "Allow: GET, HEAD, OPTIONS, TRACE\r\n";
    private static final String BOUNDARY = "<q1w2e3r4t5y6u7i8o9p0zaxscdvfbgnhmjklkl>";
    private static final Instant FILE_TIME_START = Instant.parse("1601-01-01T00:00:00Z");
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(206, "Partial Content"),
                    Map.entry(301, "Moved Permanently"),
                    Map.entry(302, "Found"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(416, "Requested Range Not Satisfiable"),
                    Map.entry(501, "Not Implemented"));

    /** Types that IIS gives otherwise than the makers of the pages do. */
    private static final Map<String, String> TYPES =
            Map.of(
                    "application/xml", "text/xml",
                    "application/rss+xml", "text/xml",
                    "text/vcard", "text/x-vcard",
                    "text/javascript", "application/javascript",
                    "image/vnd.microsoft.icon", "image/x-icon");

    Reply page(Request request, String host, String path) {
        RequestHead head = request.head;
        Site.Page page = request.page(host, path);
        if (page == null) {
            return error(request, 404);
        }
        if (page.made() != null) { // By PHP, which FastCGI connects.
            String fields = "Content-Type: %s\r\n".formatted(page.type()) + page.made().fields();
            return whole(request, page.made().status(), "", fields, page.body());
        }
        byte[] whole = page.body();
        String tag = tag(page.modified());
        var conditions = new ApacheConditions(head, tag, page.modified(), request.now);
        String validated = "Accept-Ranges: bytes\r\nETag: %s\r\n".formatted(tag);
        String dated =
                "Last-Modified: %s\r\n".formatted(HttpDates.text(page.modified())) + validated;
        int status = conditions.status();
        if (status == 412) {
            return error(request, 412);
        }
        if (status == 304) {
            String text = "HTTP/1.1 304 Not Modified\r\n" + validated + end(request, "") + "\r\n";
            return Reply.of(304, text, new byte[0], !stays(request));
        }
        String type = TYPES.getOrDefault(page.type(), page.type());
        boolean ranged = head.is("GET") && conditions.rangeIsOfThis();
        ApacheRanges ranges = ApacheRanges.of(ranged ? head.said("range") : "", whole.length);
        if (ranges.unsatisfiable()) {
            String fields = "Content-Range: bytes */%d\r\n".formatted(whole.length) + dated;
            return sent(request, 416, HTML, fields, bytes(IisPages.error(416)));
        }
        return ranges.parts().isEmpty()
                ? sent(request, 200, type, dated, whole)
                : cut(request, whole, type, ranges.parts(), dated);
    }

    /** The time of the last change, byte for byte as it lies in the memory of the server. */
    static String tag(Instant modified) {
        Duration since = Duration.between(FILE_TIME_START, modified);
        long ticks = since.getSeconds() * 10_000_000 + since.getNano() / 100;
        var text = new StringBuilder("\"");
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            text.append(Long.toHexString(ticks >>> shift & 0xff));
        }
        return text.append(":0\"").toString();
    }

    private static Reply cut(
            Request request, byte[] whole, String type, List<Part> parts, String dated) {
        if (parts.size() == 1) {
            Part part = parts.getFirst();
            var piece = new ByteArrayOutputStream();
            piece.write(whole, (int) part.from(), part.length());
            String fields = range(part, whole.length) + dated;
            return sent(request, 206, type, fields, piece.toByteArray());
        }
        var bytes = new ByteArrayOutputStream();
        for (Part part : parts) {
            String start =
                    "\r\n--%s\r\nContent-Type: %s\r\n%s\r\n"
                            .formatted(BOUNDARY, type, range(part, whole.length));
            bytes.writeBytes(bytes(start));
            bytes.write(whole, (int) part.from(), part.length());
        }
        bytes.writeBytes(bytes("\r\n--%s--\r\n".formatted(BOUNDARY)));
        String several = "multipart/byteranges; boundary=" + BOUNDARY;
        return sent(request, 206, several, dated, bytes.toByteArray());
    }

    private static String range(Part part, int length) {
        return "Content-Range: bytes %d-%d/%d\r\n".formatted(part.from(), part.to(), length);
    }

    Reply options(Request request) {
        String text =
                "HTTP/1.1 200 OK\r\nAllow: %s\r\n".formatted(METHODS)
                        + end(request, "Public: %s\r\n".formatted(METHODS))
                        + "Content-Length: 0\r\n\r\n";
        return Reply.of(200, text, new byte[0], !stays(request));
    }

    Reply moved(Request request, String location) {
        String fields = "Location: %s\r\n".formatted(location);
        String type = "text/html; charset=UTF-8";
        return sent(request, 301, type, fields, bytes(IisPages.moved(location)));
    }

    Reply error(Request request, int status) {
        byte[] body = bytes(IisPages.error(status));
        if (status != 405) {
            return sent(request, status, HTML, "", body);
        }
        return whole(request, status, FILE_METHODS, "Content-Type: text/html\r\n", body);
    }

    private static Reply sent(
            Request request, int status, String type, String fields, byte[] body) {
        String typed = "Content-Type: %s\r\n".formatted(type) + fields;
        return whole(request, status, "", typed, body);
    }

    /** To HEAD, the length is said by IIS and not by the driver, and so stands in its place. */
    private static Reply whole(
            Request request, int status, String before, String behind, byte[] body) {
        boolean bare = request.head.is("HEAD");
        if (request.head.isSimple()) {
            return Reply.of(status, "", body, true);
        }
        String length = "Content-Length: %d\r\n".formatted(body.length);
        String text =
                "HTTP/1.1 %d %s\r\n".formatted(status, REASONS.get(status))
                        + before
                        + (bare ? length : "")
                        + behind
                        + end(request, "")
                        + (bare ? "" : length)
                        + "\r\n";
        return Reply.of(status, text, bare ? new byte[0] : body, !stays(request));
    }

    private static String end(Request request, String unnumbered) {
        boolean stays = stays(request);
        String connection =
                stays
                        ? request.head.isOld() ? "Connection: keep-alive\r\n" : ""
                        : "Connection: close\r\n";
        return "Server: %s\r\n".formatted(SERVER)
                + unnumbered
                + POWERED
                + "Date: %s\r\n".formatted(HttpDates.text(request.now))
                + connection;
    }

    private static boolean stays(Request request) {
        RequestHead head = request.head;
        String said = head.said("connection").toLowerCase(Locale.ROOT);
        return !head.isSimple()
                && request.left > 0
                && !said.contains("close")
                && (!head.isOld() || said.contains("keep-alive"));
    }

    /** What the driver says by itself, before it closes. */
    Reply httpSys(@Nullable RequestHead head, HttpSysError error, Instant now) {
        byte[] body = bytes(error.page);
        if (head != null && head.isSimple()) {
            return Reply.of(error.status, "", body, true);
        }
        String text =
                "HTTP/1.1 %d %s\r\n".formatted(error.status, error.reason)
                        + "Content-Type: text/html; charset=us-ascii\r\n"
                        + "Server: %s\r\nDate: %s\r\n".formatted(DRIVER, HttpDates.text(now))
                        + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
        boolean bare = head != null && head.is("HEAD");
        return Reply.of(error.status, text, bare ? new byte[0] : body, true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
