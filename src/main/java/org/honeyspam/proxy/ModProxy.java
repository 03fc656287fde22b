package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.ApacheMethods;
import org.honeyspam.http.ApacheTexts;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.http.Escapes;
import org.jspecify.annotations.Nullable;

/**
 * Apache 2.4.71 as Debian ships it, with mod_proxy open to all (ProxyRequests On). As it comes it
 * tells origin servers nothing, which is our elite; with ProxyVia On it names itself, our
 * anonymous; X-Forwarded-For is added by mod_headers, as an operator would who wants it told.
 */
final class ModProxy implements HttpPersona {
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int NAME_BYTES_MAX = 255;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(Long.MAX_VALUE, false, false);
    private static final String NO_NAME = ModProxyPages.REASON + "DNS lookup failure for: ";
    private static final Field ALLOW_NOTHING = new Field("Allow", "");
    private static final Field ALLOW = new Field("Allow", "GET,POST,OPTIONS,HEAD");
    private static final Set<String> LOCAL_METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

    /** Names that the DNS cannot know, or that only a local one might (RFC 6761). */
    private static final Pattern NO_HOST =
            Pattern.compile(
                    "[^.:]+|\\..*|[0-9.]*\\.|.*\\.(invalid|localhost)\\.?|.*[^a-z0-9._:-].*",
                    Pattern.DOTALL);

    private final String host;
    private final boolean tells;
    private final ModProxyReader reader;
    private final ModProxyAnswers answers;
    private final ModProxyForwarding forwarding;

    /**
     * A proxy.
     *
     * @param asksPassword whether a password is for it, and not for whoever is asked
     */
    ModProxy(String host, Anonymity anonymity, boolean asksPassword) {
        this.host = host;
        this.tells = anonymity != Anonymity.ELITE;
        this.reader = new ModProxyReader(host);
        this.answers = new ModProxyAnswers(reader);
        this.forwarding = new ModProxyForwarding(host, anonymity, asksPassword);
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
        return ModProxyReader.firstLine(line);
    }

    @Override
    public @Nullable Refusal fields(RequestHead head, List<String> lines) {
        return ModProxyReader.fields(head, lines);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head, String begun) {
        return head == null ? ModProxyReader.tooLong() : ModProxyReader.tooMany();
    }

    @Override
    public BodySkipper body(RequestHead head) {
        if (head.has("transfer-encoding")) {
            return BodySkipper.ofChunks(RULES);
        }
        String length = head.said("content-length");
        return length.isEmpty() || head.is("CONNECT")
                ? BodySkipper.none()
                : BodySkipper.ofLength(Long.parseLong(length), RULES);
    }

    @Override
    public Wish wish(RequestHead head, Peer peer, Instant now) {
        String expected = head.said("expect");
        if (!expected.isEmpty() && !expected.equalsIgnoreCase("100-continue")) {
            return refused(417, expected);
        }
        if (head.is("CONNECT")) {
            return connect(head);
        }
        UrlParts url = UrlParts.of(head.target);
        return url.isElsewhere() ? elsewhere(head, url, now) : local(head, url, now);
    }

    private static Wish refused(int status, String note) {
        return new Wish.Refused(new Refusal(status, note, "", ""));
    }

    private Wish connect(RequestHead head) {
        ModProxyReader.Authority to = reader.authority(head);
        var target = new Target(to.host().replaceAll("[\\[\\]]", ""), to.port());
        String said = head.target.substring(0, head.target.lastIndexOf(':'));
        return NO_HOST.matcher(target.host()).matches()
                ? new Wish.Nowhere(target, said)
                : new Wish.Connect(target);
    }

    /** What another server is to be asked for; what is wrong with it shows after the password. */
    private Wish elsewhere(RequestHead head, UrlParts url, Instant now) {
        String authority = url.authority() == null ? "" : url.authority();
        String raw = url.path().isEmpty() ? "/" : url.path();
        if (!Escapes.areRight(raw) || UrlParts.resolved(raw) == null) {
            return refused(400, "");
        }
        if (head.is("TRACE")) {
            return new Wish.Own(answers.error(head, 405, "TRACE", List.of(ALLOW_NOTHING), now));
        }
        if (!url.scheme().equals("http")) { // It has no module for others.
            return new Wish.Own(answers.error(head, 500, "", List.of(), now));
        }
        if (url.path().isEmpty() && !url.query().isEmpty()) {
            String why = "URI cannot be parsed: http://[%s%s]/".formatted(authority, url.query());
            return proxyError(head, 400, why, now);
        }
        String limit = head.said("max-forwards");
        if (!limit.isEmpty() && !limit.matches("\\d{1,9}")) {
            return proxyError(head, 400, "Max-Forwards request header could not be parsed", now);
        }
        if (limit.matches("0+")) {
            return head.is("OPTIONS")
                    ? new Wish.Own(answers.options(head, List.of(ALLOW_NOTHING), "", now))
                    : proxyError(head, 400, "Max-Forwards has reached zero - proxy loop?", now);
        }
        return fetch(head, authority, raw + url.query());
    }

