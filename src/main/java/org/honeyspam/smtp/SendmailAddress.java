package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address as Sendmail's rule sets 3 and 0 understand it.
 *
 * @param user whose it is
 * @param domain where that is; may be empty for the server's own users
 * @param isLocal whether the user is one of the server's, or would be
 * @param fault what is wrong with it, with its status; else null
 */
record SendmailAddress(String user, String domain, boolean isLocal, @Nullable String fault) {
    private static final String LIST = "5.1.3 List:; syntax illegal for recipient addresses";
    private static final String NO_USER = "5.1.3 User address required";
    private static final String NO_HOST = "5.1.3 Hostname required";
    private static final String ROUTE = "5.1.3 Invalid route address";

    /** What Sendmail rewrites until it gives up, which it says without the address. */
    static final String ENDLESS = "5.0.0 rewrite: excessive recursion (max 50), ruleset Canonify2";

    private static final Set<String> FORWARDING = Set.of("@", "%", "!");
    private static final Set<String> SPECIAL =
            Set.of(".", ":", "%", "@", "!", "^", "/", "[", "]", "+", "<", ">", ",", ";");

    private static SendmailAddress wrong(String fault) {
        return new SendmailAddress("", "", false, fault);
    }

    /**
     * Reads what was scanned.
     *
     * @param own the names of this server, in small letters
     */
    static SendmailAddress of(List<String> scanned, Set<String> own) {
        List<String> tokens = withoutGroup(scanned);
        boolean list = tokens.size() >= 2 && endsWith(tokens, ":", ";");
        if (list || tokens.isEmpty() && !scanned.isEmpty() && !scanned.contains("<")) {
            return wrong(LIST);
        }
        tokens = withoutRoute(inner(tokens));
        return tokens.equals(List.of("@")) ? wrong(LIST) : parsed(tokens, own);
    }

    /** In one spelling; an account's is its name, that of nobody is empty. */
    String text() {
        if (isLocal && SendmailAccounts.isAccount(user)) {
            return user.toLowerCase(Locale.ROOT);
        }
        return domain.isEmpty() ? user : user + "@" + withoutDots(domain);
    }

    /** How many names there are in its domain. */
    int labels() {
        return withoutDots(domain).split("\\.").length;
    }

    /** A program, a file, or a list in one: what no stranger may write to; null if it is none. */
    @Nullable String target() {
        if (!isLocal) {
            return null;
        }
        return user.startsWith("|")
                ? "programs"
                : user.startsWith("/")
                        ? "files"
                        : user.startsWith(":include:") ? ":include:s" : null;
    }

    /** {@code name: one, two;}: a colon outside brackets ends a name, a semicolon the group. */
    private static List<String> withoutGroup(List<String> scanned) {
        List<String> tokens = scanned;
        int colon = tokens.indexOf(":");
        boolean named =
                colon >= 0
                        && !tokens.contains("<")
                        && !tokens.getFirst().equals("@")
                        && !tokens.contains("[")
                        && !(tokens.size() > colon + 1 && tokens.get(colon + 1).equals(":"))
                        && !(colon == 0 && tokens.size() > 2 && tokens.get(2).equals(":"));
        if (named) {
            tokens = tokens.subList(colon + 1, tokens.size());
        }
        while (!tokens.isEmpty() && tokens.getLast().equals(";")) {
            tokens = tokens.subList(0, tokens.size() - 1);
        }
        int close = tokens.lastIndexOf(">");
        boolean group = close >= 2 && tokens.get(close - 1).equals(";");
        return group && tokens.get(close - 2).equals(":") ? List.of(":", ";") : tokens;
    }

    private static List<String> inner(List<String> tokens) {
        int open = tokens.lastIndexOf("<");
        int close = open < 0 ? -1 : open + tokens.subList(open, tokens.size()).indexOf(">");
        List<String> inner = close <= open ? tokens : tokens.subList(open + 1, close);
        boolean semicolon = close > open && !inner.isEmpty() && inner.getLast().equals(";");
        return semicolon ? inner.subList(0, inner.size() - 1) : inner;
    }

    /** RFC 5321 section 4.1.1.3: a source route is to be stripped. */
    private static List<String> withoutRoute(List<String> routed) {
        List<String> tokens = routed;
        for (String end : List.of(",", ":")) {
            int at = routeEnd(tokens, end);
            while (at > 0) {
                tokens = tokens.subList(at + 1, tokens.size());
                at = routeEnd(tokens, end);
            }
        }
        return tokens;
    }

    private static int routeEnd(List<String> tokens, String end) {
        if (tokens.size() < 4 || !tokens.getFirst().equals("@")) {
            return -1;
        }
        int literal = tokens.get(1).equals("[") ? tokens.indexOf("]") : 1;
        int from = Math.max(literal, 1) + 1;
        int at = from < tokens.size() ? tokens.subList(from, tokens.size() - 1).indexOf(end) : -1;
        return at < 0 ? -1 : at + from;
    }

