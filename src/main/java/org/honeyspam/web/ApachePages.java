package org.honeyspam.web;

import java.util.Map;

/** The pages that Apache 2.4 writes itself, taken from the running program. */
final class ApachePages {
    static final String SERVER = "Apache/2.4.71 (Debian)";

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
                    Map.entry(408, "Request Timeout"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(414, "Request-URI Too Long"),
                    Map.entry(416, "Requested Range Not Satisfiable"),
                    Map.entry(417, "Expectation Failed"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"));

    private ApachePages() {}

    static String reason(int status) {
        return status + " " + REASONS.get(status);
    }

    /**
     * The page of an error.
     *
     * @param note what the text names: the method, the target, the expectation, what was wrong
     * @param before the status of an error that this one came upon; zero if there was none
     */
    static String page(int status, String note, int before, ApacheReader.Authority self) {
        String reason = REASONS.getOrDefault(status, "");
        String also =
                before == 0
                        ? ""
                        : """
                        <p>Additionally, a %s
                        error was encountered while trying to use an ErrorDocument to handle the request.</p>
                        """
                                .formatted(reason(before));
        return """
        <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
        <html><head>
        <title>%1$d %2$s</title>
        </head><body>
        <h1>%2$s</h1>
        %3$s%4$s<hr>
        <address>%5$s Server at %6$s Port %7$d</address>
        </body></html>
        """
                .formatted(
                        status,
                        reason,
                        text(status, escaped(note)),
                        also,
                        SERVER,
                        self.host().replaceAll("[\\[\\]]", ""),
                        self.port());
    }

    private static String text(int status, String note) {
        return switch (status) {
            case 301 -> "<p>The document has moved <a href=\"%s\">here</a>.</p>\n".formatted(note);
            case 400 ->
                    """
                    <p>Your browser sent a request that this server could not understand.<br />
                    %s</p>
                    """
                            .formatted(note.replace("\n", "<br />\n"));
            case 403 -> "<p>You don't have permission to access this resource.</p>\n";
            case 404 -> "<p>The requested URL was not found on this server.</p>\n";
            case 405 ->
                    "<p>The requested method %s is not allowed for this URL.</p>\n".formatted(note);
            case 408 -> "<p>Server timeout waiting for the HTTP request from the client.</p>\n";
            case 501 -> "<p>%s not supported for current URL.<br />\n</p>\n".formatted(note);
            default -> unusual(status, note);
        };
    }

    private static String unusual(int status, String note) {
        return switch (status) {
            case 413 ->
                    """
                    The requested resource does not allow request data with %s requests, or the amount of data provided in
                    the request exceeds the capacity limit.
                    """
                            .formatted(note);
            case 414 ->
                    """
                    <p>The requested URL's length exceeds the capacity
                    limit for this server.<br />
                    </p>
                    """;
            case 416 ->
                    """
                    <p>None of the range-specifier values in the Range
                    request-header field overlap the current extent
                    of the selected resource.</p>
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
            default ->
                    """
                    <p>The server encountered an internal error or
                    misconfiguration and was unable to complete
                    your request.</p>
                    """;
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
