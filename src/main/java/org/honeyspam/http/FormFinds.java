package org.honeyspam.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.journal.JournalEvent.FormField;
import org.jspecify.annotations.Nullable;

/** What the fields of a form lead to: links, mail addresses, a user and his password. */
final class FormFinds {
    private static final int FINDS_MAX = 50;
    private static final int LINK_BYTES_MAX = 512;
    private static final int ADDRESS_BYTES_MAX = 254;
    private static final List<String> SCHEMES = List.of("http://", "https://", "ftp://");
    private static final String LINK_ENDS = "\"'<>()[]{}|\\^`";
    private static final String OF_LOCAL_PARTS = "!#$%&'*+/=?^_`{|}~.-";
    private static final Set<String> USERS =
            Set.of("log", "pma_username", "username", "user", "login", "email", "nick", "account");
    private static final Set<String> PASSWORDS =
            Set.of("pwd", "pma_password", "password", "pass", "passwd", "pw");

    private final List<FormField> fields;

    FormFinds(List<FormField> fields) {
        this.fields = fields;
    }

    /** In the order they stand, each once. */
    List<String> links() {
        Set<String> found = new LinkedHashSet<>();
        for (FormField field : fields) {
            String text = field.value();
            for (int at = link(text, 0); at >= 0 && found.size() < FINDS_MAX; ) {
                int end = at;
                while (end < text.length() && inLink(text.charAt(end))) {
                    end++;
                }
                found.add(text.substring(at, Math.min(end, at + LINK_BYTES_MAX)));
                at = link(text, end);
            }
        }
        return List.copyOf(found);
    }

    private static int link(String text, int from) {
        int first = -1;
        for (int at = text.indexOf("://", from); at >= 0; at = text.indexOf("://", at + 3)) {
            for (String scheme : SCHEMES) {
                int start = at + 3 - scheme.length();
                boolean is =
                        start >= from
                                && text.regionMatches(true, start, scheme, 0, scheme.length());
                first = is && (first < 0 || start < first) ? start : first;
            }
            if (first >= 0) {
                return first;
            }
        }
        return first;
    }

    private static boolean inLink(char c) {
        return c > ' ' && c < 0x7f && LINK_ENDS.indexOf(c) < 0;
    }

    /** In the order they stand, each once, as they are written. */
    List<String> addresses() {
        Set<String> found = new LinkedHashSet<>();
        for (FormField field : fields) {
            String text = field.value();
            for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
                String address = address(text, at);
                if (address != null && found.size() < FINDS_MAX) {
                    found.add(address);
                }
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable String address(String text, int at) {
        int start = at;
        while (start > 0 && at - start < ADDRESS_BYTES_MAX && inLocal(text.charAt(start - 1))) {
            start--;
        }
        int end = at + 1;
        while (end < text.length() && end - at < ADDRESS_BYTES_MAX && inDomain(text.charAt(end))) {
            end++;
        }
        while (end > at && ".-".indexOf(text.charAt(end - 1)) >= 0) { // A sentence ends there.
            end--;
        }
        boolean whole = start < at && text.substring(at, end).indexOf('.') > 1;
        return whole && end - start <= ADDRESS_BYTES_MAX ? text.substring(start, end) : null;
    }

    private static boolean inLocal(char c) {
        return isPlain(c) || OF_LOCAL_PARTS.indexOf(c) >= 0;
    }

    private static boolean inDomain(char c) {
        return isPlain(c) || c == '.' || c == '-';
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Whom a form of a log-in names; null if it names nobody. */
    @Nullable String user() {
        return credential(USERS, 0);
    }

    @Nullable String password() {
        return credential(PASSWORDS, 1);
    }

    /** By the name of a field; a call of XML-RPC has them among its texts, in that order. */
    private @Nullable String credential(Set<String> names, int order) {
        List<String> texts = new ArrayList<>();
        boolean method = false;
        for (FormField field : fields) {
            if (names.contains(field.name())) {
                return field.value();
            }
            boolean text = field.name().equals("string") || field.name().equals("value");
            if (text && !method) {
                texts.add(field.value());
            }
            method = field.name().equals("name") && field.value().equals("methodName");
        }
        return texts.size() > 1 ? texts.get(order) : null;
    }
}
