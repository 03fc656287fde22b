package org.honeyspam.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.http.ApacheGrammar;
import org.jspecify.annotations.Nullable;

/** What Apache 2.4 takes for a request, with its option HttpProtocolOptions as it comes: strict. */
final class ModProxyReader {
    private static final int LINE_BYTES_MAX = 8_190;
    private static final int FIELDS_MAX = 100;
    private static final int HTTP_PORT = 80;
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(|-?\\d{1,9}))?");
    private static final Pattern NUMERIC_WITH_ZEROS = Pattern.compile("\\..*|0\\d.*|.*\\.0\\d.*");
    private static final Pattern AUTHORITY =
            Pattern.compile("[^@:\\[\\]]*(:-?\\d*)?|\\[[^@]*\\](:-?\\d*)?");
    private static final Pattern TUNNEL =
            Pattern.compile("(?:[^/?#@:\\[\\]]+|\\[[0-9A-Fa-f:.]+\\]):-?\\d{1,9}");

    /** As {@code strtol} reads a number: as far as there is one. */
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,9}).*", Pattern.DOTALL);

    private static final int PORT_MAX = 0xffff;

    private final String host;

    /**
     * A reader.
     *
     * @param host the name of the server, where a request names none
     */
    ModProxyReader(String host) {
        this.host = host;
    }

    /** Name and port that Apache calls itself by in an answer. */
    record Authority(String host, int port) {}

    static HttpPersona.Line firstLine(String line) {
        if (line.isEmpty()) {
            return new HttpPersona.Line.Blank();
        }
        if (line.length() > LINE_BYTES_MAX) {
            return new HttpPersona.Line.Wrong(tooLong());
        }
        Matcher parts = ApacheGrammar.LINE.matcher(line);
        if (!parts.matches()) {
            return wrong(line, "other_protocol");
        }
        String major = parts.group(3);
        String version = major == null ? RequestHead.OLDEST : major + "." + parts.group(4);
        var head = new RequestHead(parts.group(1), parts.group(2), version);
        boolean unknown = major == null ? !head.is("GET") : major.equals("0");
        if (unknown) {
            return wrong(line, "other_protocol");
        }
        return isTargetOfUse(head) ? new HttpPersona.Line.Read(head) : wrong(line, "bad_request");
    }

    /** The first words of the line can tell whom it was for. */
    private static HttpPersona.Line wrong(String line, String odd) {
        return new HttpPersona.Line.Wrong(new Refusal(400, "", line, odd));
    }

    static Refusal tooLong() {
        return new Refusal(414, "", "", "line_too_long");
    }

    private static boolean isTargetOfUse(RequestHead head) {
        if (head.is("CONNECT")) {
            return TUNNEL.matcher(head.target).matches();
        }
        if (head.target.equals("*")) {
            return head.is("OPTIONS");
        }
        UrlParts url = UrlParts.of(head.target);
        String authority = url.authority();
        return head.target.indexOf('#') < 0
                && (url.path().isEmpty() || url.path().startsWith("/"))
                && (authority == null || AUTHORITY.matcher(authority).matches());
    }

    /** Takes the lines of a header, and checks whom the request is for and how long it is. */
    static @Nullable Refusal fields(RequestHead head, List<String> lines) {
        List<String> whole = new ArrayList<>();
        for (String line : lines) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (ApacheGrammar.CONTROL.matcher(line).find()
                    || folded && (whole.isEmpty() || line.isBlank())) {
                return bad("", "bad_header");
            }
            whole.add(folded ? whole.removeLast() + " " + line.strip() : line);
            if (whole.getLast().length() > LINE_BYTES_MAX) {
                return bad(ApacheGrammar.FIELD_TOO_LONG, "field_too_long");
            }
        }
        for (String line : whole) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !ApacheGrammar.NAME.matcher(line).region(0, colon).matches()) {
                return bad("", "bad_header");
            }
            if (head.fields().size() == FIELDS_MAX) {
                return tooMany();
            }
            head.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return judge(head);
    }

    static Refusal tooMany() {
        return bad(ApacheGrammar.FIELDS_TOO_MANY, "too_many_headers");
    }

    private static Refusal bad(String note, String odd) {
        return new Refusal(400, note, "", odd);
    }

    private static @Nullable Refusal judge(RequestHead head) {
        boolean old = head.isSimple() || head.version.equals("1.0");
        String said = joined(head, "host");
        boolean missing = !old && !head.has("host");
        UrlParts url = UrlParts.of(head.target);
        boolean elsewhere = head.is("CONNECT") || url.isElsewhere();
        boolean wrong = !elsewhere && !said.isEmpty() && !isHost(said);
        boolean named = head.is("CONNECT") || isNamedRightly(url);
        return missing || wrong || !named || !isFramed(head) ? bad("", "bad_request") : null;
    }

    private static boolean isNamedRightly(UrlParts url) {
        String authority = url.authority();
        return authority == null || authority.isEmpty() || isHost(authority);
    }

    /** Fields of one name are one list. */
    static String joined(RequestHead head, String name) {
        return String.join(", ", head.all(name));
    }

    private static boolean isHost(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String said = parts.group(2);
        int port = said == null || said.isEmpty() ? 80 : Integer.parseInt(said);
        port = port < 0 ? port & PORT_MAX : port;
        return port > 0 && port <= PORT_MAX && (text.startsWith("[") || isName(parts.group(1)));
    }

    /** RFC 1123 section 2.1 as Apache reads it: a number in the last label is an address. */
    private static boolean isName(String name) {
        if (name.contains("..")) {
            return false;
        }
        if (name.matches("[0-9.]*[0-9]")) {
            boolean zeros = NUMERIC_WITH_ZEROS.matcher(name).matches();
            return !zeros && name.chars().filter(c -> c == '.').count() == 3;
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 || dot == name.length() - 1 || Character.isLetter(name.charAt(dot + 1));
    }

    private static boolean isFramed(RequestHead head) {
        String codings = joined(head, "transfer-encoding");
        if (head.has("transfer-encoding")) {
            String last = codings.substring(codings.lastIndexOf(',') + 1).strip();
            return last.equalsIgnoreCase("chunked");
        }
        return !head.has("content-length") || joined(head, "content-length").matches("\\d{1,18}");
    }

    /** Whom a request is for: its target says so, or its field Host. */
    Authority authority(RequestHead head) {
        if (head.is("CONNECT")) {
            boolean ported = head.target.indexOf(':') >= 0;
            return ported ? named(head.target) : new Authority(host, HTTP_PORT);
        }
        UrlParts url = UrlParts.of(head.target);
        String named = url.authority();
        if (named != null && url.scheme().equals("http")) {
            return named(named);
        }
        String said = joined(head, "host");
        Authority of = said.isEmpty() ? new Authority(host, HTTP_PORT) : named(said);
        int port = named == null ? HTTP_PORT : named(named).port();
        return port == HTTP_PORT ? of : new Authority(of.host(), port);
    }

    /** Of what could not be read, by its first two words. */
    Authority authority(String line) {
        String[] words = line.split("[ \t]+", 3);
        return authority(new RequestHead(words[0], words.length > 1 ? words[1] : "", ""));
    }

    private Authority named(String said) {
        int start = said.lastIndexOf('@') + 1;
        int colon = said.indexOf(':', Math.max(start, said.indexOf(']')));
        boolean ported = colon >= 0;
        String name =
                said.substring(start, ported ? colon : said.length()).toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String port = ported ? said.substring(colon + 1) : "";
        Matcher number = NUMBER.matcher(port);
        boolean numbered = number.matches();
        // As many bits as fit are kept.
        int kept = numbered ? Integer.parseInt(number.group(1)) & PORT_MAX : 0;
        boolean whole = numbered && number.group(1).equals(port);
        return new Authority(
                whole || port.isEmpty() ? name : host, port.isEmpty() ? HTTP_PORT : kept);
    }
}
