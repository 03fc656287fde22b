package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.http.HttpDates;

/** What Squid writes: header fields in its order, its own pages and those of others. */
final class SquidAnswers {
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(407, "Proxy Authentication Required"),
                    Map.entry(411, "Length Required"),
                    Map.entry(414, "URI Too Long"),
                    Map.entry(417, "Expectation Failed"),
                    Map.entry(431, "Request Header Fields Too Large"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Unavailable"),
                    Map.entry(504, "Gateway Timeout"),
                    Map.entry(505, "HTTP Version not supported"));

    /** After these it does not know where the next request begins. */
    private static final Set<Integer> LAST = Set.of(400, 411, 414, 417, 431, 501, 505);

    private final String host;
    private final boolean tells;

    SquidAnswers(String host, Anonymity anonymity) {
        this.host = host;
        this.tells = anonymity != Anonymity.ELITE;
    }

    /** Whether a document was found in the cache, if it was looked for. */
    enum Lookup {
        NONE,
        MISS,
        HIT
    }

    /**
     * What is wrong.
     *
     * @param name as in the name of its page
     * @param errno of the system; 0 if it has nothing to do with it
     */
    record Trouble(int status, String name, int errno) {
        static final Trouble DENIED = new Trouble(403, "ACCESS_DENIED", 0);
    }

    /** A page of its own about a URL. */
    Answer error(
            RequestHead head, Trouble trouble, String url, Lookup lookup, Peer peer, Instant now) {
        return error(head, trouble, Map.of('U', shown(url)), lookup, peer, now);
    }

    /**
     * A page of its own.
     *
     * @param said what stands for the letters of its template
     */
    Answer error(
            RequestHead head,
            Trouble trouble,
            Map<Character, String> said,
            Lookup lookup,
            Peer peer,
            Instant now) {
        int status = trouble.status();
        byte[] body = SquidPages.page(trouble.name(), host, now, said);
        String challenge =
                status == 407
                        ? "Proxy-Authenticate: Basic realm=\"Squid proxy-caching web server\"\n"
                        : "";
        String fields =
                """
                Server: %s
                Mime-Version: 1.0
                Date: %s
                Content-Type: text/html;charset=utf-8
                Content-Length: %d
                X-Squid-Error: ERR_%s %d
                Vary: Accept-Language
                Content-Language: en
                """
                        .formatted(
                                Squid.VERSION,
                                HttpDates.text(now),
                                body.length,
                                trouble.name(),
                                trouble.errno());
        boolean tunnel = head.is("CONNECT") && status == 503; // Then it is no cache any more.
        String all = (fields + challenge).replace("\n", "\r\n");
        if (tunnel) {
            return answer(head, status, all, body, true);
        }
        boolean last = LAST.contains(status);
        return answer(head, status, all + way(lookup, peer) + ending(head, last), body, last);
    }

    /** What a query says is nobody's business (strip_query_terms). */
    static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query + 1);
    }

    /** A request, told back to who sent it. */
    Answer echo(RequestHead head, String url, Peer peer, Instant now) {
        String path = url.substring(url.indexOf('/', url.indexOf("//") + 2));
        var body = new StringBuilder("TRACE " + path + " HTTP/" + head.version + "\r\n");
        head.fields().forEach(field -> body.append(field.name() + ": " + field.value() + "\r\n"));
        byte[] bytes = body.append("\r\n").toString().getBytes(ISO_8859_1);
        String date = HttpDates.text(now);
        String fields =
                """
                Server: %s
                Mime-Version: 1.0
                Date: %s
                Content-Type: message/http
                Content-Length: %d
                Expires: %s
                """
                        .formatted(Squid.VERSION, date, bytes.length, date)
                        .replace("\n", "\r\n");
        String all = fields + way(Lookup.NONE, peer) + ending(head, false);
        return written(head, "200 OK", all, bytes, !head.keepsAlive());
    }

    /** The answer of an origin server. */
    Answer passed(RequestHead head, Origin origin, Lookup lookup, Peer peer) {
        String all = text(origin.fields()) + way(lookup, peer) + ending(head, false);
        String line = origin.status() + " " + origin.reason();
        return written(head, line, all, origin.body(), !head.keepsAlive());
    }

    /** A document that nobody was asked for again. */
    Answer stored(
            RequestHead head, Origin origin, SquidStore.Stored stored, Peer peer, Instant now) {
        String age = "Age: " + stored.ageSeconds(now) + "\r\n";
        String way = way(Lookup.HIT, peer).replaceFirst("MISS", "HIT");
        String all = text(stored.fields()) + age + way + ending(head, false);
        return written(head, "200 OK", all, origin.body(), !head.keepsAlive());
    }

    private static String text(List<Field> fields) {
        var text = new StringBuilder();
        for (Field field : fields) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return text.toString();
    }

    private String way(Lookup lookup, Peer peer) {
        String via = tells ? "Via: 1.1 %s (%s)\r\n".formatted(host, Squid.VERSION) : "";
        return "X-Cache: MISS from %s\r\nX-Cache-Lookup: %s from %s:%d\r\n"
                        .formatted(host, lookup, host, peer.local().port())
                + via;
    }

    private static String ending(RequestHead head, boolean last) {
        return "Connection: " + (head.keepsAlive() && !last ? "keep-alive" : "close") + "\r\n";
    }

    private static Answer answer(
            RequestHead head, int status, String fields, byte[] body, boolean last) {
        String line = status + " " + REASONS.getOrDefault(status, "Error");
        return written(head, line, fields, body, last || !head.keepsAlive());
    }

    private static Answer written(
            RequestHead head, String line, String fields, byte[] body, boolean closes) {
        var all = new ByteArrayOutputStream(body.length + 512);
        all.writeBytes(("HTTP/1.1 " + line + "\r\n" + fields + "\r\n").getBytes(ISO_8859_1));
        if (!head.is("HEAD")) {
            all.writeBytes(body);
        }
        int status = Integer.parseInt(line.substring(0, 3));
        return new Answer(status, all.toByteArray(), body.length, closes);
    }
}
