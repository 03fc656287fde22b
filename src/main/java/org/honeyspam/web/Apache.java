package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.ApacheMethods;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.http.Escapes;
import org.honeyspam.web.ApacheReader.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Apache 2.4.71 as Debian 12 ships and sets it up, serving files, without listings of folders. All
 * of it was taken from the running program.
 */
final class Apache implements WebPersona {
    private static final int EMPTY_LINES_MAX = 10;
    private static final long BODY_BYTES_MAX = 1L << 30;
    private static final BodySkipper.Rules RULES =
            new BodySkipper.Rules(BODY_BYTES_MAX, false, true);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
    private static final List<String> ALLOWED = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final String NO_TRACE = "TRACE denied by server configuration";
    private static final int NAME_BYTES_MAX = 255;
    private static final int RECORD_HEAD_BYTES = 5;
    private static final List<String> UNSECURED_METHODS = List.of("GET ", "POST ", "HEAD ", "PUT ");
    private static final String UNSECURED =
            """
            Reason: You're speaking plain HTTP to an SSL-enabled server port.
             Instead use the HTTPS scheme to access this URL, please.
            """;
    private static final Set<String> SCHEMES = Set.of("", "http", "https");

    private final Terms terms;
    private final ApacheReader reader;
    private final ApacheAnswers answers;
    private final String scheme;
    private final int portOfScheme;
    private final String allow;

    Apache(Terms terms) {
        this.terms = terms;
        int lineMax = terms.requestLineBytesMax();
        int fieldsMax = terms.headerCountMax();
        this.reader =
                new ApacheReader(lineMax == 0 ? 8_190 : lineMax, fieldsMax == 0 ? 100 : fieldsMax);
        this.scheme = terms.secure() ? "https" : "http";
        this.portOfScheme = terms.secure() ? 443 : 80;
        this.allow = "Allow: " + String.join(",", shuffled(terms.chance())) + "\r\n";
        this.answers = new ApacheAnswers(terms, keepAliveMax());
    }

    /** Apache keeps the methods in a hash, which has another order at each start. */
    private static List<String> shuffled(long chance) {
        List<String> all = new ArrayList<>(ALLOWED);
        Collections.shuffle(all, new Random(chance));
        return all;
    }

    /**
     * What is decided before the body is heard.
     *
     * @param isEarly whether a body that waits to be asked for is never asked for
     */
    private record Decision(int status, String note, String extra, String path, boolean isEarly) {
        static Decision early(int status, String note, String extra) {
            return new Decision(status, note, extra, "", true);
        }

        static Decision late(int status, String note, String extra) {
            return new Decision(status, note, extra, "", false);
        }

        static Decision show(String path, String extra) {
            return new Decision(200, "", extra, path, false);
        }
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
        return terms.requestMax().isZero() ? Duration.ofSeconds(20) : terms.requestMax();
    }

    @Override
    public Duration keepAliveMax() {
        return terms.keepAliveMax().isZero() ? Duration.ofSeconds(5) : terms.keepAliveMax();
    }

    @Override
    public Duration linger() {
        return Duration.ZERO;
    }

    @Override
    public int keepAliveRequestsMax() {
        return terms.keepAliveRequestsMax() == 0 ? 100 : terms.keepAliveRequestsMax();
    }

    @Override
    public int givesUpAt(String begun) {
        return -1;
    }

    @Override
    public Line requestLine(String line, boolean bareLineFeed) {
        return ApacheReader.requestLine(line, bareLineFeed);
    }

    @Override
    public @Nullable Refusal field(RequestHead head, String line, boolean bareLineFeed) {
        return reader.field(head, line, bareLineFeed);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head) {
        return ApacheReader.tooLong(head);
    }

    @Override
    public @Nullable Refusal judge(RequestHead head) {
        return ApacheReader.judge(head);
    }

    @Override
    public BodySkipper body(RequestHead head) {
        return head.body(head.all("content-length"), RULES);
    }

    @Override
    public String host(RequestHead head) {
        return authority(head).host();
    }

    private Authority authority(RequestHead head) {
        return ported(ApacheReader.authority(head, scheme, terms.host()));
    }

    @Override
    public @Nullable String formAt(Request request) {
        Decision decision = decide(request);
        boolean there = decision.status() == 200;
        return there && request.form(host(request.head), decision.path()) != null
                ? decision.path()
                : null;
    }

    @Override
    public boolean waitsForBody(Request request) {
        return !isExpecting(request.head) || !decide(request).isEarly();
    }

    @Override
    public byte[] interim(Request request) {
        boolean asked = isExpecting(request.head) && !request.body.settled();
        return asked && !decide(request).isEarly() ? CONTINUE : new byte[0];
    }

    /** RFC 9110 section 10.1.1; in HTTP/1.0 it means nothing. */
    private static boolean isExpecting(RequestHead head) {
        return !head.isOld() && head.said("expect").equalsIgnoreCase("100-continue");
    }

    @Override
    public Reply answer(Request request) {
        RequestHead head = request.head;
        Decision decision = decide(request);
        boolean refused = request.body.malformed() || request.body.tooLarge();
        boolean early = isExpecting(head) && (decision.isEarly() || !announced(head));
        var asked = new ApacheAnswers.Asked(request, authority(head), early);
        if (refused && !early) {
            int before = decision.isEarly() ? decision.status() : 0;
            int status = request.body.tooLarge() ? 413 : 400;
            String note = status == 413 ? head.method : head.is("TRACE") ? NO_TRACE : "";
            return answers.brokenBody(asked, status, note, before);
        }
        return switch (decision.status()) {
            case 200 ->
                    head.is("OPTIONS")
                            ? answers.options(asked, decision.extra(), decision.path())
                            : answers.page(asked, decision.path());
            default -> answers.error(asked, decision.status(), decision.note(), decision.extra());
        };
    }

