package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.http.ApacheDeflate;
import org.honeyspam.http.ApacheTexts;
import org.honeyspam.http.HttpDates;
import org.jspecify.annotations.Nullable;

/** What Apache writes as a proxy: its own pages, and those of others with its fields. */
final class ModProxyAnswers {
    private static final int KEEP_ALIVE_REQUESTS_MAX = 100;
    private static final int FIRST_ERROR = 400;
    private static final String VARY = "Accept-Encoding";

    /** After these it does not trust the connection any more. */
    private static final Set<Integer> ENDING = Set.of(400, 414, 500, 501, 503);

    private static final Set<String> OF_THE_HOP = HopByHop.and("date", "server");

    private final ModProxyReader reader;

    ModProxyAnswers(ModProxyReader reader) {
        this.reader = reader;
    }

    /** What says how the connection goes on, and whether it does. */
    private record Keep(List<Field> fields, boolean stays) {}

    /** RFC 9112 section 9.3, as Apache sees it. */
    private static Keep keep(RequestHead head, int status) {
        boolean wished = hasToken(head, "keep-alive");
        boolean twoLengths = head.has("transfer-encoding") && head.has("content-length");
        int left = KEEP_ALIVE_REQUESTS_MAX + 1 - head.number();
        boolean lasting = !head.isSimple() && !head.version.equals("1.0");
        boolean stays =
                !twoLengths
                        && !ENDING.contains(status)
                        && !hasToken(head, "close")
                        && left > 0
                        && (wished || lasting);
        if (!stays) {
            return new Keep(List.of(new Field("Connection", "close")), false);
        }
        List<Field> fields =
                wished
                        ? List.of(
                                new Field("Keep-Alive", "timeout=5, max=" + left),
                                new Field("Connection", "Keep-Alive"))
                        : List.of();
        return new Keep(fields, true);
    }

    private static boolean hasToken(RequestHead head, String token) {
        String all = ModProxyReader.joined(head, "connection").toLowerCase(Locale.ROOT);
        return List.of(all.split("[ ,;\t]+")).contains(token);
    }

    /** A page of its own about a request that it read. */
    Answer error(RequestHead head, int status, String note, List<Field> extra, Instant now) {
        Keep keep = keep(head, status);
        byte[] body = body(status, note, reader.authority(head));
        List<Field> fields = start(now);
        fields.addAll(extra);
        if (!head.is("HEAD")) {
            fields.add(new Field("Content-Length", Integer.toString(body.length)));
        }
        fields.addAll(keep.fields());
        fields.add(new Field("Content-Type", "text/html; charset=iso-8859-1"));
        // It gives up after 417, whatever it said of the connection.
        boolean closes = !keep.stays() || status == 417;
        return written(head, ModProxyPages.status(status, note), fields, body, closes);
    }

    /** A page of its own about what it could not read. */
    Answer unread(Refusal refusal, Instant now) {
        ModProxyReader.Authority self = reader.authority(refusal.url());
        byte[] body = body(refusal.status(), refusal.name(), self);
        List<Field> fields = start(now);
        fields.add(new Field("Content-Length", Integer.toString(body.length)));
        fields.add(new Field("Connection", "close"));
        fields.add(new Field("Content-Type", "text/html; charset=iso-8859-1"));
        var nobody = new RequestHead("", "", "1.1");
        String line = ModProxyPages.status(refusal.status(), refusal.name());
        return written(nobody, line, fields, body, true);
    }

    private static byte[] body(int status, String note, ModProxyReader.Authority self) {
        return ModProxyPages.page(status, note, self).getBytes(ISO_8859_1);
    }

    /** Nothing but what may be done. */
    Answer options(RequestHead head, List<Field> extra, String type, Instant now) {
        Keep keep = keep(head, 200);
        List<Field> fields = start(now);
        fields.addAll(extra);
        fields.add(new Field("Content-Length", "0"));
        fields.addAll(keep.fields());
        if (!type.isEmpty()) {
            fields.add(new Field("Content-Type", type));
        }
        return written(head, "200 OK", fields, new byte[0], !keep.stays());
    }

    private static List<Field> start(Instant now) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Date", HttpDates.text(now)));
        fields.add(new Field("Server", ApacheTexts.SERVER));
        return fields;
    }

    /**
     * The answer of an origin server.
     *
     * @param via null if it keeps to itself that it was there
     */
    Answer passed(RequestHead head, Origin origin, @Nullable String via, Instant now) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Date", said(origin, "date", HttpDates.text(now))));
        fields.add(new Field("Server", said(origin, "server", ApacheTexts.SERVER)));
        origin.fields().stream()
                .filter(one -> !OF_THE_HOP.contains(one.name().toLowerCase(Locale.ROOT)))
                .forEach(fields::add);
        if (via != null) {
            fields.add(new Field("Via", via));
        }
        byte[] body = packed(head, origin, fields);
        Keep keep = keep(head, 200);
        fields.addAll(keep.fields());
        return written(head, origin.status() + " " + origin.reason(), fields, body, !keep.stays());
    }

    /** Debian switches mod_deflate on, which packs what others wrote as well. */
    private static byte[] packed(RequestHead head, Origin origin, List<Field> fields) {
        byte[] body = origin.body();
        String type = said(origin, "content-type", "").replaceFirst("[; ].*", "");
        boolean packable =
                origin.status() < FIRST_ERROR
                        && ApacheDeflate.packs(type, body.length)
                        && !head.is("HEAD");
        if (!packable) {
            return body;
        }
        vary(fields);
        String accepted = ModProxyReader.joined(head, "accept-encoding");
        if (!ApacheDeflate.isWanted(accepted)) {
            return body;
        }
        byte[] packed = ApacheDeflate.packed(body);
        fields.removeIf(field -> field.name().equalsIgnoreCase("content-length"));
        fields.replaceAll(
                field ->
                        field.name().equalsIgnoreCase("etag")
                                ? new Field("ETag", field.value().replaceFirst("\"$", "-gzip\""))
                                : field);
        fields.add(new Field("Content-Encoding", "gzip"));
        fields.add(new Field("Content-Length", Integer.toString(packed.length)));
        return packed;
    }

    private static void vary(List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.name().equalsIgnoreCase("vary")) {
                boolean there = field.value().toLowerCase(Locale.ROOT).contains("accept-encoding");
                String both = there ? field.value() : field.value() + "," + VARY;
                fields.set(i, new Field(field.name(), both));
                return;
            }
        }
        fields.add(new Field("Vary", VARY));
    }

    private static String said(Origin origin, String name, String otherwise) {
        return origin.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse(otherwise);
    }

    private static Answer written(
            RequestHead head, String line, List<Field> fields, byte[] body, boolean closes) {
        var all = new ByteArrayOutputStream(body.length + 512);
        if (!head.isSimple()) {
            var text = new StringBuilder("HTTP/1.1 " + line + "\r\n");
            for (Field field : fields) {
                text.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
            all.writeBytes(text.append("\r\n").toString().getBytes(ISO_8859_1));
        }
        if (!head.is("HEAD")) {
            all.writeBytes(body);
        }
        int status = Integer.parseInt(line.substring(0, 3));
        return new Answer(status, all.toByteArray(), body.length, closes || head.isSimple());
    }
}
