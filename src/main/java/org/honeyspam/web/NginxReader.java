package org.honeyspam.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.http.Escapes;
import org.honeyspam.web.WebPersona.Line;
import org.honeyspam.web.WebPersona.Refusal;
import org.jspecify.annotations.Nullable;

/** What nginx 1.22 takes for a request: nearly any end of a line, and no folded ones. */
final class NginxReader {
    static final int LINE_BYTES_MAX = 8_190;

    /** How nginx says that a head is too long, in a page of status 400. */
    static final String TOO_LARGE = "Request Header Or Cookie Too Large";

    private static final Refusal OTHER = new Refusal(400, "other_protocol");
    private static final Refusal BAD = new Refusal(400, "bad_request");
    private static final Refusal BAD_FIELD = new Refusal(400, "bad_header");
    private static final Refusal TOO_LONG = new Refusal(400, TOO_LARGE, "field_too_long");

    private static final Pattern LINE =
            Pattern.compile(
                    "([A-Z_-]+) +((?:[A-Za-z][A-Za-z0-9+.-]*://"
                            + "(?:\\[[0-9A-Za-z:._~!$&'()*+,;=-]+\\]|[A-Za-z0-9.-]*)(?::\\d*)?"
                            + "(?=[/? ]|$)|/)[^\\x00-\\x20\\x7f]*)(?: +(?:(HTTP/.*))?)?",
                    Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("HTTP/([1-9]\\d*)(?:\\.(\\d{1,2}))? *");
    private static final Pattern NAME = Pattern.compile("[^\\x00-\\x20\\x7f:]+");
    private static final Pattern LATER_VERSION = Pattern.compile("(?s)HTTP/(?:[2-9]|[1-9]\\d).*");
    private static final Pattern BROKEN = Pattern.compile("[\r\0]");
    private static final Pattern KEPT_NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern NOT_OF_HOST = Pattern.compile("[\\x00-\\x20/\\x7f]");
    private static final Set<String> ONCE =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "if-modified-since",
                    "if-unmodified-since",
                    "if-match",
                    "if-none-match",
                    "if-range",
                    "expect");

    private NginxReader() {}

    static int givesUpAt(String begun) {
        int at = 0;
        while (at < begun.length() && "\r\n".indexOf(begun.charAt(at)) >= 0) {
            at++;
        }
        int start = at;
        while (at < begun.length() && isOfMethod(begun.charAt(at))) {
            at++;
        }
        if (at == begun.length()) {
            return -1;
        }
        if (at == start || begun.charAt(at) != ' ') {
            return at;
        }
        while (at < begun.length() && begun.charAt(at) == ' ') {
            at++;
        }
        boolean fits =
                at == begun.length()
                        || begun.charAt(at) == '/'
                        || begun.charAt(at) < 0x80 && Character.isLetter(begun.charAt(at));
        return fits ? -1 : at;
    }

    private static boolean isOfMethod(char c) {
        return c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }

    static Line requestLine(String whole) {
        String line = Trim.both(whole, "\r");
        if (line.isEmpty()) {
            return new Line.Blank();
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return new Line.Wrong(RequestHead.unreadable(line), OTHER);
        }
        String method = parts.group(1);
        String target = parts.group(2);
        if (parts.group(3) == null) {
            var head = new RequestHead(line, method, target, "0.9");
            boolean right = method.equals("GET") && !line.endsWith(" ");
            return right ? new Line.Read(head) : new Line.Wrong(head, OTHER);
        }
        Matcher version = VERSION.matcher(parts.group(3));
        var unread = RequestHead.unreadable(line);
        if (LATER_VERSION.matcher(parts.group(3)).matches()) {
            return new Line.Wrong(unread, new Refusal(505, "other_protocol"));
        }
        if (!version.matches() || version.group(2) == null) {
            return new Line.Wrong(unread, OTHER);
        }
        String said = version.group(1) + "." + Integer.parseInt(version.group(2));
        var head = new RequestHead(line, method, target, said);
        String path = path(head);
        head.takes(whole.length() + 2);
        String authority = Target.of(target).authority();
        boolean wrong = path == null || authority != null && host(authority) == null;
        return wrong ? new Line.Wrong(head, BAD) : new Line.Read(head);
    }

    static @Nullable Refusal field(RequestHead head, String line) {
        if (!head.takes(line.length() + 2)) {
            return TOO_LONG;
        }
        if (line.isEmpty()) {
            return null;
        }
        Matcher name = NAME.matcher(line);
        boolean named = name.lookingAt();
        int end = named ? name.end() : 0;
        String text = Trim.behind(line.substring(end), "\r");
        boolean valued = text.startsWith(":");
        if (!named || !text.isEmpty() && !valued || BROKEN.matcher(text).find()) {
            return BAD_FIELD;
        }
        String key = line.substring(0, end).toLowerCase(Locale.ROOT);
        if (ONCE.contains(key) && head.has(key)) {
            return BAD_FIELD;
        }
        if (KEPT_NAME.matcher(key).matches()) { // All others are passed over.
            String value = valued ? text.substring(1) : "";
            head.add(key, Trim.both(value, " "));
        }
        return key.equals("host") && host(head.said("host")) == null ? BAD_FIELD : null;
    }

    static Refusal tooLong(@Nullable RequestHead head) {
        return head == null ? new Refusal(414, "line_too_long") : TOO_LONG;
    }

    static @Nullable Refusal judge(RequestHead head) {
        if (head.isSimple()) {
            return null;
        }
        String length = head.first("content-length");
        String coding = head.first("transfer-encoding");
        boolean hostMissing = !head.isOld() && !head.has("host");
        boolean lengthWrong = length != null && !RequestHead.isNumber(length);
        if (hostMissing || lengthWrong) {
            return BAD;
        }
        if (coding != null) {
            if (head.isOld()) {
                return BAD;
            }
            if (!coding.equalsIgnoreCase("chunked")) {
                return new Refusal(501, "bad_request");
            }
            if (length != null) {
                return BAD;
            }
        }
        return null;
    }

    /** The name in it, in lower case; null if it may be none. */
    static @Nullable String host(String said) {
        boolean literal = said.startsWith("[");
        int colon = literal ? said.indexOf(':', Math.max(0, said.indexOf(']'))) : said.indexOf(':');
        String name =
                colon < 0 || literal && said.indexOf(']') < 0 ? said : said.substring(0, colon);
        if (NOT_OF_HOST.matcher(said).find() || name.contains("..")) {
            return null;
        }
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.isEmpty() ? null : bare.toLowerCase(Locale.ROOT);
    }

    /** The path, decoded and without detours; null if it is none. */
    static @Nullable String path(RequestHead head) {
        String raw = rawPath(head);
        if (!Escapes.areRight(raw)) {
            return null;
        }
        String decoded = Paths.decoded(raw);
        return decoded.indexOf('\0') >= 0 ? null : Paths.resolved(decoded);
    }

    private static String rawPath(RequestHead head) {
        String path = head.target.startsWith("/") ? beforeQuery(head.target) : afterAuthority(head);
        return path.isEmpty() ? "/" : path;
    }

    private static String afterAuthority(RequestHead head) {
        return Target.of(beforeQuery(head.target)).path();
    }

    private static String beforeQuery(String target) {
        return target.replaceFirst("(?s)[?#].*", "");
    }

    /** What stands behind the question mark, with it; empty if nothing does. */
    static String query(RequestHead head) {
        String visible = head.target.replaceFirst("(?s)#.*", "");
        int mark = visible.indexOf('?');
        return mark < 0 || mark == visible.length() - 1 ? "" : visible.substring(mark);
    }
}
