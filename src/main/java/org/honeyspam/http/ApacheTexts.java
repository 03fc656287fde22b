package org.honeyspam.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Apache 2.4 says of itself and of errors, be it a web server or a proxy. */
public final class ApacheTexts {
    public static final String SERVER = "Apache/2.4.71 (Debian)";

    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(206, "Partial Content"),
                    Map.entry(301, "Moved Permanently"),
                    Map.entry(304, "Not Modified"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(407, "Proxy Authentication Required"),
                    Map.entry(408, "Request Timeout"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(414, "Request-URI Too Long"),
                    Map.entry(416, "Requested Range Not Satisfiable"),
                    Map.entry(417, "Expectation Failed"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Unavailable"));

    private ApacheTexts() {}

    /** The reason behind a status; empty if it gives none. */
    public static String reason(int status) {
        return REASONS.getOrDefault(status, "");
    }

    /**
     * The page of an error.
     *
     * @param text of its body
     * @param host that the server calls itself, an IPv6 address in brackets or not
     */
    public static String page(int status, String title, String text, String host, int port) {
        return """
        <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
        <html><head>
        <title>%1$d %2$s</title>
        </head><body>
        <h1>%2$s</h1>
        %3$s<hr>
        <address>%4$s Server at %5$s Port %6$d</address>
        </body></html>
        """
                .formatted(status, title, text, SERVER, host.replaceAll("[\\[\\]]", ""), port);
    }

    /**
     * What a page of that status says; null if it depends on more.
     *
     * @param note what the text names: the method, the expectation; escaped
     */
    public static @Nullable String text(int status, String note) {
        return switch (status) {
            case 403 -> "<p>You don't have permission to access this resource.</p>\n";
            case 404 -> "<p>The requested URL was not found on this server.</p>\n";
            case 405 ->
                    "<p>The requested method %s is not allowed for this URL.</p>\n".formatted(note);
            case 414 ->
                    """
                    <p>The requested URL's length exceeds the capacity
                    limit for this server.<br />
                    </p>
                    """;
            case 417 ->
                    """
                    <p>The expectation given in the Expect request-header
                    field could not be met by this server.
                    The client sent<pre>
                        Expect: %s
                    </pre>
                    </p><p>Only the 100-continue expectation is supported.</p>
                    """
                            .formatted(note);
            case 501 -> "<p>%s not supported for current URL.<br />\n</p>\n".formatted(note);
            default -> null;
        };
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
