package org.honeyspam.truth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where an answer of HTTP ends. */
final class HttpFraming {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final Pattern CHUNKED =
            Pattern.compile("(?i)\r\nTransfer-Encoding: chunked\r\n");
    private static final String EMPTY_LINE = "\r\n\r\n";

    private HttpFraming() {}

    /** Behind the answer that begins there; -1 if it is not whole, or ends with the connection. */
    static int end(String text, int from, boolean bodiless) {
        int headEnd = text.indexOf(EMPTY_LINE, from);
        if (!text.startsWith("HTTP/", from) || headEnd < 0) {
            return -1;
        }
        String head = text.substring(from, headEnd + 2);
        int body = headEnd + EMPTY_LINE.length();
        if (bodiless || head.matches("(?s)HTTP/1.1 (?:1\\d\\d|204|304) .*")) {
            return body;
        }
        if (CHUNKED.matcher(head).find()) {
            int last = text.indexOf("\r\n0\r\n\r\n", body - 2);
            return last < 0 ? -1 : last + "\r\n0\r\n\r\n".length();
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            return -1;
        }
        int end = body + Integer.parseInt(length.group(1));
        return end <= text.length() ? end : -1;
    }
}
