package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Squid reads a request: leniently, and with a mind of its own (relaxed_header_parser on). */
final class SquidReader {
    static final String NO_VERSION = "0.0";
    static final String INVALID = "error:invalid-request";
    private static final int METHOD_BYTES_MAX = 32;
    private static final String BLANK_BYTES = " \t\u000b\f\r";
    private static final String BLANKS = "[ \\t\\x0b\\f\\r]";

    /** What comes before the method; a token may not be begun with a blank. */
    private static final Pattern METHOD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)" + BLANKS + "+(.*)", Pattern.DOTALL);

    private static final Pattern VERSION = Pattern.compile("HTTP/(\\d+)\\.(\\d+)");
    private static final Pattern BLANK = Pattern.compile("[ \\t\\n\\x0b\\f\\r]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Set<String> METHODS =
            Set.of(
                    "GET",
                    "POST",
                    "PUT",
                    "HEAD",
                    "CONNECT",
                    "TRACE",
                    "OPTIONS",
                    "DELETE",
                    "PURGE",
                    "LINK",
                    "UNLINK",
                    "CHECKOUT",
                    "CHECKIN",
                    "UNCHECKOUT",
                    "MKWORKSPACE",
                    "VERSION-CONTROL",
                    "REPORT",
                    "UPDATE",
                    "LABEL",
                    "MERGE",
                    "BASELINE-CONTROL",
                    "MKACTIVITY",
                    "PROPFIND",
                    "PROPPATCH",
                    "MKCOL",
                    "COPY",
                    "MOVE",
                    "LOCK",
                    "UNLOCK",
                    "PRI",
                    "SEARCH");

    private SquidReader() {}

    static HttpPersona.Line firstLine(String line) {
        if (line.isEmpty()) {
            return new HttpPersona.Line.Blank();
        }
        Matcher begin = METHOD.matcher(line);
        if (!begin.matches() || begin.group(1).length() > METHOD_BYTES_MAX) {
            return new HttpPersona.Line.Wrong(unknown());
        }
        String method = method(begin.group(1));
        // From behind: what stands before a version may be as long as it likes.
        String behind = " " + begin.group(2);
        int at = Math.max(0, behind.lastIndexOf("HTTP/"));
        Matcher end = VERSION.matcher(behind.substring(at));
        boolean versioned = end.matches();
        String before = versioned ? behind.substring(0, at) : begin.group(2);
        String target = BLANK.matcher(before).replaceAll("");
        boolean apart = !versioned || BLANK_BYTES.indexOf(behind.charAt(at - 1)) >= 0;
        boolean known = versioned || method.equals("GET");
        if (target.isEmpty() || !known || !apart || CONTROL.matcher(target).find()) {
            return new HttpPersona.Line.Wrong(unknown());
        }
        String version = versioned ? version(end.group(1), end.group(2)) : RequestHead.OLDEST;
        return new HttpPersona.Line.Read(new RequestHead(method, target, version));
    }

    /** A number of more than one digit is none that it knows. */
    private static String version(String major, String minor) {
        boolean many = major.length() > 1 || minor.length() > 1;
        return many ? NO_VERSION : major + "." + minor;
    }

    private static String method(String said) {
        String upper = said.toUpperCase(Locale.ROOT);
        return METHODS.contains(upper) ? upper : said;
    }

    private static Refusal unknown() {
        return new Refusal(400, "PROTOCOL_UNKNOWN", INVALID, "other_protocol");
    }

    static Refusal tooLong(@Nullable RequestHead head, String begun) {
        if (head != null) {
            return new Refusal(431, "TOO_BIG", "error:request-too-large", "request_too_long");
        }
        boolean method =
                METHOD.matcher(begun).lookingAt() && begun.indexOf(' ') <= METHOD_BYTES_MAX;
        return method
                ? new Refusal(414, "TOO_BIG", "error:request-too-large", "request_too_long")
                : new Refusal(400, "PROTOCOL_UNKNOWN", INVALID, "request_too_long");
    }

    /** Takes the lines of a header; null if they may be so. */
    static @Nullable Refusal fields(RequestHead head, List<String> lines) {
        for (String text : unfolded(lines)) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon);
            if (!NAME.matcher(name).matches() || text.indexOf('\0') >= 0) {
                return new Refusal(400, "INVALID_REQ", "", "bad_header");
            }
            head.add(name, text.substring(colon + 1).replace('\r', ' ').strip());
        }
        return null;
    }

    private static List<String> unfolded(List<String> lines) {
        List<StringBuilder> whole = new ArrayList<>();
        for (String text : lines) {
            boolean folded = text.startsWith(" ") || text.startsWith("\t");
            if (!folded) {
                whole.add(new StringBuilder(text));
            } else if (!whole.isEmpty()) { // Else there is nothing that it could belong to.
                whole.getLast().append(' ').append(text.strip());
            }
        }
        return whole.stream().map(StringBuilder::toString).toList();
    }

    /** The length that is announced, however often it is; null if there is none, or several. */
    static @Nullable String length(RequestHead head) {
        Set<String> said = new LinkedHashSet<>();
        for (String value : head.all("content-length")) {
            for (String one : value.split(",", -1)) {
                said.add(one.strip());
            }
        }
        String first = said.isEmpty() ? "" : said.iterator().next();
        return said.size() == 1 && LENGTH.matcher(first).matches() ? first : null;
    }

    /** Whether it may have the body that it announces. */
    static boolean saysLength(RequestHead head) {
        int fields = head.all("content-length").size();
        if (fields == 0) {
            return true;
        }
        String length = length(head);
        boolean none = head.is("GET") || head.is("HEAD"); // request_entities is off.
        return fields == 1 && length != null && !(none && Long.parseLong(length) > 0);
    }

    /** Whether it names a way to write a body that Squid does not know. */
    static boolean isCodedOddly(RequestHead head) {
        String coding = coding(head);
        return !coding.isEmpty() && !coding.equals("chunked") && !coding.equals("identity");
    }

    static boolean isChunked(RequestHead head) {
        return coding(head).equals("chunked");
    }

    private static String coding(RequestHead head) {
        return String.join(",", head.all("transfer-encoding")).strip().toLowerCase(Locale.ROOT);
    }
}
