package org.honeyspam.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Finds the address in what stands for one, as Exim 4.96 does: a mailbox of RFC 822 with phrases,
 * comments and source routes, read from the left; what is wrong is told by where it went wrong.
 */
final class EximAddress {
    /** The error of what has no address in it, but for comments. */
    static final String EMPTY = "empty address";

    private static final char END = '\0';
    private static final int BYTES_MAX = 256;
    private static final int SHOWN_BYTES_MAX = 64;
    private static final int REST_BYTES_MAX = 32;
    private static final String SPECIALS = "()<>@,;:\\\".[] ";

    private final String in;
    private final boolean nothing;
    private int at;
    private int commentAt;
    private int startAt;
    private int endAt;
    private boolean qualified;
    private @Nullable String error;

    /**
     * What was found.
     *
     * @param address without phrase, comments and route
     * @param qualified whether it has a domain
     * @param error why it is none; null if it is one
     */
    record Found(String address, boolean qualified, @Nullable String error) {}

    /** Whether a group is allowed to begin, or has begun, in a list of addresses. */
    static final class Groups {
        private boolean mayBegin;
        private boolean begun;

        Groups(boolean allowed) {
            mayBegin = allowed;
        }
    }

    private EximAddress(String in, boolean nothing) {
        this.in = in;
        this.nothing = nothing;
    }

    /**
     * The only address in an argument.
     *
     * @param nothing whether it may be the null sender
     */
    static Found in(String text, boolean nothing) {
        return in(new EximAddress(text, nothing), new Groups(false));
    }

    /** One address of a list in a header, which goes on after it. */
    static Found in(String text, Groups groups) {
        return in(new EximAddress(text, false), groups);
    }

    private static Found in(EximAddress reader, Groups groups) {
        String address = reader.mailbox(groups);
        if (reader.error != null && groups.begun && reader.peek() == ';') {
            groups.begun = false;
            groups.mayBegin = true;
        }
        return new Found(address, reader.qualified, reader.error);
    }

    private String mailbox(Groups groups) {
        skipComments();
        startAt = at;
        String local = localPart(true);
        if (error != null) {
            return "";
        }
        if (peek() != '@' && peek() != '<') {
            if (peek() == END || peek() == ';') {
                endAt = commentAt;
                return local.isEmpty() ? failed(EMPTY) : whole(local, groups);
            }
            phrase(groups);
            if (error != null) {
                return failed(error + " (expected word or \"<\")");
            }
            if (peek() == ':') {
                groups.begun = true;
                groups.mayBegin = false;
                at++;
                return mailbox(groups);
            }
        }
        String address =
                peek() == '<' ? inBrackets() : local.isEmpty() ? routed() : withDomain(local);
        return error == null ? whole(address, groups) : "";
    }

    /** The words before an address in brackets, or before a group. */
    private void phrase(Groups groups) {
        while (error == null && peek() != '<' && !(groups.mayBegin && peek() == ':')) {
            localPart(false);
        }
    }

    private String inBrackets() {
        at++;
        startAt = at;
        skipComments();
        boolean routed = peek() == '@';
        if (routed) {
            route();
        }
        String address = "";
        if (error == null && !(nothing && !routed && peek() == '>')) {
            address = specification('>');
            if (error == null && routed && !qualified) {
                return failed("domain missing in source-routed address");
            }
        }
        if (error != null) {
            return "";
        }
        endAt = at;
        if (peek() != '>') {
            return failed(peek() == END ? "'>' missing at end of address" : malformed());
        }
        at++;
        skipComments();
        return address;
    }

    /** A source route without brackets. */
    private String routed() {
        route();
        String address = error == null ? specification(END) : "";
        endAt = commentAt;
        return error == null && !qualified
                ? failed("domain missing in source-routed address")
                : address;
    }

    private String withDomain(String local) {
        at++;
        qualified = true;
        // Only here, where nobody asks for brackets, may it be an IP address.
        String address = local + "@" + (nextIs('[') ? literal() : domain());
        endAt = commentAt;
        return address;
    }

