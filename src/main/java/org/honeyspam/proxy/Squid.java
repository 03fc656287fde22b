package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/** Squid 5.7 as Debian 12 ships it, open to all. */
final class Squid implements HttpPersona {
    static final String VERSION = "squid/5.7";
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(Long.MAX_VALUE, true, false);

    /** Names that the DNS cannot know, or that only a local one might (RFC 6761). */
    private static final Pattern NO_HOST =
            Pattern.compile(
                    "(?!localhost$)[^.:]+|.*\\.(invalid|localhost)|.*[^a-z0-9._:-].*",
                    Pattern.DOTALL);

    private final String host;
    private final SquidForwarding forwarding;
    private final SquidAnswers answers;
    private final SquidStore store = new SquidStore();

    Squid(String host, Anonymity anonymity) {
        this.host = host;
        this.answers = new SquidAnswers(host, anonymity);
        this.forwarding = new SquidForwarding(host, anonymity);
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
        return SquidReader.firstLine(line);
    }

    @Override
    public @Nullable Refusal fields(RequestHead head, List<String> lines) {
        return SquidReader.fields(head, lines);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head, String begun) {
        return SquidReader.tooLong(head, begun);
    }

    @Override
    public BodySkipper body(RequestHead head) {
        if (SquidReader.isChunked(head)) {
            return BodySkipper.ofChunks(RULES);
        }
        String length = SquidReader.length(head);
        return length == null
                ? BodySkipper.none()
                : BodySkipper.ofLength(Long.parseLong(length), RULES);
    }

    @Override
    public Wish wish(RequestHead head, Peer peer, Instant now) {
        boolean supported = head.version.startsWith("1.") || head.isSimple();
        boolean connect = head.is("CONNECT");
        SquidUrl url = connect ? SquidUrl.ofAuthority(head.target) : SquidUrl.of(head.target);
        boolean any = head.target.equals("*") && (head.is("OPTIONS") || head.is("TRACE"));
        if (any) {
            return refused(501, "UNSUP_REQ", head.has("host") ? "http://:80*" : "http://*", "");
        }
        if (isInternal(head)) {
            return new Wish.Own(internal(head, peer, now));
        }
        if (url == null) {
            return refused(400, "INVALID_URL", head.target, "");
        }
        String text = connect ? connectUrl(url.target()) : url.text();
        Refusal refusal = refusal(head, url, text, supported);
        if (refusal != null) {
            return new Wish.Refused(refusal);
        }
        if (NO_HOST.matcher(url.host()).matches()) {
            return new Wish.Nowhere(url.target(), text);
        }
        if (connect) {
            return new Wish.Connect(url.target());
        }
        Answer own = own(head, text, peer, now);
        return own == null
                ? new Wish.Fetch(url.target(), text, url.path(), url.isOfHttp())
                : new Wish.Own(own);
    }

    private static Wish refused(int status, String name, String url, String odd) {
        return new Wish.Refused(new Refusal(status, name, url, odd));
    }

    private static String connectUrl(Target target) {
        return target.port() == SquidUrl.HTTPS_PORT
                ? "https://" + target.host() + "/*"
                : target.toString();
    }

    private static @Nullable Refusal refusal(
            RequestHead head, SquidUrl url, String text, boolean supported) {
        if (!supported) {
            // Where it knows no such number, a blank is left of the version.
            String blank = head.version.startsWith("0.") ? " " : "";
            return new Refusal(505, "UNSUP_HTTPVERSION", head.target + blank, "");
        }
        if (SquidReader.isCodedOddly(head)) {
            return new Refusal(501, "UNSUP_REQ", text, "");
        }
        if (!SquidReader.isChunked(head) && !SquidReader.saysLength(head)) {
            return new Refusal(411, "INVALID_REQ", text, "bad_request");
        }
        String expects = head.said("expect");
        if (!expects.isEmpty() && !expects.equalsIgnoreCase("100-continue")) {
            return new Refusal(417, "INVALID_REQ", text, "");
        }
        boolean last = head.is("OPTIONS") && head.said("max-forwards").equals("0");
        boolean known = url.isKnown() || head.is("CONNECT");
        return known && !last ? null : new Refusal(501, "UNSUP_REQ", text, "");
    }

    private static boolean isInternal(RequestHead head) {
        return head.target.startsWith("/squid-internal-")
                || head.target.startsWith("cache_object://");
    }

    /** Its icons are not there; its statistics are nobody's business. */
    private Answer internal(RequestHead head, Peer peer, Instant now) {
        String url =
                head.target.startsWith("/")
                        ? "http://" + host + ":" + peer.local().port() + head.target
                        : head.target;
        boolean icon = head.target.startsWith("/squid-internal-static/");
        return icon
                ? refused(head, new Refusal(404, "INVALID_REQ", url, ""), peer, now)
                : answers.error(
                        head,
                        SquidAnswers.Trouble.DENIED,
                        url,
                        SquidAnswers.Lookup.NONE,
                        peer,
                        now);
    }

    /** What it answers itself although it knows where it is to be had. */
    private @Nullable Answer own(RequestHead head, String url, Peer peer, Instant now) {
        if (head.is("PURGE")) {
            return answers.error(
                    head, SquidAnswers.Trouble.DENIED, url, SquidAnswers.Lookup.NONE, peer, now);
        }
        if (head.is("TRACE") && head.said("max-forwards").equals("0")) {
            return answers.echo(head, url, peer, now);
        }
        boolean loop = head.all("via").stream().anyMatch(via -> via.contains(host + " (squid/"));
        if (loop) {
            return answers.error(
                    head, SquidAnswers.Trouble.DENIED, url, lookup(head, url), peer, now);
        }
        if (head.lists("cache-control", "only-if-cached")) {
            return answers.error(
                    head,
                    new SquidAnswers.Trouble(504, "ONLY_IF_CACHED_MISS", 0),
                    url,
                    lookup(head, url),
                    peer,
                    now);
        }
        return null;
    }

