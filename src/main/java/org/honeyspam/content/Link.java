package org.honeyspam.content;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place that the message points to.
 *
 * @param url with its host in the plain; otherwise as it was written
 * @param host an address in dotted form or a name, in lower case, punycode decoded
 * @param domain the part of the name that somebody registered
 */
public record Link(String url, Kind kind, String host, String domain, Set<Trick> tricks) {
    private static final Pattern QUERY_VALUE = Pattern.compile("=[^&;#]*+");
    private static final Pattern NUMBER = Pattern.compile("\\d++");
    private static final Pattern ID =
            Pattern.compile(
                    "(?<![a-z0-9])(?=[a-z]{0,60}\\d)[a-z0-9_-]{6,}+|[a-z0-9_-]{24,}+",
                    Pattern.CASE_INSENSITIVE);

    /** Where it stood. */
    public enum Kind {
        TEXT,
        HREF,
        IMAGE,
        FORM,
        REFRESH,
        FRAME,
        HEADER,
        /** Within the query of another one. */
        REDIRECT
    }

    /** What was done to hide where it leads. */
    public enum Trick {
        /** {@code hxxp} or {@code [.]}. */
        DEFANGED,
        /** A name before an {@code @} that looks like the host. */
        USER_INFO,
        /** An address as one number, or in hex or octal. */
        NUMERIC_HOST,
        PUNYCODE,
        ESCAPED_HOST,
        /** The text of the link is another host's. */
        SHOWN_AS_ANOTHER,
        /** Another link is in its query. */
        CARRIES_ANOTHER
    }

    /** What stays of the path when the ids of one message are taken out of it. */
    public String template() {
        int start = url.indexOf('/', url.indexOf("://") + 3);
        if (start < 0) {
            return "/";
        }
        String path = url.substring(start);
        int fragment = path.indexOf('#');
        path = fragment < 0 ? path : path.substring(0, fragment);
        path = QUERY_VALUE.matcher(path).replaceAll("=");
        return NUMBER.matcher(ID.matcher(path).replaceAll("*")).replaceAll("#");
    }
}
