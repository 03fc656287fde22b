package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * The web proxy of a MikroTik router (RouterOS 6), as its documents and published answers show it;
 * docs/decisions/0029 says what is known. It tells of the caller (transparent), or with its option
 * "anonymous" nothing at all: there is no third way, so that is both elite and anonymous.
 */
final class RouterProxy implements HttpPersona {
    private static final int HEAD_BYTES_MAX = 32 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final int HTTP_PORT = 80;
    private static final int FTP_PORT = 21;
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(Long.MAX_VALUE, true, false);
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z-]{1,32}) +([^ ]+) +HTTP/(1\\.[01])[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern NO_HOST =
            Pattern.compile(
                    "[^.:]+|\\..*|.*\\.(invalid|localhost)\\.?|.*[^a-z0-9._:-].*", Pattern.DOTALL);
    private static final Refusal UNREADABLE = new Refusal(400, "", "", "other_protocol");
    private static final Set<String> OF_THE_HOP = HopByHop.and("proxy-authorization");

    private final String host;
    private final boolean tells;
    private final int proxyId;

    RouterProxy(String host, Anonymity anonymity) {
        this.host = host;
        this.tells = anonymity == Anonymity.TRANSPARENT;
        this.proxyId = Drawn.dice("proxy id", host).nextInt(1 << 28, Integer.MAX_VALUE);
    }

    @Override
    public int headBytesMax() {
        return HEAD_BYTES_MAX;
    }

    @Override
    public Duration keepAliveMax() {
        return KEEP_ALIVE;
    }

    @Override
    public Line firstLine(String line) {
        if (line.isEmpty()) {
            return new Line.Blank();
        }
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? new Line.Read(new RequestHead(parts.group(1), parts.group(2), parts.group(3)))
                : new Line.Wrong(UNREADABLE);
    }

    @Override
    public @Nullable Refusal fields(RequestHead head, List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.indexOf('\0') >= 0) {
                return new Refusal(400, "", "", "bad_header");
            }
            head.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        String length = head.said("content-length");
        boolean counted = length.isEmpty() || LENGTH.matcher(length).matches();
        return counted ? null : new Refusal(400, "", "", "bad_request");
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head, String begun) {
        return new Refusal(400, "", "", "request_too_long");
    }

    @Override
    public BodySkipper body(RequestHead head) {
        if (head.lists("transfer-encoding", "chunked")) {
            return BodySkipper.ofChunks(RULES);
        }
        String length = head.said("content-length");
        return length.isEmpty()
                ? BodySkipper.none()
                : BodySkipper.ofLength(Long.parseLong(length), RULES);
    }

    @Override
    public Wish wish(RequestHead head, Peer peer, Instant now) {
        if (head.is("CONNECT")) {
            Target target = Target.of(head.target);
            return target == null ? wrong() : known(target, new Wish.Connect(target), head.target);
        }
        UrlParts url = UrlParts.of(head.target);
        boolean relative = url.scheme().isEmpty() && url.path().startsWith("/");
        String authority = relative ? head.said("host") : url.authority();
        boolean ftp = url.scheme().equals("ftp");
        if (authority == null || !relative && !ftp && !url.scheme().equals("http")) {
            return wrong();
        }
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        boolean ported = place.indexOf(':', place.indexOf(']') + 1) >= 0;
        Target target = Target.of(ported ? place : place + ":" + (ftp ? FTP_PORT : HTTP_PORT));
        if (target == null) {
            return wrong();
        }
        String path = (url.path().isEmpty() ? "/" : url.path()) + url.query();
        String text = relative ? "http://" + authority + path : head.target;
        return known(target, new Wish.Fetch(target, text, path, !ftp), text);
    }

    private static Wish known(Target target, Wish wish, String url) {
        return NO_HOST.matcher(target.host()).matches() ? new Wish.Nowhere(target, url) : wish;
    }

    private static Wish wrong() {
        return new Wish.Refused(new Refusal(400, "Bad Request", "", "bad_request"));
    }

    /** In its order: what the caller sent, and then what is its own. */
    @Override
    public List<Field> forwarded(RequestHead head, Wish.Fetch fetch, Peer peer) {
        List<Field> all = new ArrayList<>();
        for (Field field : head.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean retold = tells && (name.equals("via") || name.equals("x-forwarded-for"));
            if (name.equals("transfer-encoding")) { // It knows the length by now.
                all.add(new Field("Content-Length", Long.toString(head.bodyBytes())));
            } else if (!OF_THE_HOP.contains(name) && !retold) {
                all.add(field);
            }
        }
        if (!head.has("host")) {
            String text = fetch.target().toString();
            boolean usual = fetch.target().port() == HTTP_PORT;
            String named = usual ? text.substring(0, text.lastIndexOf(':')) : text;
            all.add(new Field("Host", named));
        }
        if (tells) {
            List<String> callers = new ArrayList<>(head.all("x-forwarded-for"));
            callers.add(peer.source().ipText());
            List<String> via = new ArrayList<>(head.all("via"));
            String self = peer.local().ipText();
            via.add("%s %s (%s)".formatted(head.version, self, RouterPages.NAME));
            all.add(new Field("X-Proxy-ID", Integer.toString(proxyId)));
            all.add(new Field("X-Forwarded-For", String.join(", ", callers)));
            all.add(new Field("Via", String.join(", ", via)));
        }
        return all;
    }

    @Override
    public byte[] interim(RequestHead head) {
        boolean asked = head.said("expect").equalsIgnoreCase("100-continue");
        return (asked ? "HTTP/1.1 100 Continue\r\n\r\n" : "").getBytes(ISO_8859_1);
    }

    @Override
    public Answer passed(
            RequestHead head, Wish.Fetch fetch, Origin origin, Peer peer, Instant now) {
        var text = new StringBuilder("HTTP/1.1 " + origin.status() + " " + origin.reason());
        for (Field field : origin.fields()) {
            if (!OF_THE_HOP.contains(field.name().toLowerCase(Locale.ROOT))) {
                text.append("\r\n").append(field.name()).append(": ").append(field.value());
            }
        }
        boolean stays = head.keepsAlive();
        text.append("\r\nProxy-Connection: ").append(stays ? "keep-alive" : "close");
        var all = new ByteArrayOutputStream(origin.body().length + 512);
        all.writeBytes(text.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
        if (!head.is("HEAD")) {
            all.writeBytes(origin.body());
        }
        return new Answer(origin.status(), all.toByteArray(), origin.body().length, !stays);
    }

    @Override
    public Answer connected(RequestHead head) {
        byte[] said = "HTTP/1.0 200 Connection established\r\n\r\n".getBytes(ISO_8859_1);
        return new Answer(200, said, 0, false);
    }

    @Override
    public Answer timedOut(RequestHead head, Wish wish, Peer peer, Instant now) {
        return error(head, 504, url(head, wish), "Connection timed out", peer, now);
    }

    @Override
    public Answer notListening(RequestHead head, Wish wish, Peer peer, Instant now) {
        return error(head, 504, url(head, wish), "Connection refused", peer, now);
    }

    @Override
    public Answer unknownHost(RequestHead head, Wish.Nowhere wish, Peer peer, Instant now) {
        return error(head, 404, wish.url(), "Unknown host name", peer, now);
    }

    @Override
    public Answer forbidden(RequestHead head, Wish wish, Peer peer, Instant now) {
        return error(head, 403, url(head, wish), "Access Denied", peer, now);
    }

    /** No router asks for one; whoever sets up ours so gets its page for it. */
    @Override
    public Answer challenge(RequestHead head, Peer peer, Instant now) {
        String asks = "Proxy-Authenticate: Basic realm=\"%s\"\n".formatted(RouterPages.NAME);
        var by = new RouterPages.By(peer, now);
        return RouterPages.error(head, 407, head.target, "", asks, by);
    }

    /** What is a request, but not for anything, gets the page; what is none does not. */
    @Override
    public Answer refused(@Nullable RequestHead head, Refusal refusal, Peer peer, Instant now) {
        return head == null || refusal.name().isEmpty()
                ? RouterPages.unreadable()
                : error(head, refusal.status(), head.target, "", peer, now);
    }

    private static Answer error(
            RequestHead head, int status, String url, String why, Peer peer, Instant now) {
        return RouterPages.error(head, status, url, why, "", new RouterPages.By(peer, now));
    }

    private static String url(RequestHead head, Wish wish) {
        return wish instanceof Wish.Fetch fetch ? fetch.url() : head.target;
    }

    @Override
    public TlsOffer tls() {
        return TlsOffer.openSsl(host);
    }
}
