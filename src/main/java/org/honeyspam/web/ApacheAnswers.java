package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.http.ApacheDeflate;
import org.honeyspam.http.ApacheTexts;
import org.honeyspam.http.HttpDates;
import org.honeyspam.site.Site;
import org.honeyspam.web.ApacheRanges.Part;
import org.honeyspam.web.ApacheReader.Authority;
import org.jspecify.annotations.Nullable;

/** Writes Apache's answers: which fields, in which order, and whether the connection stays. */
final class ApacheAnswers {
    static final String FOLDER = "/folder/";

    private static final String ISO = "text/html; charset=iso-8859-1";
    private static final String UNKNOWN = "application/octet-stream";

    /** Of what a program writes before its end is known. */
    private static final int COUNTED_BYTES_MAX = 8_000;

    private static final Set<Integer> ENDING = Set.of(400, 408, 413, 414, 500, 501);

    private final long keepAliveSeconds;
    private final String boundary;

    ApacheAnswers(WebPersona.Terms terms, Duration keepAlive) {
        this.keepAliveSeconds = keepAlive.toSeconds();
        this.boundary = "%x".formatted(terms.chance());
    }

    /**
     * A request that is answered.
     *
     * @param self the name that the answer gives
     * @param unheard whether a body was announced that is not waited for
     */
    record Asked(Request request, Authority self, boolean unheard) {
        RequestHead head() {
            return request.head;
        }
    }

    /** What says how the connection goes on, and whether it does. */
    private record Keep(String fields, boolean stays) {}

    /** RFC 9112 section 9.3, as Apache sees it. */
    private Keep keep(Asked asked, int status) {
        RequestHead head = asked.head();
        String said = head.said("connection");
        boolean wished = hasToken(said, "keep-alive");
        boolean twoLengths = head.has("transfer-encoding") && head.has("content-length");
        boolean stays =
                !asked.unheard()
                        && !twoLengths
                        && !ENDING.contains(status)
                        && !hasToken(said, "close")
                        && asked.request().left > 0
                        && (wished || !head.isOld());
        if (!stays) {
            return new Keep("Connection: close\r\n", false);
        }
        String fields =
                wished
                        ? "Keep-Alive: timeout="
                                + keepAliveSeconds
                                + ", max="
                                + asked.request().left
                                + "\r\nConnection: Keep-Alive\r\n"
                        : "";
        return new Keep(fields, true);
    }

    private static boolean hasToken(String list, String token) {
        String all = list.toLowerCase(Locale.ROOT);
        int at = all.indexOf(token);
        while (at >= 0) {
            int end = at + token.length();
            boolean begins = at == 0 || " ,;\t".indexOf(all.charAt(at - 1)) >= 0;
            if (begins && (end == all.length() || " ,;\t".indexOf(all.charAt(end)) >= 0)) {
                return true;
            }
            at = all.indexOf(token, end);
        }
        return false;
    }

    // ---- pages

    Reply page(Asked asked, String path) {
        RequestHead head = asked.head();
        Site.Page page = asked.request().page(asked.self().host(), path);
        if (page == null) {
            return error(asked, 404, "", "");
        }
        if (page.made() != null) {
            return made(asked, page, page.made());
        }
        String tag = tag(page);
        var conditions = new ApacheConditions(head, tag, page.modified(), asked.request().now);
        int status = conditions.status();
        if (status == 304) {
            return unchanged(asked, page, tag);
        }
        boolean packable = ApacheDeflate.packs(page.type(), page.body().length);
        if (status == 412) {
            return unmet(asked, page, packable && !head.is("HEAD"));
        }
        boolean packed = packable && isPackable(head);
        byte[] body = packed ? ApacheDeflate.packed(page.body()) : page.body();
        var shown = new Shown(asked, page, body, packable, packed);
        if (head.isSimple()) {
            return Reply.of(200, "", body, true);
        }
        String range = conditions.rangeIsOfThis() ? head.said("range") : "";
        ApacheRanges ranges = ApacheRanges.of(range, body.length);
        if (ranges.unsatisfiable()) {
            return chunkedError(asked, 416);
        }
        return whole(shown, ranges.parts());
    }

