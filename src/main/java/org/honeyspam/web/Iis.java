package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * IIS 10 as Windows Server 2022 sets it up with ASP.NET, serving files. Made from Microsoft's
 * documents and from what others saw of it.
 */
final class Iis implements WebPersona {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
    private static final Duration TIME_MAX = Duration.ofMinutes(2);

    /** Those of a request that is given up on, as it would be in the last of many. */
    private static final int EMPTY_LINES_MAX = 100;

    private static final long BODY_BYTES_MAX = 30_000_000;
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(Long.MAX_VALUE, false, false);

    private final Terms terms;
    private final IisReader reader;
    private final IisAnswers answers = new IisAnswers();

    Iis(Terms terms) {
        this.terms = terms;
        int lineMax = terms.requestLineBytesMax();
        this.reader =
                new IisReader(
                        lineMax == 0 ? IisReader.HEAD_BYTES_MAX : lineMax, terms.headerCountMax());
    }

    @Override
    public int lineBytesMax() {
        return reader.lineBytesMax();
    }

    @Override
    public int emptyLinesMax() {
        return EMPTY_LINES_MAX;
    }

    @Override
    public Duration requestMax() {
        return terms.requestMax().isZero() ? TIME_MAX : terms.requestMax();
    }

    @Override
    public Duration keepAliveMax() {
        return terms.keepAliveMax().isZero() ? TIME_MAX : terms.keepAliveMax();
    }

    @Override
    public Duration linger() {
        return Duration.ZERO;
    }

    @Override
    public int keepAliveRequestsMax() {
        return terms.keepAliveRequestsMax() == 0 ? Integer.MAX_VALUE : terms.keepAliveRequestsMax();
    }

    @Override
    public int givesUpAt(String begun) {
        return IisReader.givesUpAt(begun);
    }

    @Override
    public Line requestLine(String line, boolean bareLineFeed) {
        return IisReader.requestLine(line);
    }

    @Override
    public @Nullable Refusal field(RequestHead head, String line, boolean bareLineFeed) {
        return reader.field(head, line);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head) {
        return IisReader.tooLong(head);
    }

    @Override
    public @Nullable Refusal judge(RequestHead head) {
        return IisReader.judge(head);
    }

    @Override
    public BodySkipper body(RequestHead head) {
        return head.body(head.first("content-length"), RULES);
    }

    @Override
    public String host(RequestHead head) {
        String named = IisReader.host(head);
        return named == null ? terms.host() : named;
    }

    @Override
    public @Nullable String formAt(Request request) {
        RequestHead head = request.head;
        IisPaths cooked = IisPaths.of(head);
        if (isTooLarge(head) || cooked.error() != null || cooked.filtered()) {
            return null;
        }
        String host = host(head);
        String name = nameOnDisk(request, host, cooked.path());
        return request.form(host, name) != null ? name : null;
    }

    /** The handler of files looks at no body. */
    @Override
    public boolean waitsForBody(Request request) {
        return false;
    }

    @Override
    public byte[] interim(Request request) {
        RequestHead head = request.head;
        boolean asked = !head.isOld() && head.said("expect").equalsIgnoreCase("100-continue");
        return asked && !request.body.settled() && formAt(request) != null ? CONTINUE : new byte[0];
    }

    @Override
    public Reply answer(Request request) {
        RequestHead head = request.head;
        if (request.body.malformed()) {
            return answers.httpSys(head, HttpSysError.BAD_REQUEST, request.now);
        }
        if (head.is("TRACE")) {
            return answers.error(request, 501);
        }
        if (head.is("OPTIONS")) {
            return answers.options(request);
        }
        IisPaths cooked = IisPaths.of(head);
        if (isTooLarge(head)) {
            return answers.error(request, 413);
        }
        if (cooked.error() != null || cooked.filtered()) {
            return answers.error(request, 404);
        }
        return located(request, cooked.path());
    }

    private static boolean isTooLarge(RequestHead head) {
        return head.announcesMoreThan(BODY_BYTES_MAX);
    }

    private Reply located(Request request, String path) {
        RequestHead head = request.head;
        String host = host(head);
        boolean reads = head.is("GET") || head.is("HEAD");
        String name = nameOnDisk(request, host, path);
        if (request.has(host, name)) {
            return reads || formAt(request) != null
                    ? answers.page(request, host, name)
                    : answers.error(request, 405);
        }
        boolean named = !path.endsWith("/");
        if (!request.isFolder(host, named ? name + "/" : name)) {
            return answers.error(request, 404);
        }
        if (named) {
            return answers.moved(request, location(request, path));
        }
        return answers.error(request, reads ? 403 : 405);
    }

    /** Windows knows a file by its name in any case. */
    private static String nameOnDisk(Request request, String host, String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        boolean exact = lower.equals(path) || request.has(host, path);
        return exact ? path : lower;
    }

    private String location(Request request, String path) {
        String said = IisReader.authority(request.head);
        String self = said == null || said.isEmpty() ? own(request) : said;
        String query = Target.of(request.head.target.replaceFirst("(?s)#.*", "")).query();
        boolean secure = terms.secure() || request.port == 443; // There it was undone before us.
        return (secure ? "https://" : "http://") + self + Paths.encoded(path) + "/" + query;
    }

    /** Who names no host is told the address, and the port if it is an unusual one. */
    private String own(Request request) {
        int usual = terms.secure() ? 443 : 80;
        return request.address() + (request.port == usual ? "" : ":" + request.port);
    }

    @Override
    public Reply refuse(@Nullable RequestHead head, Refusal refusal, Instant now) {
        return answers.httpSys(head, HttpSysError.of(refusal), now);
    }

    /** HTTP.sys writes it into its log and closes. */
    @Override
    public @Nullable Reply timedOut(@Nullable RequestHead head, Instant now) {
        return null;
    }

    /** HTTP.sys at the limit of connections. */
    @Override
    public Reply busy(Busy.Cause cause, Instant now) {
        return answers.httpSys(null, HttpSysError.UNAVAILABLE, now);
    }

    @Override
    public Reply trouble(@Nullable RequestHead head, Instant now) {
        return answers.httpSys(head, HttpSysError.UNAVAILABLE, now);
    }

    @Override
    public TlsOffer tls(String host) {
        return TlsOffer.schannel(host).speaking(List.of(TlsOffer.HTTP_2, "http/1.1"));
    }
}
