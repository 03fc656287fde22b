package org.honeyspam.web;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.http.ApacheGrammar;
import org.honeyspam.web.WebPersona.Line;
import org.honeyspam.web.WebPersona.Refusal;
import org.jspecify.annotations.Nullable;

/** What Apache 2.4 takes for a request, with its option HttpProtocolOptions as it comes: strict. */
final class ApacheReader {
    private static final Refusal BAD_FIELD = new Refusal(400, "bad_header");
    private static final Refusal BAD = new Refusal(400, "bad_request");
    private static final Refusal OTHER = new Refusal(400, "other_protocol");
    private static final Refusal TOO_LONG =
            new Refusal(400, ApacheGrammar.FIELD_TOO_LONG, "field_too_long");
    private static final Refusal TOO_MANY =
            new Refusal(400, ApacheGrammar.FIELDS_TOO_MANY, "too_many_headers");

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");

    private static final Pattern NUMERIC_WITH_ZEROS = Pattern.compile("\\..*|0\\d.*|.*\\.0\\d.*");
    private static final Pattern AUTHORITY =
            Pattern.compile("[^@:\\[\\]]+(:\\d*)?|\\[[^@]*\\](:\\d*)?");
    private static final Pattern PORT = Pattern.compile("\\d{0,5}");

    private final int lineBytesMax;
    private final int fieldsMax;

    ApacheReader(int lineBytesMax, int fieldsMax) {
        this.lineBytesMax = lineBytesMax;
        this.fieldsMax = fieldsMax;
    }

    /** One more than Apache's own limit says: it counts the end of a line only in part. */
    int lineBytesMax() {
        return lineBytesMax + 1;
    }

    static Line requestLine(String line, boolean bareLineFeed) {
        if (line.isEmpty() && !bareLineFeed) {
            return new Line.Blank();
        }
        Matcher parts = ApacheGrammar.LINE.matcher(line);
        if (bareLineFeed || !parts.matches()) {
            return new Line.Wrong(RequestHead.unreadable(line), OTHER);
        }
        String major = parts.group(3);
        boolean simple = major == null;
        String version = simple ? "0.9" : major + "." + parts.group(4);
        var head = new RequestHead(line, parts.group(1), parts.group(2), version);
        boolean wrong = simple ? !head.is("GET") : major.equals("0");
        return wrong || !isTargetOfUse(head)
                ? new Line.Wrong(head, wrong ? OTHER : BAD)
                : new Line.Read(head);
    }

    @Nullable Refusal field(RequestHead head, String line, boolean bareLineFeed) {
        if (bareLineFeed || ApacheGrammar.CONTROL.matcher(line).find()) {
            return BAD_FIELD;
        }
        if (line.isEmpty()) {
            return null;
        }
        return line.startsWith(" ") || line.startsWith("\t") ? fold(head, line) : add(head, line);
    }

    /**
     * RFC 9112 section 5.2: a folded line, which Apache still takes if there is something in it.
     */
    private @Nullable Refusal fold(RequestHead head, String line) {
        String before = head.last();
        if (before == null || line.isBlank()) {
            return BAD_FIELD;
        }
        String whole = before + " " + line.strip();
        if (whole.length() > lineBytesMax) {
            return TOO_LONG;
        }
        head.lastBecomes(whole);
        return null;
    }