    /** Of what PHP made. Its length is known if Apache has the end before it must send. */
    private Reply made(Asked asked, Site.Page page, Site.Made made) {
        RequestHead head = asked.head();
        int length = page.body().length;
        boolean packable = ApacheDeflate.packs(bare(page.type()), length);
        boolean packed = packable && !head.is("HEAD") && isPackable(head);
        byte[] body = packed ? ApacheDeflate.packed(page.body()) : page.body();
        boolean counted = packed || length <= COUNTED_BYTES_MAX;
        boolean stays = keep(asked, made.status()).stays();
        boolean framed = !counted && !head.isOld();
        String frame =
                counted
                        ? "Content-Length: %d\r\n".formatted(body.length)
                        : framed ? "Transfer-Encoding: chunked\r\n" : "";
        String keep =
                counted || framed ? keep(asked, made.status()).fields() : "Connection: close\r\n";
        String coding = packed ? "Content-Encoding: gzip\r\n" : "";
        String fields =
                head.is("HEAD") ? "" : (packable ? "Vary: Accept-Encoding\r\n" : "") + coding;
        String start =
                start(made.status() + " " + made.reason(), asked.request().now)
                        + made.fields()
                        + fields
                        + (head.is("HEAD") ? "" : frame)
                        + keep
                        + "Content-Type: %s\r\n\r\n".formatted(page.type());
        byte[] sent = framed ? chunk(body) : body;
        return sent(asked, made.status(), start, sent, !stays || !counted && !framed);
    }

    private static String bare(String type) {
        int end = type.indexOf(';');
        return end < 0 ? type : type.substring(0, end);
    }

    private static byte[] chunk(byte[] body) {
        return joined(bytes("%x\r\n".formatted(body.length)), body, bytes("\r\n0\r\n\r\n"));
    }

    private static boolean isPackable(RequestHead head) {
        return ApacheDeflate.isWanted(head.said("accept-encoding"));
    }

    /** A page with the body that is sent of it. */
    @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
    private record Shown(
            Asked asked, Site.Page page, byte[] body, boolean packable, boolean packed) {
        String validators() {
            String tag = tag(page);
            String shownTag = packed ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag;
            return ApacheAnswers.validators(page, shownTag);
        }
    }

    private Reply whole(Shown shown, List<Part> parts) {
        byte[] body = parts.isEmpty() ? shown.body() : cut(shown, parts);
        int status = parts.isEmpty() ? 200 : 206;
        boolean many = parts.size() > 1;
        String length = "Content-Length: " + body.length + "\r\n";
        String range = parts.size() == 1 ? range("Content-Range", parts, shown) : "";
        String fields =
                shown.packed()
                        ? "Vary: Accept-Encoding\r\nContent-Encoding: gzip\r\n" + range + length
                        : length + (shown.packable() ? "Vary: Accept-Encoding\r\n" : "") + range;
        Keep keep = keep(shown.asked(), status);
        String type = many ? "multipart/byteranges; boundary=" + boundary : shown.page().type();
        boolean named =
                !type.equals(UNKNOWN); // Debian's Apache says nothing of what it does not know.
        String head =
                start(status, shown.asked().request().now)
                        + shown.validators()
                        + fields
                        + keep.fields()
                        + (named ? "Content-Type: " + type + "\r\n\r\n" : "\r\n");
        return sent(shown.asked(), status, head, body, !keep.stays());
    }

    private static String range(String name, List<Part> parts, Shown shown) {
        Part part = parts.getFirst();
        return "%s: bytes %d-%d/%d\r\n"
                .formatted(name, part.from(), part.to(), shown.body().length);
    }

