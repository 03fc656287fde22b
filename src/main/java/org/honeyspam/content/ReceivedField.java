package org.honeyspam.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.content.Hop.Trust;
import org.jspecify.annotations.Nullable;

/** Reads one {@code Received} field, whoever wrote it: Sendmail, Postfix, Exim, qmail, Exchange. */
final class ReceivedField {
    private static final Pattern TOKEN = Pattern.compile("\\(|[^\\s()]++");
    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\w.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\w.])");
    private static final Pattern IPV6 =
            Pattern.compile(
                    "(?i)(?:IPv6:)?([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?::\\d{1,3}(?:\\.\\d{1,3}){3})?)");
    private static final Pattern HELO =
            Pattern.compile("(?i)(?:HELO|EHLO|helo=)[\\s=]*+([^\\s()\\[\\]]{1,255})");
    private static final Pattern NAME = Pattern.compile("[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,20}");

    private final String text;
    private String clause = "";
    private @Nullable String from;
    private @Nullable String by;
    private @Nullable String with;
    private @Nullable String recipient;
    private final List<String> fromComments = new ArrayList<>();

    private ReceivedField(String text) {
        this.text = text;
    }

    static Hop read(String field) {
        int semicolon = field.lastIndexOf(';');
        var reading = new ReceivedField(semicolon < 0 ? field : field.substring(0, semicolon));
        reading.clauses();
        return reading.hop(semicolon < 0 ? field : field.substring(semicolon + 1));
    }

    private void clauses() {
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (token.find(at)) {
            at = token.end();
            if (token.group().equals("(")) {
                int end = commentEnd(at);
                if (clause.equals("from")) {
                    fromComments.add(text.substring(at, end));
                }
                at = Math.min(end + 1, text.length());
            } else {
                word(token.group());
            }
        }
    }

    /** Comments stand in one another (RFC 5322 section 3.2.2). */
    private int commentEnd(int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private void word(String word) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "from", "by", "with", "for", "via", "id" -> clause = word.toLowerCase(Locale.ROOT);
            default -> {
                switch (clause) {
                    case "from" -> from = from == null ? word : from;
                    case "by" -> by = by == null ? word : by;
                    case "with" -> with = with == null ? word : with;
                    case "for" ->
                            recipient =
                                    recipient == null ? word.replaceAll("[<>;]", "") : recipient;
                    default -> {
                        // Ids name nothing outside the server that wrote them.
                    }
                }
            }
        }
    }

    private Hop hop(String date) {
        String ip = null;
        String reverse = null;
        String helo = from;
        for (String comment : fromComments) {
            ip = ip == null ? ip(comment) : ip;
            Matcher said = HELO.matcher(comment);
            if (said.find()) {
                // qmail and Exim write the name of the DNS first, and what was said in the comment.
                reverse = from != null && NAME.matcher(from).matches() ? from : reverse;
                helo = said.group(1);
            } else if (reverse == null) {
                String first = comment.strip().split("[\\s\\[]", 2)[0];
                reverse = NAME.matcher(first).matches() && ip(first) == null ? first : null;
            }
        }
        if (ip == null && from != null) {
            ip = ip(from);
        }
        return new Hop(
                helo, reverse, ip, by, with, recipient, Dates.read(date), Trust.CLAIMED, Set.of());
    }

    private static @Nullable String ip(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.find() && Hosts.isIp(four.group(1))) {
            return four.group(1);
        }
        Matcher six = IPV6.matcher(text);
        while (six.find()) {
            if (Hosts.isIp(six.group(1))) {
                return six.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }
}