    private Wish fetch(RequestHead head, String authority, String path) {
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        String name = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        var target = new Target(name.replaceAll("[\\[\\]]", ""), reader.authority(head).port());
        if (colon >= 0 && !port.matches("\\d+")) { // Then it belongs to the name.
            return new Wish.Nowhere(target, target.host() + ":" + port);
        }
        return NO_HOST.matcher(target.host()).matches()
                ? new Wish.Nowhere(target, target.host())
                : new Wish.Fetch(target, head.target, path, true);
    }

    private Wish proxyError(RequestHead head, int status, String why, Instant now) {
        String note = ModProxyPages.REASON + why;
        return new Wish.Own(answers.error(head, status, note, List.of(), now));
    }

    /** What it is asked for itself: it has nothing but an empty folder, and icons. */
    private Wish local(RequestHead head, UrlParts url, Instant now) {
        if (head.target.equals("*")) {
            return new Wish.Own(answers.options(head, List.of(), "", now));
        }
        boolean schemed = !url.scheme().isEmpty() && url.authority() == null;
        String raw = url.path().isEmpty() ? "/" : url.path();
        String path = Escapes.areRight(raw) && !schemed ? UrlParts.resolved(raw) : null;
        if (path == null) {
            return refused(400, "");
        }
        if (path.indexOf('\0') >= 0 || raw.matches("(?i).*%2f.*")) {
            return refused(404, "");
        }
        String name = path.split("/", 3)[1];
        boolean shut = name.equals("server-status") || name.startsWith(".ht");
        if (shut || name.length() > NAME_BYTES_MAX) {
            return refused(403, "");
        }
        if (head.is("TRACE")) {
            return refused(405, "TRACE");
        }
        boolean folder = path.equals("/") || path.equals("/icons/");
        if (!LOCAL_METHODS.contains(head.method)) {
            return refused(ApacheMethods.knows(head.method) ? 405 : 501, head.method);
        }
        if (head.is("OPTIONS")) {
            String type = folder ? "httpd/unix-directory" : "";
            return new Wish.Own(answers.options(head, List.of(ALLOW), type, now));
        }
        return refused(folder && !head.is("POST") ? 403 : 404, "");
    }

    @Override
    public List<Field> forwarded(RequestHead head, Wish.Fetch fetch, Peer peer) {
        return forwarding.fields(head, fetch, peer);
    }

    @Override
    public byte[] interim(RequestHead head) {
        if (head.said("expect").isEmpty() || head.version.equals("1.0")) {
            return new byte[0];
        }
        String via = "Via: " + forwarding.via(head, reader.authority(head).port()) + "\r\n";
        String said = "HTTP/1.1 100 Continue\r\n" + (tells ? via : "") + "\r\n";
        return said.getBytes(ISO_8859_1);
    }

    @Override
    public Answer passed(
            RequestHead head, Wish.Fetch fetch, Origin origin, Peer peer, Instant now) {
        return answers.passed(head, origin, via(head, fetch.target().port()), now);
    }

    private @Nullable String via(RequestHead head, int port) {
        return tells ? forwarding.via(head, port) : null;
    }

    @Override
    public Answer connected(RequestHead head) {
        String said =
                "HTTP/1.0 200 Connection Established\r\nProxy-agent: %s\r\n\r\n"
                        .formatted(ApacheTexts.SERVER);
        return new Answer(200, said.getBytes(ISO_8859_1), 0, false);
    }

    /** At a port of mail somebody answers, but not in HTTP. */
    @Override
    public Answer timedOut(RequestHead head, Wish wish, Peer peer, Instant now) {
        boolean heard =
                wish instanceof Wish.Fetch fetch && NextHop.of(fetch.target()) == NextHop.RELAY;
        String note = ModProxyPages.REASON + "Error reading from remote server";
        return heard
                ? answers.error(head, 502, note, List.of(), now)
                : answers.error(head, 503, "", List.of(), now);
    }

    @Override
    public Answer notListening(RequestHead head, Wish wish, Peer peer, Instant now) {
        return answers.error(head, 503, "", List.of(), now);
    }

    @Override
    public Answer unknownHost(RequestHead head, Wish.Nowhere wish, Peer peer, Instant now) {
        int status = head.is("CONNECT") ? 502 : 500;
        return answers.error(head, status, NO_NAME + wish.url(), List.of(), now);
    }

    /** As with ProxyBlock; a page that it fetched from itself it would not have either. */
    @Override
    public Answer forbidden(RequestHead head, Wish wish, Peer peer, Instant now) {
        String blocked = ModProxyPages.REASON + "Connect to remote machine blocked";
        return answers.error(head, 403, blocked, List.of(), now);
    }

    @Override
    public Answer challenge(RequestHead head, Peer peer, Instant now) {
        var asks = new Field("Proxy-Authenticate", "Basic realm=\"Proxy\"");
        return answers.error(head, 407, "", List.of(asks), now);
    }

    @Override
    public Answer refused(@Nullable RequestHead head, Refusal refusal, Peer peer, Instant now) {
        if (head == null) {
            return answers.unread(refusal, now);
        }
        List<Field> extra =
                switch (refusal.status()) {
                    case 405 -> List.of(head.is("TRACE") ? ALLOW_NOTHING : ALLOW);
                    case 501 -> List.of(ALLOW);
                    default -> List.of();
                };
        return answers.error(head, refusal.status(), refusal.name(), extra, now);
    }

    @Override
    public TlsOffer tls() {
        return TlsOffer.openSsl(host);
    }
}