    private @Nullable Refusal add(RequestHead head, String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || !ApacheGrammar.NAME.matcher(line).region(0, colon).matches()) {
            return BAD_FIELD;
        }
        if (head.fieldCount() == fieldsMax) {
            return TOO_MANY;
        }
        head.add(line.substring(0, colon), line.substring(colon + 1).strip());
        return null;
    }

    static Refusal tooLong(@Nullable RequestHead head) {
        return head == null ? new Refusal(414, "line_too_long") : TOO_LONG;
    }

    /** Checks what must be right whatever is asked for: whom it is for, how long it is. */
    static @Nullable Refusal judge(RequestHead head) {
        boolean hostMissing = !head.isOld() && !head.has("host");
        String host = head.all("host");
        boolean hostWrong = host != null && (!host.isEmpty() || !head.isOld()) && !isHost(host);
        return hostMissing || hostWrong || !isFramed(head) ? BAD : null;
    }

    private static boolean isHost(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        int port = parts.group(2) == null ? 80 : Integer.parseInt(parts.group(2));
        return port > 0 && port <= 0xffff && (host.startsWith("[") || isName(parts.group(1)));
    }

    /** RFC 1123 section 2.1 as Apache reads it: a number in the last label is an address. */
    private static boolean isName(String name) {
        if (name.contains("..")) {
            return false;
        }
        boolean numeric = isNumeric(name);
        if (numeric) {
            boolean zeros = NUMERIC_WITH_ZEROS.matcher(name).matches();
            return !zeros && name.chars().filter(c -> c == '.').count() == 3;
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 || dot == name.length() - 1 || Character.isLetter(name.charAt(dot + 1));
    }

    private static boolean isNumeric(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != '.' && !Character.isDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTargetOfUse(RequestHead head) {
        if (head.is("CONNECT")) {
            return head.target.matches("[^/?#@:\\[\\]]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+\\]:\\d{1,5}");
        }
        if (head.target.equals("*")) {
            return head.is("OPTIONS");
        }
        Target target = Target.of(head.target);
        if (head.target.indexOf('#') >= 0) {
            return false;
        }
        String path = target.path();
        return (path.isEmpty() || path.startsWith("/"))
                && (target.authority() == null
                        || target.authority().isEmpty()
                        || AUTHORITY.matcher(target.authority()).matches());
    }

    private static boolean isFramed(RequestHead head) {
        String codings = head.all("transfer-encoding");
        if (codings != null) {
            String last = codings.substring(codings.lastIndexOf(',') + 1).strip();
            return last.equalsIgnoreCase("chunked");
        }
        String length = head.all("content-length");
        return length == null || RequestHead.isNumber(length);
    }

    /**
     * Name and port that Apache calls itself by in an answer.
     *
     * @param port as it was said, else -1
     */
    record Authority(String host, int port) {}

    /**
     * Whom a request is for: its target says so, in the listener's own scheme, or its field Host.
     *
     * @param fallback where neither does
     */
    static Authority authority(RequestHead head, String scheme, String fallback) {
        Authority named = ofTarget(head, scheme, fallback);
        if (named != null) {
            return named;
        }
        Authority host = named(head.said("host"), fallback);
        String other = Target.of(head.target).authority();
        int port = other == null ? -1 : named(other, fallback).port();
        return port < 0 ? host : new Authority(host.host(), port);
    }

    /** Whom the target names; null if it names nobody. */
    static @Nullable Authority ofTarget(RequestHead head, String scheme, String fallback) {
        if (head.is("CONNECT")) {
            return isTargetOfUse(head) ? named(head.target, fallback) : null;
        }
        Target target = Target.of(head.target);
        if (target.authority() == null || !target.scheme().equals(scheme)) {
            return null;
        }
        return target.authority().isEmpty()
                ? new Authority("", -1)
                : named(target.authority(), fallback);
    }

    private static Authority named(String said, String fallback) {
        int colon = said.lastIndexOf(':');
        boolean ported = colon > said.indexOf('@') && said.indexOf(']', colon) < 0;
        String all = ported ? said.substring(0, colon) : said;
        String name = all.substring(all.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String port = ported ? said.substring(colon + 1) : "";
        boolean wrong = !port.isEmpty() && !PORT.matcher(port).matches();
        int number = port.isEmpty() ? -1 : wrong ? 0 : (int) RequestHead.number(port);
        return new Authority(name.isEmpty() || wrong ? fallback : name, number);
    }
}
