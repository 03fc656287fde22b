package org.honeyspam.proxy;

import java.util.Map;

/** The pages that Apache 2.4 writes itself where it is a proxy, taken from the running program. */
final class ModProxyPages {
    static final String SERVER = "Apache/2.4.71 (Debian)";

    /** What begins a note that makes the page one of the proxy. */
    static final String REASON = "Reason: ";

    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(407, "Proxy Authentication Required"),
                    Map.entry(414, "Request-URI Too Long"),
                    Map.entry(417, "Expectation Failed"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Unavailable"));

    private ModProxyPages() {}

    /** Code and reason as they stand in the first line. */
    static String status(int status, String note) {
        return status + " " + title(status, note);
    }

    private static String title(int status, String note) {
        return note.startsWith(REASON) ? "Proxy Error" : REASONS.getOrDefault(status, "");
    }

    /**
     * The page of an error.
     *
     * @param note what the text names: the method, the expectation, what was wrong
     * @param self the name that the server gives itself
     */
    static String page(int status, String note, ModProxyReader.Authority self) {
        String title = title(status, note);
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
                .formatted(
                        status,
                        title,
                        text(status, escaped(note)),
                        SERVER,
                        self.host().replaceAll("[\\[\\]]", ""),
                        self.port());
    }

    private static String text(int status, String note) {
        if (note.startsWith(REASON)) {
            return ofProxy(status, note.substring(REASON.length()));
        }
        return switch (status) {
            case 400 ->
                    """
                    <p>Your browser sent a request that this server could not understand.<br />
                    %s</p>
                    """
                            .formatted(note);
            case 403 -> "<p>You don't have permission to access this resource.</p>\n";
            case 404 -> "<p>The requested URL was not found on this server.</p>\n";
            case 405 ->
                    "<p>The requested method %s is not allowed for this URL.</p>\n".formatted(note);
            case 407 ->
                    """
                    <p>This server could not verify that you
                    are authorized to access the document
                    requested.  Either you supplied the wrong
                    credentials (e.g., bad password), or your
                    browser doesn't understand how to supply
                    the credentials required.</p>
                    """;
            case 501 -> "<p>%s not supported for current URL.<br />\n</p>\n".formatted(note);
            default -> unusual(status, note);
        };
    }

    private static String unusual(int status, String note) {
        return switch (status) {
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
            case 503 ->
                    """
                    <p>The server is temporarily unable to service your
                    request due to maintenance downtime or capacity
                    problems. Please try again later.</p>
                    """;
            default ->
                    """
                    <p>The server encountered an internal error or
                    misconfiguration and was unable to complete
                    your request.</p>
                    <p>Please contact the server administrator at\s
                     [no address given] to inform them of the time this error occurred,
                     and the actions you performed just before this error.</p>
                    <p>More information about this error may be available
                    in the server error log.</p>
                    """;
        };
    }

    /** Where the proxy has something to add, the paragraph that it adds to is not closed before. */
    private static String ofProxy(int status, String reason) {
        String why =
                "The proxy server could not handle the request<p>Reason: <strong>%s</strong></p>"
                        .formatted(reason);
        return switch (status) {
            case 400 ->
                    """
                    <p>Your browser sent a request that this server could not understand.<br />
                    %s</p>
                    """
                            .formatted(why);
            case 403 ->
                    "<p>You don't have permission to access this resource.%s</p>\n".formatted(why);
            case 502 ->
                    """
                    <p>The proxy server received an invalid\r
                    response from an upstream server.<br />\r
                    %s</p>
                    """
                            .formatted(why);
            default -> why + "<p />\n";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
