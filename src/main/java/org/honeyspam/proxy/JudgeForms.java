package org.honeyspam.proxy;

import java.util.List;
import java.util.Map;

/** How judges write what they know, each as its checkers read it. */
final class JudgeForms {
    private static final List<String> MY_PROXY =
            List.of(
                    "HTTP_ACCEPT",
                    "HTTP_ACCEPT_ENCODING",
                    "HTTP_ACCEPT_LANGUAGE",
                    "HTTP_ACCEPT_CHARSET",
                    "HTTP_HOST",
                    "HTTP_KEEP_ALIVE",
                    "HTTP_COOKIE",
                    "HTTP_REFERER",
                    "HTTP_USER_AGENT",
                    "REMOTE_ADDR",
                    "HTTP_CONNECTION",
                    "HTTP_X_FORWARDED_FOR",
                    "HTTP_FORWARDED",
                    "HTTP_VIA",
                    "HTTP_MAX_FORWARDS",
                    "HTTP_CACHE_CONTROL",
                    "HTTP_PROXY_CONNECTION",
                    "HTTP_CLIENT_IP",
                    "HTTP_X_REAL_IP",
                    "REMOTE_PORT",
                    "REQUEST_METHOD",
                    "REQUEST_URI");

    private JudgeForms() {}

    /** AZ Environment variables: only what is of the request. */
    static String azenv(Map<String, String> variables) {
        var html =
                new StringBuilder(
                        """
                        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                           "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                        <head>
                        <title>AZ Environment variables 1.04</title>
                        </head>
                        <body>
                        <pre>
                        """);
        var room = new Room();
        variables.forEach(
                (name, value) -> {
                    boolean told =
                            name.contains("REMOTE")
                                    || name.contains("HTTP")
                                    || name.contains("REQUEST");
                    if (told) {
                        html.append(room.line(name, " = ", value)).append('\n');
                    }
                });
        return html.append("</pre>\n</body>\n</html>\n").toString();
    }

    /** All variables, as small programs in Perl or the shell write them. */
    static String env(Map<String, String> variables) {
        var html = new StringBuilder("<html><head><title>env</title></head><body>\n<pre>");
        var room = new Room();
        variables.forEach((name, value) -> html.append(room.line(name, "=", value)).append('\n'));
        return html.append("</pre>\n</body></html>\n").toString();
    }

    /** ProxyJudge of Japan, which also gives a mark. */
    static String japanese(Map<String, String> variables, int level) {
        var html =
                new StringBuilder(
                        """
                        <HTML>
                        <HEAD>
                        <TITLE>ProxyJudge V2.27</TITLE>
                        </HEAD>
                        <BODY bgcolor="#000000" text="#FFFFFF">
                        <H2>ProxyJudge V2.27</H2>
                        <HR>
                        <B>ENVIRONMENT</B><BR>
                        """);
        var room = new Room();
        variables.forEach(
                (name, value) -> {
                    if (name.startsWith("HTTP_") || name.startsWith("RE")) {
                        html.append(room.line(name, "=", value)).append(" <BR>\n");
                    }
                });
        return html.append("<HR>\n<B>RESULT</B><BR>\n")
                // Checkers count 47 characters from the first of these to the mark.
                .append("AnonyLevel :&nbsp;&nbsp;  <FONT color=\"yellow\">")
                .append(level)
                .append("</FONT><BR>\n<HR>\n</BODY>\n</HTML>\n")
                .toString();
    }

    /** The judge that My-Proxy gave away: the variables that it knows, if they are there. */
    static String myProxy(Map<String, String> variables) {
        var html =
                new StringBuilder(
                        """
                        <html>
                        <head><title>My-Proxy PHP Proxyjudge 1.01</title>
                        </head>
                        <body>
                        """);
        var room = new Room();
        for (String name : MY_PROXY) {
            String value = variables.get(name);
            if (value != null) {
                html.append(room.line(name, ": ", value)).append("\r\n<br>");
            }
        }
        return html.append("</body>\n</html>\n").toString();
    }

    /** What is left of all that may be shown. */
    private static final class Room {
        private int left = Quoting.ECHO_CHARS_MAX;

        String line(String name, String between, String value) {
            String shown = Quoting.bounded(value, left);
            left -= shown.length();
            return name + between + Quoting.element(Quoting.line(shown));
        }
    }
}