    @Override
    public List<Field> forwarded(RequestHead head, Wish.Fetch fetch, Peer peer) {
        return forwarding.fields(head, peer);
    }

    @Override
    public byte[] interim(RequestHead head) {
        String said =
                head.said("expect").isEmpty()
                        ? ""
                        : "HTTP/1.1 100 Continue\r\nConnection: keep-alive\r\n\r\n";
        return said.getBytes(ISO_8859_1);
    }

    @Override
    public Answer passed(
            RequestHead head, Wish.Fetch fetch, Origin origin, Peer peer, Instant now) {
        SquidAnswers.Lookup lookup = lookup(head, fetch.url());
        SquidStore.Stored stored =
                lookup == SquidAnswers.Lookup.HIT ? store.find(fetch.url()) : null;
        if (stored != null && stored.isFresh(now) && !head.lists("cache-control", "max-age=0")) {
            return answers.stored(head, origin, stored, peer, now);
        }
        if (head.is("GET") && origin.status() == 200) {
            store.add(fetch.url(), origin.fields(), now);
        }
        return answers.passed(head, origin, lookup, peer);
    }

    private SquidAnswers.Lookup lookup(RequestHead head, String url) {
        boolean looked =
                (head.is("GET") || head.is("HEAD")) && !head.lists("cache-control", "no-cache");
        if (head.is("TRACE")) {
            return SquidAnswers.Lookup.NONE;
        }
        return looked && store.find(url) != null
                ? SquidAnswers.Lookup.HIT
                : SquidAnswers.Lookup.MISS;
    }

    @Override
    public Answer connected(RequestHead head) {
        byte[] said = "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1);
        return new Answer(200, said, 0, false);
    }

    @Override
    public Answer timedOut(RequestHead head, Wish wish, Peer peer, Instant now) {
        return unreachable(head, wish, 110, "Connection timed out", peer, now);
    }

    @Override
    public Answer notListening(RequestHead head, Wish wish, Peer peer, Instant now) {
        return unreachable(head, wish, 111, "Connection refused", peer, now);
    }

    private Answer unreachable(
            RequestHead head, Wish wish, int errno, String text, Peer peer, Instant now) {
        String url = url(wish);
        Target target = target(wish);
        String told = "(%d) %s".formatted(errno, text);
        var said =
                Map.of('U', SquidAnswers.shown(url), 'I', Addresses.of(target.host()), 'E', told);
        return answers.error(
                head,
                new SquidAnswers.Trouble(503, "CONNECT_FAIL", errno),
                said,
                lookup(head, url),
                peer,
                now);
    }

    @Override
    public Answer unknownHost(RequestHead head, Wish.Nowhere wish, Peer peer, Instant now) {
        String none = "Name Error: The domain name does not exist.";
        var said =
                Map.of('U', SquidAnswers.shown(wish.url()), 'H', wish.target().host(), 'z', none);
        return answers.error(
                head,
                new SquidAnswers.Trouble(503, "DNS_FAIL", 0),
                said,
                lookup(head, wish.url()),
                peer,
                now);
    }

    @Override
    public Answer forbidden(RequestHead head, Wish wish, Peer peer, Instant now) {
        return answers.error(
                head, SquidAnswers.Trouble.DENIED, url(wish), SquidAnswers.Lookup.NONE, peer, now);
    }

    @Override
    public Answer challenge(RequestHead head, Peer peer, Instant now) {
        SquidUrl url = SquidUrl.of(head.target);
        String text = url == null ? head.target : url.text();
        return answers.error(
                head,
                new SquidAnswers.Trouble(407, "CACHE_ACCESS_DENIED", 0),
                text,
                SquidAnswers.Lookup.NONE,
                peer,
                now);
    }

    @Override
    public Answer refused(@Nullable RequestHead head, Refusal refusal, Peer peer, Instant now) {
        RequestHead about = head == null ? new RequestHead("", "", RequestHead.OLDEST) : head;
        String url = refusal.url().isEmpty() ? about.target : refusal.url();
        boolean read = head != null && refusal.status() != 400;
        var said =
                Map.of(
                        'U', read && refusal.status() != 505 ? SquidAnswers.shown(url) : url,
                        'u', url,
                        'M', read ? about.method : "[unknown method]",
                        'P', read ? protocol(about) : "[unknown protocol]",
                        'R', read ? SquidForwarding.retold(about, url) : "[no request]");
        var trouble = new SquidAnswers.Trouble(refusal.status(), refusal.name(), 0);
        SquidAnswers.Lookup lookup =
                refusal.status() == 404 ? SquidAnswers.Lookup.MISS : SquidAnswers.Lookup.NONE;
        return answers.error(about, trouble, said, lookup, peer, now);
    }

    @Override
    public TlsOffer tls() {
        return TlsOffer.gnuTls(host); // Debian builds it so.
    }

    private static String protocol(RequestHead head) {
        return head.is("CONNECT") ? "" : "http";
    }

    private static String url(Wish wish) {
        return switch (wish) {
            case Wish.Fetch fetch -> fetch.url();
            case Wish.Connect connect -> connectUrl(connect.target());
            case Wish.Nowhere nowhere -> nowhere.url();
            default -> "";
        };
    }

    private static Target target(Wish wish) {
        return switch (wish) {
            case Wish.Fetch fetch -> fetch.target();
            case Wish.Connect connect -> connect.target();
            default -> throw new IllegalArgumentException("leads nowhere");
        };
    }
}
