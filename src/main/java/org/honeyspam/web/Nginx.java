package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * nginx 1.22.1 as Debian 12 ships and sets it up, serving files. All of it was taken from the
 * running program.
 */
final class Nginx implements WebPersona {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
    private static final long BODY_BYTES_MAX = 1 << 20;

    /** What is announced as too long is not heard, but waited for. */
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(Long.MAX_VALUE, true, false);

    private final Terms terms;
    private final NginxAnswers answers;

    Nginx(Terms terms) {
        this.terms = terms;
        this.answers = new NginxAnswers();
    }

    @Override
    public int lineBytesMax() {
        return terms.requestLineBytesMax() == 0
                ? NginxReader.LINE_BYTES_MAX
                : terms.requestLineBytesMax();
    }

    /** They are forgotten at once; the time for the request bounds them. */
    @Override
    public int emptyLinesMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Duration requestMax() {
        return terms.requestMax().isZero() ? Duration.ofSeconds(60) : terms.requestMax();
    }

    @Override
    public Duration keepAliveMax() {
        return terms.keepAliveMax().isZero() ? Duration.ofSeconds(75) : terms.keepAliveMax();
    }

    @Override
    public Duration linger() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int keepAliveRequestsMax() {
        return terms.keepAliveRequestsMax() == 0 ? 1_000 : terms.keepAliveRequestsMax();
    }

    @Override
    public int givesUpAt(String begun) {
        return NginxReader.givesUpAt(begun);
    }

    @Override
    public Line requestLine(String line, boolean bareLineFeed) {
        return NginxReader.requestLine(line);
    }

    @Override
    public @Nullable Refusal field(RequestHead head, String line, boolean bareLineFeed) {
        return NginxReader.field(head, line);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head) {
        return NginxReader.tooLong(head);
    }

    @Override
    public @Nullable Refusal judge(RequestHead head) {
        return NginxReader.judge(head);
    }

    @Override
    public BodySkipper body(RequestHead head) {
        return head.body(head.first("content-length"), RULES);
    }

    @Override
    public String host(RequestHead head) {
        String named = named(head);
        return named == null ? terms.host() : named;
    }

    private static @Nullable String named(RequestHead head) {
        String said = Target.of(head.target).authority();
        String host = head.first("host");
        return said != null ? NginxReader.host(said) : host == null ? null : NginxReader.host(host);
    }

    @Override
    public @Nullable String formAt(Request request) {
        String path = NginxReader.path(request.head);
        if (path == null || isTooLong(request)) {
            return null;
        }
        return request.form(host(request.head), path) != null ? path : null;
    }

    @Override
    public boolean waitsForBody(Request request) {
        return false;
    }

    @Override
    public byte[] interim(Request request) {
        RequestHead head = request.head;
        boolean asked = !head.isOld() && head.said("expect").equalsIgnoreCase("100-continue");
        boolean heard = isShown(request) || formAt(request) != null;
        return asked && heard ? CONTINUE : new byte[0];
    }

    private boolean isShown(Request request) {
        String path = NginxReader.path(request.head);
        boolean reads = request.head.is("GET") || request.head.is("HEAD");
        return reads
                && !isTooLong(request)
                && request.has(host(request.head), String.valueOf(path));
    }

    private static boolean isTooLong(Request request) {
        return request.head.announcesMoreThan(BODY_BYTES_MAX);
    }

    @Override
    public Reply answer(Request request) {
        RequestHead head = request.head;
        String host = host(head);
        String path = NginxReader.path(head);
        if (path == null) {
            return answers.error(request, 400, "");
        }
        if (head.is("TRACE") || head.is("CONNECT")) {
            return answers.error(request, 405, "");
        }
        if (isTooLong(request)) {
            return answers.error(request, 413, "");
        }
        boolean folder = request.isFolder(host, path.endsWith("/") ? path : path + "/");
        if (!request.has(host, path) && !folder) {
            return answers.error(request, 404, "");
        }
        boolean reads = head.is("GET") || head.is("HEAD");
        if (formAt(request) != null) {
            return request.body.malformed()
                    ? answers.error(request, 400, "")
                    : answers.page(request, host, path);
        }
        if (!reads && !(head.is("POST") && folder && !request.has(host, path))) {
            return answers.error(request, 405, "");
        }
        if (request.has(host, path)) {
            return request.body.malformed()
                    ? answers.error(request, 400, "")
                    : answers.page(request, host, path);
        }
        return path.endsWith("/")
                ? answers.error(request, 403, "")
                : answers.moved(request, location(request, path));
    }

    private String location(Request request, String path) {
        String named = named(request.head);
        String self = named == null ? request.address() : named;
        boolean secure = terms.secure() || request.port == 443; // There it was undone before us.
        int usual = secure ? 443 : 80;
        return (secure ? "https://" : "http://")
                + self
                + (request.port == usual ? "" : ":" + request.port)
                + Paths.encoded(path)
                + "/"
                + NginxReader.query(request.head);
    }

    @Override
    public Unsecured unsecured(String begun) {
        return Unsecured.HEARD;
    }

    @Override
    public Reply refuseUnsecured(@Nullable RequestHead head, Instant now) {
        return answers.refusal(head, 400, "The plain HTTP request was sent to HTTPS port", now);
    }

    @Override
    public Reply refuse(@Nullable RequestHead head, Refusal refusal, Instant now) {
        return answers.refusal(head, refusal.status(), refusal.note(), now);
    }

    /** nginx says nothing to one who is slow. */
    @Override
    public @Nullable Reply timedOut(@Nullable RequestHead head, Instant now) {
        return null;
    }

    /** As limit_conn and limit_req; without a free connection it closes. */
    @Override
    public @Nullable Reply busy(Busy.Cause cause, Instant now) {
        return cause == Busy.Cause.FULL ? null : answers.refusal(null, 503, "", now);
    }

    @Override
    public Reply trouble(@Nullable RequestHead head, Instant now) {
        return answers.refusal(head, 500, "", now);
    }

    @Override
    public TlsOffer tls(String host) {
        return TlsOffer.openSsl(host);
    }
}