    private static SendmailAddress parsed(List<String> tokens, Set<String> own) {
        int at = focus(tokens);
        if (at < 0) {
            return withoutDomain(tokens, own);
        }
        List<String> user = tokens.subList(0, at);
        List<String> domain = tokens.subList(at + 1, tokens.size());
        String fault = fault(user, domain);
        if (fault != null) {
            return wrong(fault);
        }
        String host = joined(domain);
        if (!own.contains(withoutDots(host).toLowerCase(Locale.ROOT))) {
            return new SendmailAddress(joined(user), host, false, null);
        }
        List<String> name = dequoted(user);
        return name.isEmpty() ? wrong(NO_USER) : ours(name, host, own);
    }

    /** At this server: what forwards goes on, the rest is one of its users. */
    private static SendmailAddress ours(List<String> user, String domain, Set<String> own) {
        return user.stream().anyMatch(FORWARDING::contains)
                ? parsed(user, own)
                : new SendmailAddress(joined(user), domain, true, null);
    }

    /** The last that has something behind it. */
    private static int focus(List<String> tokens) {
        int last = tokens.lastIndexOf("@");
        if (last == tokens.size() - 1 && last > 0) {
            int before = tokens.subList(0, last).lastIndexOf("@");
            return before > 0 ? before : last;
        }
        return last;
    }

    private static SendmailAddress withoutDomain(List<String> tokens, Set<String> own) {
        int bang = tokens.indexOf("!");
        if (bang > 0 && bang < tokens.size() - 1) {
            List<String> host = tokens.subList(0, bang);
            String domain = joined(host) + (host.size() > 1 ? "" : ".UUCP");
            return remote(tokens.subList(bang + 1, tokens.size()), domain, own);
        }
        int percent = tokens.lastIndexOf("%");
        if (percent >= 0 && tokens.size() > 1) {
            var routed = new ArrayList<>(tokens);
            routed.set(percent, "@");
            return parsed(routed, own);
        }
        List<String> name = dequoted(tokens);
        if (name.equals(List.of("!"))) {
            return wrong(ENDLESS);
        }
        if (name.isEmpty() && !tokens.isEmpty()) {
            return wrong(NO_USER);
        }
        return routed(name)
                ? wrong(ROUTE)
                : name.stream().anyMatch(FORWARDING::contains) && !name.equals(tokens)
                        ? parsed(name, own)
                        : new SendmailAddress(joined(name), "", true, null);
    }

    private static SendmailAddress remote(List<String> user, String domain, Set<String> own) {
        return own.contains(domain.toLowerCase(Locale.ROOT))
                ? ours(user, domain, own)
                : new SendmailAddress(joined(user), domain, false, null);
    }

    private static @Nullable String fault(List<String> user, List<String> domain) {
        if (user.isEmpty() || user.equals(List.of("@"))) {
            return NO_USER;
        }
        if (domain.isEmpty()) {
            return user.indexOf("!") > 0 ? ROUTE : NO_HOST;
        }
        if (domain.contains(":") && !domain.getFirst().equals("[")) {
            return "5.1.3 Colon illegal in host name part";
        }
        String host = joined(domain);
        if (host.startsWith(".") || withoutDots(host).contains("..")) {
            return "5.1.2 Invalid host name";
        }
        if (host.endsWith("@")) {
            return "5.1.2 Invalid route address";
        }
        boolean comma = user.getLast().equals(",");
        return user.contains("@") || comma || routed(user) || routed(domain) ? ROUTE : null;
    }

    /** Whether a comma stands before what does not forward. */
    private static boolean routed(List<String> tokens) {
        int comma = tokens.indexOf(",");
        return comma >= 0
                && comma < tokens.size() - 1
                && !FORWARDING.contains(tokens.get(comma + 1));
    }

    private static List<String> dequoted(List<String> tokens) {
        String only = tokens.size() == 1 ? tokens.getFirst() : "";
        boolean quoted = only.length() > 1 && only.startsWith("\"") && only.endsWith("\"");
        return quoted
                ? SendmailScan.of(only.substring(1, only.length() - 1), '\n').tokens()
                : tokens;
    }

    /** Blanks went when it was scanned: two atoms side by side are parted by a dot. */
    private static String joined(List<String> tokens) {
        var text = new StringBuilder();
        boolean atom = false;
        for (String token : tokens) {
            boolean next = !SPECIAL.contains(token) && !token.startsWith("\"");
            text.append(atom && next ? "." : "").append(token);
            atom = next;
        }
        return text.toString();
    }

    private static String withoutDots(String host) {
        int end = host.length();
        while (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return host.substring(0, end);
    }

    private static boolean endsWith(List<String> tokens, String last, String one) {
        int size = tokens.size();
        return tokens.get(size - 2).equals(last) && tokens.get(size - 1).equals(one);
    }
}