    private byte[] cut(Shown shown, List<Part> parts) {
        var bytes = new ByteArrayOutputStream();
        for (Part part : parts) {
            if (parts.size() > 1) {
                String head =
                        "\r\n--%s\r\nContent-type: %s\r\n%s\r\n"
                                .formatted(
                                        boundary,
                                        shown.page().type(),
                                        range("Content-range", List.of(part), shown));
                bytes.writeBytes(head.getBytes(ISO_8859_1));
            }
            bytes.write(shown.body(), (int) part.from(), part.length());
        }
        if (parts.size() > 1) {
            bytes.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private Reply unchanged(Asked asked, Site.Page page, String tag) {
        Keep keep = keep(asked, 304);
        String head =
                start(304, asked.request().now) + validators(page, tag) + keep.fields() + "\r\n";
        return Reply.of(304, head, new byte[0], !keep.stays());
    }

    private Reply unmet(Asked asked, Site.Page page, boolean emptied) {
        Keep keep = keep(asked, 412);
        String head =
                start(412, asked.request().now)
                        + validators(page, tag(page))
                        + "Content-Length: %d\r\n".formatted(emptied ? 0 : page.body().length)
                        + keep.fields()
                        + "Content-Type: %s\r\n\r\n".formatted(page.type());
        return Reply.of(412, head, new byte[0], !keep.stays());
    }

    /** Nothing but what may be done. */
    Reply options(Asked asked, String allow, String path) {
        Keep keep = keep(asked, 200);
        String type = "";
        if (path.equals(FOLDER)) {
            type = "httpd/unix-directory";
        } else if (!path.isEmpty()) {
            Site.Page page = asked.request().page(asked.self().host(), path);
            type = page == null ? "" : page.type();
        }
        String head =
                start(200, asked.request().now)
                        + allow
                        + "Content-Length: 0\r\n"
                        + keep.fields()
                        + (type.isEmpty() ? "" : "Content-Type: %s\r\n".formatted(type))
                        + "\r\n";
        return Reply.of(200, head, new byte[0], !keep.stays());
    }

    // ---- errors

    Reply error(Asked asked, int status, String note, String extra) {
        Keep keep = keep(asked, status);
        byte[] body = bytes(ApachePages.page(status, note, 0, asked.self()));
        boolean head = asked.head().is("HEAD");
        String start =
                start(status, asked.request().now)
                        + extra
                        + (head ? "" : "Content-Length: %d\r\n".formatted(body.length))
                        + keep.fields()
                        + "Content-Type: %s\r\n\r\n".formatted(ISO);
        // Apache gives up after 417, whatever it said of the connection.
        return sent(asked, status, start, body, !keep.stays() || status == 417);
    }

    /** An error that came upon Apache while it was about to send something else. */
    Reply brokenBody(Asked asked, int status, String note, int before) {
        byte[] body = bytes(ApachePages.page(status, note, before, asked.self()));
        String start =
                start(status, asked.request().now)
                        + "Connection: close\r\nContent-Type: %s\r\n\r\n".formatted(ISO);
        return sent(asked, status, start, body, true);
    }

    private Reply chunkedError(Asked asked, int status) {
        RequestHead head = asked.head();
        Keep keep = keep(asked, status);
        boolean stays = keep.stays() && !head.isOld();
        byte[] page = bytes(ApachePages.page(status, "", 0, asked.self()));
        boolean framed = stays && !head.is("HEAD");
        byte[] body = framed ? chunk(page) : page;
        String start =
                start(status, asked.request().now)
                        + (stays ? keep.fields() : "Connection: close\r\n")
                        + (framed ? "Transfer-Encoding: chunked\r\n" : "")
                        + "Content-Type: %s\r\n\r\n".formatted(ISO);
        return sent(asked, status, start, body, !stays);
    }

    /** Of what was not understood far enough to be a request. */
    Reply refusal(
            @Nullable RequestHead head, int status, String note, Authority self, Instant now) {
        byte[] body = bytes(ApachePages.page(status, note, 0, self));
        boolean bodiless = head != null && head.is("HEAD");
        String start =
                start(status, now)
                        + (bodiless ? "" : "Content-Length: %d\r\n".formatted(body.length))
                        + "Connection: close\r\nContent-Type: %s\r\n\r\n".formatted(ISO);
        return Reply.of(status, start, bodiless ? new byte[0] : body, true);
    }

    // ---- bytes

    private static Reply sent(Asked asked, int status, String head, byte[] body, boolean closes) {
        if (asked.head().isSimple()) {
            return Reply.of(status, "", body, true);
        }
        return Reply.of(status, head, asked.head().is("HEAD") ? new byte[0] : body, closes);
    }

    private static String start(int status, Instant now) {
        return start(ApachePages.reason(status), now);
    }

    private static String start(String status, Instant now) {
        return "HTTP/1.1 "
                + status
                + "\r\nDate: "
                + HttpDates.text(now)
                + "\r\nServer: "
                + ApacheTexts.SERVER
                + "\r\n";
    }

    /** A strong validator as Apache makes it of size and time of a file. */
    private static String tag(Site.Page page) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, page.modified());
        return '"' + Integer.toHexString(page.body().length) + '-' + Long.toHexString(micros) + '"';
    }

    private static String validators(Site.Page page, String tag) {
        return "Last-Modified: "
                + HttpDates.text(page.modified())
                + "\r\nETag: "
                + tag
                + "\r\nAccept-Ranges: bytes\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] joined(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
