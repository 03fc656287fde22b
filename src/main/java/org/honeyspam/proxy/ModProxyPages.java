package org.honeyspam.proxy;

import org.honeyspam.http.ApacheTexts;

/** The pages that Apache 2.4 writes itself where it is a proxy, taken from the running program. */
final class ModProxyPages {
    /** What begins a note that makes the page one of the proxy. */
    static final String REASON = "Reason: ";

    private ModProxyPages() {}

    /** Code and reason as they stand in the first line. */
    static String status(int status, String note) {
        return status + " " + title(status, note);
    }

    private static String title(int status, String note) {
        return note.startsWith(REASON) ? "Proxy Error" : ApacheTexts.reason(status);
    }

    /**
     * The page of an error.
     *
     * @param note what the text names: the method, the expectation, what was wrong
     * @param self the name that the server gives itself
     */
    static String page(int status, String note, ModProxyReader.Authority self) {
        String title = title(status, note);
        String text = text(status, ApacheTexts.escaped(note));
        return ApacheTexts.page(status, title, text, self.host(), self.port());
    }

    private static String text(int status, String note) {
        if (note.startsWith(REASON)) {
            return ofProxy(status, note.substring(REASON.length()));
        }
        String usual = ApacheTexts.text(status, note);
        if (usual != null) {
            return usual;
        }
        return switch (status) {
            case 400 ->
                    """
                    <p>Your browser sent a request that this server could not understand.<br />
                    %s</p>
                    """
                            .formatted(note);
            case 407 ->
                    """
                    <p>This server could not verify that you
                    are authorized to access the document
                    requested.  Either you supplied the wrong
                    credentials (e.g., bad password), or your
                    browser doesn't understand how to supply
                    the credentials required.</p>
                    """;
            default -> unusual(status);
        };
    }

    private static String unusual(int status) {
        return switch (status) {
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
}
