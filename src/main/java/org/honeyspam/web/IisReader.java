package org.honeyspam.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.web.WebPersona.Line;
import org.honeyspam.web.WebPersona.Refusal;
import org.jspecify.annotations.Nullable;

/** What HTTP.sys takes for a request, with its settings in the registry as they come. */
final class IisReader {
    /** Of a field, and of all of the head: MaxFieldLength and MaxRequestBytes. */
    static final int HEAD_BYTES_MAX = 16_384;

    private static final String ODD = "bad_request";
    private static final Refusal VERB = HttpSysError.VERB.refusal("other_protocol");
    private static final Refusal BAD_FIELD = HttpSysError.BAD_REQUEST.refusal("bad_header");
    private static final Refusal BAD_NAME = HttpSysError.HEADER.refusal("bad_header");
    private static final Refusal TOO_MANY = HttpSysError.REQUEST_LENGTH.refusal("too_many_headers");
    private static final Refusal TOO_LONG = HttpSysError.REQUEST_LENGTH.refusal("field_too_long");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern LINE =
            Pattern.compile("(" + TOKEN + ")[ \t]+([^\\x00-\\x20\\x7f]+)(?:[ \t]+(\\S+))?[ \t]*");
    private static final Pattern VERSION = Pattern.compile("HTTP/(\\d{1,5})\\.(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile(TOKEN);
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern HOST =
            Pattern.compile(
                    "([^\\x00-\\x20\\x7f/\\\\\\[\\]:?#@<>\"]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{0,5})?");
    private static final Set<String> ONCE =
            Set.of(
                    "authorization",
                    "content-length",
                    "content-type",
                    "date",
                    "from",
                    "host",
                    "if-modified-since",
                    "if-range",
                    "if-unmodified-since",
                    "max-forwards",
                    "range",
                    "referer",
                    "user-agent");

    private final int lineBytesMax;
    private final int fieldsMax;

    /**
     * @param fieldsMax zero for as many as there is room for
     */
    IisReader(int lineBytesMax, int fieldsMax) {
        this.lineBytesMax = lineBytesMax;
        this.fieldsMax = fieldsMax;
    }

    int lineBytesMax() {
        return lineBytesMax;
    }

    /** The first byte that no verb may have is answered at once. */
    static int givesUpAt(String begun) {
        int at = 0;
        while (at < begun.length() && "\r\n".indexOf(begun.charAt(at)) >= 0) {
            at++;
        }
        Matcher verb = NAME.matcher(begun).region(at, begun.length());
        int end = verb.lookingAt() ? verb.end() : at;
        boolean fits =
                end == begun.length() || end > at && " \t\r\n".indexOf(begun.charAt(end)) >= 0;
        return fits ? -1 : end;
    }

    static Line requestLine(String whole) {
        String line = whole.replaceFirst("^\r+", "");
        if (line.isEmpty()) {
            return new Line.Blank();
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            Matcher verb = NAME.matcher(line);
            boolean verbOnly = verb.lookingAt() && verb.end() == line.length();
            boolean named =
                    verb.lookingAt() && !verbOnly && " \t".indexOf(line.charAt(verb.end())) >= 0;
            Refusal refusal = named ? HttpSysError.URL.refusal(ODD) : VERB;
            return new Line.Wrong(RequestHead.unreadable(line), refusal);
        }
        var unread = RequestHead.unreadable(line);
        Matcher version = VERSION.matcher(parts.group(3) == null ? "HTTP/0.9" : parts.group(3));
        if (!version.matches()) {
            return new Line.Wrong(unread, HttpSysError.BAD_REQUEST.refusal("other_protocol"));
        }
        int major = Integer.parseInt(version.group(1));
        String said = major + "." + Integer.parseInt(version.group(2));
        if (major > 1) {
            return new Line.Wrong(unread, HttpSysError.VERSION.refusal("other_protocol"));
        }
        var head = new RequestHead(line, parts.group(1), parts.group(2), said);
        head.grows(whole.length() + 2);
        if (major == 0 && !(said.equals("0.9") && parts.group(3) == null && head.is("GET"))) {
            return new Line.Wrong(head, HttpSysError.BAD_REQUEST.refusal("other_protocol"));
        }
        return isTargetOfUse(head)
                ? new Line.Read(head)
                : new Line.Wrong(head, HttpSysError.URL.refusal(ODD));
    }

    private static boolean isTargetOfUse(RequestHead head) {
        Target target = Target.of(head.target);
        boolean absolute =
                target.scheme().matches("https?")
                        && target.authority() != null
                        && HOST.matcher(target.authority()).matches();
        return absolute || head.target.startsWith("/") || head.target.equals("*");
    }

    @Nullable Refusal field(RequestHead head, String line) {
        if (head.grows(line.length() + 2) > HEAD_BYTES_MAX) {
            return TOO_LONG;
        }
        if (line.isEmpty()) {
            return null;
        }
        if (fieldsMax > 0 && head.fieldCount() >= fieldsMax) {
            return TOO_MANY;
        }
        if (CONTROL.matcher(line).find()) {
            return BAD_FIELD;
        }
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            String last = head.last();
            if (last == null) {
                return BAD_NAME;
            }
            head.lastBecomes(last + " " + line.strip());
            return null;
        }
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt() || name.end() == line.length() || line.charAt(name.end()) != ':') {
            return BAD_NAME;
        }
        String key = name.group().toLowerCase(Locale.ROOT);
        if (ONCE.contains(key) && head.has(key)) {
            return BAD_FIELD;
        }
        head.add(key, Trim.both(line.substring(name.end() + 1), " \t"));
        return null;
    }

    static Refusal tooLong(@Nullable RequestHead head) {
        return head == null
                ? HttpSysError.URL_LENGTH.refusal("line_too_long")
                : HttpSysError.FIELD_LENGTH.refusal("field_too_long");
    }

    static @Nullable Refusal judge(RequestHead head) {
        if (!head.isSimple()) {
            Refusal refusal = ofFields(head);
            if (refusal != null) {
                return refusal;
            }
        }
        HttpSysError error = head.target.equals("*") ? null : IisPaths.of(head).error();
        return error == null ? null : error.refusal(ODD);
    }

    private static @Nullable Refusal ofFields(RequestHead head) {
        String host = head.first("host");
        boolean named = host != null && (host.isEmpty() || HOST.matcher(host).matches());
        if (!named && (host != null || !head.isOld())) {
            return HttpSysError.HOSTNAME.refusal(ODD);
        }
        String length = head.first("content-length");
        if (length != null && !RequestHead.isNumber(length)) {
            return BAD_FIELD;
        }
        String coding = head.all("transfer-encoding");
        if (coding != null && head.isOld()) {
            return BAD_FIELD;
        }
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return HttpSysError.TRANSFER_CODING.refusal(ODD);
        }
        boolean bodied = (head.is("POST") || head.is("PUT")) && !head.version.equals("2");
        return bodied && coding == null && length == null
                ? HttpSysError.LENGTH_REQUIRED.refusal(ODD)
                : null;
    }

    /** The name that is asked for, in lower case and without its port; null if there is none. */
    static @Nullable String host(RequestHead head) {
        String said = authority(head);
        if (said == null) {
            return null;
        }
        Matcher host = HOST.matcher(said);
        return host.matches() ? host.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /** Name and port as they were said. */
    static @Nullable String authority(RequestHead head) {
        String ofTarget = Target.of(head.target).authority();
        return ofTarget == null ? head.first("host") : ofTarget;
    }
}