    /** Nothing may follow, and the address must not be too long. */
    private String whole(String address, Groups groups) {
        if (peek() == ';' && groups.begun) {
            groups.begun = false;
            groups.mayBegin = true;
        } else if (peek() != END) {
            return failed(malformed());
        }
        while (endAt > startAt && isBlank(in.charAt(endAt - 1))) {
            endAt--;
        }
        return endAt - startAt > BYTES_MAX
                ? failed("address is ridiculously long: " + cut(address, SHOWN_BYTES_MAX) + "...")
                : address;
    }

    private String specification(char terminator) {
        String local = localPart(false);
        if (error != null || peek() == terminator) {
            return local;
        }
        if (peek() != '@') {
            return failed("\"@\" or \".\" expected after \"" + local + "\"");
        }
        at++;
        qualified = true;
        return local + "@" + domain();
    }

    private void route() {
        boolean several = false;
        while (peek() == '@') {
            at++;
            domain();
            if (error != null) {
                return;
            }
            if (peek() != ',') {
                break;
            }
            at++;
            several = true;
            skipComments();
        }
        if (peek() == ':') {
            at++;
        } else {
            error = several ? "colon expected after route list" : "no local part";
        }
        skipComments();
    }

    /** Words with dots between them; Exim takes a dot more than there may be. */
    private String localPart(boolean mayBeEmpty) {
        var text = new StringBuilder();
        while (true) {
            int before = text.length();
            skipComments();
            if (peek() == '"') {
                quoted(text);
                if (error != null) {
                    return text.toString();
                }
            } else {
                atom(text);
            }
            skipComments();
            if (text.length() == before && peek() != '.') {
                if (text.isEmpty() && !mayBeEmpty) {
                    error = "missing or malformed local part";
                }
                return text.toString();
            }
            if (peek() != '.') {
                return text.toString();
            }
            while (peek() == '.') {
                text.append(next());
            }
        }
    }

    private void quoted(StringBuilder text) {
        text.append(next());
        while (peek() != END && peek() != '"') {
            escapable(text);
        }
        if (peek() == '"') {
            text.append(next());
        } else {
            error = "unmatched doublequote in local part";
        }
    }

    private void atom(StringBuilder text) {
        while (peek() == '\\' || isAtom(peek())) {
            escapable(text);
        }
    }

    private void escapable(StringBuilder text) {
        char c = next();
        text.append(c);
        if (c == '\\' && peek() != END) {
            text.append(next());
        }
    }

    private String domain() {
        skipComments();
        if (peek() == '[') {
            return failed("domain literals not allowed");
        }
        var text = new StringBuilder();
        while (true) {
            int before = text.length();
            while (isHostLetter(peek()) && !(peek() == '-' && text.length() == before)) {
                text.append(next());
            }
            skipComments();
            if (text.length() == before) {
                return failed("domain missing or malformed");
            }
            if (peek() != '.') {
                return text.toString();
            }
            text.append(next());
            skipComments();
        }
    }

    private String literal() {
        int from = at;
        int close = in.indexOf(']', at);
        if (close < 0) {
            return failed("malformed domain literal");
        }
        at = close + 1;
        skipComments();
        return in.substring(from, close + 1);
    }

    private boolean nextIs(char c) {
        skipComments();
        return peek() == c;
    }

    private void skipComments() {
        commentAt = at;
        while (peek() != END) {
            while (isBlank(peek())) {
                at++;
            }
            if (peek() != '(') {
                return;
            }
            comment();
        }
    }

    private void comment() {
        int depth = 0;
        while (peek() != END) {
            char c = next();
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '\\' && peek() != END) {
                at++;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private String malformed() {
        return "malformed address: %s may not follow %s"
                .formatted(cut(in.substring(at), REST_BYTES_MAX), in.substring(0, at));
    }

    private String failed(String why) {
        error = why;
        return "";
    }

    private static String cut(String text, int bytesMax) {
        return text.substring(0, Math.min(text.length(), bytesMax));
    }

    private char peek() {
        return at < in.length() ? in.charAt(at) : END;
    }

    private char next() {
        return in.charAt(at++);
    }

    /** As isspace(3) has it. */
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isAtom(char c) {
        return c > ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0;
    }

    private static boolean isHostLetter(char c) {
        return c == '-' || c < 0x80 && Character.isLetterOrDigit(c);
    }
}