    private static boolean announced(RequestHead head) {
        String length = head.said("content-length");
        return head.has("transfer-encoding") || !length.isEmpty() && !length.matches("0+");
    }

    private Decision decide(Request request) {
        RequestHead head = request.head;
        String expected = head.said("expect");
        if (!expected.isEmpty() && !expected.equalsIgnoreCase("100-continue")) {
            return Decision.early(417, expected, "");
        }
        if (head.is("OPTIONS") && head.target.equals("*")) {
            return Decision.show("", "");
        }
        if (head.is("CONNECT")) {
            return Decision.late(405, head.method, allow);
        }
        Target target = Target.of(head.target);
        if (!SCHEMES.contains(target.scheme())) {
            return Decision.early(400, "", "");
        }
        String raw = target.path().isEmpty() ? "/" : target.path();
        String resolved =
                Escapes.areRight(raw) ? Paths.resolved(Paths.decodedWhereNeedless(raw)) : null;
        if (resolved == null) {
            return Decision.early(400, "", "");
        }
        String path = Paths.decoded(resolved);
        if (path.indexOf('\0') >= 0
                || resolved.toLowerCase(java.util.Locale.ROOT).contains("%2f")) {
            return Decision.early(404, "", "");
        }
        if (head.is("TRACE")) {
            return Decision.early(405, head.method, "Allow: \r\n");
        }
        return located(request, path, target.query());
    }

    /** Walks down the folders to what the path names. */
    private Decision located(Request request, String path, String query) {
        String host = host(request.head);
        if (request.has(host, path)) {
            return named(request, path, path.endsWith("/"), host, true);
        }
        if (path.equals("/server-status") || path.startsWith("/server-status/")) {
            return Decision.early(403, "", "");
        }
        int end = 1;
        while (end < path.length()) {
            int slash = path.indexOf('/', end);
            boolean folder = slash >= 0 && request.isFolder(host, path.substring(0, slash + 1));
            if (!folder) {
                break;
            }
            end = slash + 1;
        }
        String file = path.substring(end);
        int slash = file.indexOf('/');
        String name = slash < 0 ? file : file.substring(0, slash);
        if (name.startsWith(".ht") || name.length() > NAME_BYTES_MAX) {
            return Decision.early(403, "", "");
        }
        if (slash < 0 && !name.isEmpty() && request.isFolder(host, path + "/")) {
            return moved(request, path + "/", query);
        }
        return named(request, path, name.isEmpty(), host, false);
    }

    private Decision moved(Request request, String path, String query) {
        Authority self = authority(request.head);
        String port = self.port() == portOfScheme ? "" : ":" + self.port();
        String how = request.port == 443 ? "https" : scheme; // There it was undone before us.
        String location = how + "://" + self.host() + port + Paths.encoded(path) + query;
        return Decision.early(301, location, "Location: " + location + "\r\n");
    }

    private Decision named(
            Request request, String path, boolean folder, String host, boolean there) {
        RequestHead head = request.head;
        boolean icons = path.equals("/icons/");
        boolean reads = head.is("GET") || head.is("HEAD");
        if (reads || head.is("POST")) {
            if (there) {
                return Decision.show(path, "");
            }
            return reads && (folder || icons)
                    ? Decision.early(403, "", "")
                    : Decision.late(404, "", "");
        }
        if (head.is("OPTIONS")) {
            String folderType = folder || icons ? ApacheAnswers.FOLDER : "";
            String file = fileOf(request, path, host);
            return Decision.show(file.isEmpty() ? folderType : file, allow);
        }
        return Decision.late(ApacheMethods.knows(head.method) ? 405 : 501, head.method, allow);
    }

    /** The page that a path names, whatever hangs behind it; empty if there is none. */
    private static String fileOf(Request request, String path, String host) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (request.has(host, path.substring(0, end))) {
                return path.substring(0, end);
            }
        }
        return path.equals("/") && request.has(host, path) ? path : "";
    }

    /** OpenSSL looks at what it takes for the head of a record. */
    @Override
    public Unsecured unsecured(String begun) {
        if (begun.length() < RECORD_HEAD_BYTES) {
            return Unsecured.WAITS;
        }
        boolean request = UNSECURED_METHODS.stream().anyMatch(begun::startsWith);
        return request ? Unsecured.TOLD : Unsecured.CUT;
    }

    @Override
    public Reply refuseUnsecured(@Nullable RequestHead head, Instant now) {
        return answers.refusal(head, 400, UNSECURED, new Authority(terms.host(), 80), now);
    }

    @Override
    public Reply refuse(@Nullable RequestHead head, Refusal refusal, Instant now) {
        return answers.refusal(head, refusal.status(), refusal.note(), self(head), now);
    }

    /** Until Host is judged, only the target can name another than the first site. */
    private Authority self(@Nullable RequestHead head) {
        Authority said = head == null ? null : ApacheReader.ofTarget(head, scheme, terms.host());
        return said == null ? new Authority(terms.host(), portOfScheme) : ported(said);
    }

    private Authority ported(Authority said) {
        return said.port() < 0 ? new Authority(said.host(), portOfScheme) : said;
    }

    @Override
    public Reply timedOut(@Nullable RequestHead head, Instant now) {
        return answers.refusal(head, 408, "", self(head), now);
    }

    @Override
    public Reply trouble(@Nullable RequestHead head, Instant now) {
        return answers.refusal(head, 500, "", self(head), now);
    }

    @Override
    public TlsOffer tls(String host) {
        return TlsOffer.openSsl(host).asTheClientLikes();
    }
}
