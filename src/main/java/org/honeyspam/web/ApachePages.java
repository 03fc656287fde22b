package org.honeyspam.web;

import org.honeyspam.http.ApacheTexts;

/** The pages that Apache 2.4 writes itself, taken from the running program. */
final class ApachePages {
    private ApachePages() {}

    static String reason(int status) {
        return status + " " + ApacheTexts.reason(status);
    }

    /**
     * The page of an error.
     *
     * @param note what the text names: the method, the target, the expectation, what was wrong
     * @param before the status of an error that this one came upon; zero if there was none
     */
    static String page(int status, String note, int before, ApacheReader.Authority self) {
        String reason = ApacheTexts.reason(status);
        String also =
                before == 0
                        ? ""
                        : """
                        <p>Additionally, a %s
                        error was encountered while trying to use an ErrorDocument to handle the request.</p>
                        """
                                .formatted(reason(before));
        String text = text(status, ApacheTexts.escaped(note)) + also;
        return ApacheTexts.page(status, reason, text, self.host(), self.port());
    }

    private static String text(int status, String note) {
        String usual = ApacheTexts.text(status, note);
        if (usual != null) {
            return usual;
        }
        return switch (status) {
            case 301 -> "<p>The document has moved <a href=\"%s\">here</a>.</p>\n".formatted(note);
            case 400 ->
                    """
                    <p>Your browser sent a request that this server could not understand.<br />
                    %s</p>
                    """
                            .formatted(note.replace("\n", "<br />\n"));
            case 408 -> "<p>Server timeout waiting for the HTTP request from the client.</p>\n";
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
            case 416 ->
                    """
                    <p>None of the range-specifier values in the Range
                    request-header field overlap the current extent
                    of the selected resource.</p>
                    """;
            default ->
                    """
                    <p>The server encountered an internal error or
                    misconfiguration and was unable to complete
                    your request.</p>
                    """;
        };
    }
}
