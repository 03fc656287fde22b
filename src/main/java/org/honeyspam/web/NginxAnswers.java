package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.http.Gzip;
import org.honeyspam.http.HttpDates;
import org.honeyspam.site.Site;
import org.honeyspam.web.ApacheRanges.Part;
import org.jspecify.annotations.Nullable;

/** Writes nginx's answers: its pages, its fields and their order. */
final class NginxAnswers {
    private static final String SERVER = "nginx/1.22.1";
    private static final String HTML = "text/html";
    private static final int LEVEL = 1;
    private static final int PACKED_FROM_BYTES = 20;
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|[, ])gzip *(?:,|$|;(?! *q *= *0(?:\\.0*)? *(?:,|$)))");
    private static final Set<Integer> ENDING = Set.of(400, 413, 414, 500, 501, 505);
    private static final Set<Integer> PACKED = Set.of(200, 403, 404);
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(206, "Partial Content"),
                    Map.entry(301, "Moved Permanently"),
                    Map.entry(304, "Not Modified"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Not Allowed"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(414, "Request-URI Too Large"),
                    Map.entry(416, "Requested Range Not Satisfiable"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Temporarily Unavailable"),
                    Map.entry(505, "HTTP Version Not Supported"));

    /** Types that nginx gives otherwise than the makers of the pages do. */
    private static final Map<String, String> TYPES =
            Map.of(
                    "application/xml", "text/xml",
                    "text/javascript", "application/javascript",
                    "image/vnd.microsoft.icon", "image/x-icon",
                    "text/vcard", "application/octet-stream");

    private static final String PADDING =
            "<!-- a padding to disable MSIE and Chrome friendly error page -->\r\n".repeat(6);

    private long boundaries;

    Reply page(Request request, String host, String path) {
        RequestHead head = request.head;
        Site.Page page = request.page(host, path);
        if (page == null) {
            return error(request, 404, "");
        }
        if (head.isSimple()) {
            return Reply.of(200, "", page.body(), true);
        }
        if (page.made() != null) {
            return made(request, page, page.made());
        }
        String seconds = Long.toHexString(page.modified().getEpochSecond());
        String tag = '"' + seconds + '-' + Integer.toHexString(page.body().length) + '"';
        var conditions = new NginxConditions(head, tag, page.modified());
        int status = conditions.status();
        boolean stays = stays(request, status);
        String modified = "Last-Modified: " + HttpDates.text(page.modified()) + "\r\n";
        String validated = modified + connection(stays) + "ETag: " + tag + "\r\n";
        if (status == 412) {
            return unmet(request);
        }
        if (status == 304) {
            String text = start(304, request.now) + validated + "\r\n";
            return Reply.of(304, text, new byte[0], !stays);
        }
        String type = TYPES.getOrDefault(page.type(), page.type());
        if (type.equals(HTML) && isPacked(head, page.body().length)) {
            String weak =
                    modified + chunked(head) + connection(stays) + "ETag: W/%s\r\n".formatted(tag);
            return packed(request, 200, weak, page.body(), !stays);
        }
        String range = head.first("range");
        String asked = range == null || !conditions.rangeIsOfThis() ? "" : range;
        NginxRanges ranges = NginxRanges.of(asked, page.body().length);
        if (ranges.unsatisfiable()) {
            return error(
                    request, 416, "Content-Range: bytes */%d\r\n".formatted(page.body().length));
        }
        return shown(request, page.body(), type, ranges.parts(), validated);
    }

    /** Of what PHP made, through FastCGI: its length is never known before. */
    private static Reply made(Request request, Site.Page page, Site.Made made) {
        RequestHead head = request.head;
        boolean stays = stays(request, made.status()) && !head.isOld();
        boolean packed =
                page.type().startsWith(HTML)
                        && PACKED.contains(made.status())
                        && isPacked(head, Integer.MAX_VALUE);
        byte[] body = packed && !head.is("HEAD") ? Gzip.of(page.body(), LEVEL) : page.body();
        String text =
                start(made.status() + " " + made.reason(), request.now)
                        + "Content-Type: %s\r\n".formatted(page.type())
                        + (head.isOld() ? "" : chunked(head))
                        + connection(stays)
                        + made.fields()
                        + (packed && !head.is("HEAD") ? "Content-Encoding: gzip\r\n" : "")
                        + "\r\n";
        return sent(request, made.status(), text, head.isOld() ? body : framed(body), !stays);
    }

    /** In chunks; an empty body is none. */
    private static byte[] framed(byte[] body) {
        var framed = new ByteArrayOutputStream();
        if (body.length > 0) {
            framed.writeBytes(bytes("%x\r\n".formatted(body.length)));
            framed.writeBytes(body);
            framed.writeBytes(bytes("\r\n"));
        }
        framed.writeBytes(bytes("0\r\n\r\n"));
        return framed.toByteArray();
    }

    private Reply shown(
            Request request, byte[] whole, String type, List<Part> parts, String validated) {
        boolean cut = !parts.isEmpty();
        String boundary = parts.size() > 1 ? "%020d".formatted(nextBoundary()) : "";
        byte[] body = cut ? cut(whole, type, parts, boundary) : whole;
        String shownType = boundary.isEmpty() ? type : "multipart/byteranges; boundary=" + boundary;
        String range = parts.size() == 1 ? range(parts.getFirst(), whole.length) : "";
        String text =
                start(cut ? 206 : 200, request.now)
                        + "Content-Type: "
                        + shownType
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n"
                        + validated
                        + (cut ? range : "Accept-Ranges: bytes\r\n")
                        + "\r\n";
        return sent(request, cut ? 206 : 200, text, body, !stays(request, 200));
    }

    private static byte[] cut(byte[] whole, String type, List<Part> parts, String boundary) {
        var bytes = new ByteArrayOutputStream();
        for (Part part : parts) {
            if (!boundary.isEmpty()) {
                String head =
                        "\r\n--%s\r\nContent-Type: %s\r\n%s\r\n"
                                .formatted(boundary, type, range(part, whole.length));
                bytes.writeBytes(bytes(head));
            }
            bytes.write(whole, (int) part.from(), part.length());
        }
        if (!boundary.isEmpty()) {
            bytes.writeBytes(bytes("\r\n--%s--\r\n".formatted(boundary)));
        }
        return bytes.toByteArray();
    }

    private static String range(Part part, int length) {
        return "Content-Range: bytes %d-%d/%d\r\n".formatted(part.from(), part.to(), length);
    }

    private synchronized long nextBoundary() {
        return ++boundaries;
    }

    Reply moved(Request request, String location) {
        return error(request, 301, "", "Location: %s\r\n".formatted(location));
    }

    Reply error(Request request, int status, String extra) {
        return error(request, status, extra, "");
    }

    private Reply error(Request request, int status, String extra, String location) {
        RequestHead head = request.head;
        byte[] body = bytes(body(head, status, ""));
        boolean stays = stays(request, status);
        if (PACKED.contains(status) && isPacked(head, body.length)) {
            String fields = chunked(head) + location + connection(stays) + extra;
            return packed(request, status, fields, body, !stays);
        }
        String text =
                start(status, request.now)
                        + "Content-Type: text/html\r\nContent-Length: %d\r\n".formatted(body.length)
                        + location
                        + connection(stays)
                        + extra
                        + "\r\n";
        return sent(request, status, text, body, !stays);
    }

    /** The connection is said to stay, and does not. */
    private Reply unmet(Request request) {
        Reply said = error(request, 412, "");
        return new Reply(412, said.bytes(), said.bodyBytes(), true);
    }

    Reply refusal(@Nullable RequestHead head, int status, String note, Instant now) {
        byte[] body = bytes(body(head, status, note));
        if (head != null && head.isSimple()) {
            return Reply.of(status, "", body, true);
        }
        String text =
                start(status, now)
                        + "Content-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                                .formatted(body.length);
        boolean bodiless = head != null && head.is("HEAD");
        return Reply.of(status, text, bodiless ? new byte[0] : body, true);
    }

    private static String body(@Nullable RequestHead head, int status, String note) {
        String title = note.isEmpty() ? status + " " + REASONS.get(status) : "400 " + note;
        String heading = status + " " + REASONS.get(status);
        String agent = head == null ? "" : head.said("user-agent");
        boolean chrome = agent.contains("Chrome/") && !agent.contains("Gecko/");
        boolean padded =
                status >= 400
                        && head != null
                        && !head.isSimple()
                        && (chrome || agent.contains("MSIE "));
        return "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n".formatted(title)
                + "<center><h1>%s</h1></center>\r\n".formatted(heading)
                + (note.isEmpty() ? "" : "<center>%s</center>\r\n".formatted(note))
                + "<hr><center>%s</center>\r\n</body>\r\n</html>\r\n".formatted(SERVER)
                + (padded ? PADDING : "");
    }

    private static boolean isPacked(RequestHead head, int bytes) {
        return bytes >= PACKED_FROM_BYTES
                && !head.isOld()
                && !head.has("via")
                && GZIP.matcher(head.said("accept-encoding")).find();
    }

    private static String chunked(RequestHead head) {
        return head.is("HEAD") ? "" : "Transfer-Encoding: chunked\r\n";
    }

    private static Reply packed(
            Request request, int status, String fields, byte[] body, boolean closes) {
        byte[] framed = framed(Gzip.of(body, LEVEL));
        String text =
                start(status, request.now)
                        + "Content-Type: text/html\r\n"
                        + fields
                        + "Content-Encoding: gzip\r\n\r\n";
        return sent(request, status, text, framed, closes);
    }

    private static boolean stays(Request request, int status) {
        RequestHead head = request.head;
        String said = head.said("connection").toLowerCase(Locale.ROOT);
        return !ENDING.contains(status)
                && !head.is("TRACE")
                && !head.is("CONNECT")
                && !request.body.malformed()
                && !said.contains("close")
                && request.left > 0
                && (!head.isOld() || said.contains("keep-alive"));
    }

    private static String connection(boolean stays) {
        return stays ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    }

    private static String start(int status, Instant now) {
        return start(status + " " + REASONS.get(status), now);
    }

    private static String start(String status, Instant now) {
        return "HTTP/1.1 "
                + status
                + "\r\nServer: "
                + SERVER
                + "\r\nDate: "
                + HttpDates.text(now)
                + "\r\n";
    }

    private static Reply sent(
            Request request, int status, String text, byte[] body, boolean closes) {
        if (request.head.isSimple()) {
            return Reply.of(status, "", body, true);
        }
        return Reply.of(status, text, request.head.is("HEAD") ? new byte[0] : body, closes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
