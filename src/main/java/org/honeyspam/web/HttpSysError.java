package org.honeyspam.web;

/** What Windows' kernel driver HTTP.sys refuses before IIS hears of it; each has its own page. */
enum HttpSysError {
    BAD_REQUEST(400, "Bad Request", "Bad Request", "The request is badly formed."),
    VERB(400, "Bad Request", "Bad Request - Invalid Verb", "The request verb is invalid."),
    URL(400, "Bad Request", "Bad Request - Invalid URL", "The request URL is invalid."),
    HOSTNAME(
            400,
            "Bad Request",
            "Bad Request - Invalid Hostname",
            "The request hostname is invalid."),
    HEADER(
            400,
            "Bad Request",
            "Bad Request - Invalid Header",
            "The request has an invalid header name."),
    FIELD_LENGTH(
            400,
            "Bad Request",
            "Bad Request - Header Field Too Long",
            "A request header field is too long."),
    REQUEST_LENGTH(
            400,
            "Bad Request",
            "Bad Request - Request Too Long",
            "The size of the request headers is too long."),
    FORBIDDEN(403, "Forbidden", "Forbidden URL", "The request URL is forbidden."),
    LENGTH_REQUIRED(
            411,
            "Length Required",
            "Length Required",
            "The request must be chunked or have a content length."),
    URL_LENGTH(414, "Request URL Too Long", "Request URL Too Long", "The request URL is too long."),
    TRANSFER_CODING(
            501,
            "Not Implemented",
            "Not Implemented",
            "The request transfer encoding type is not supported."),
    UNAVAILABLE(503, "Service Unavailable", "Service Unavailable", "The service is unavailable."),
    VERSION(
            505,
            "HTTP Version Not Supported",
            "HTTP Version Not Supported",
            "The request HTTP version is not supported.");

    final int status;
    final String reason;
    final String page;

    HttpSysError(int status, String reason, String heading, String text) {
        this.status = status;
        this.reason = reason;
        this.page =
                """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">
                <HTML><HEAD><TITLE>%s</TITLE>
                <META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>
                <BODY><h2>%s</h2>
                <hr><p>HTTP Error %d. %s</p>
                </BODY></HTML>
                """
                        .formatted(reason, heading, status, text)
                        .replace("\n", "\r\n");
    }

    /** As a refusal, which says by its note which error it is. */
    WebPersona.Refusal refusal(String odd) {
        return new WebPersona.Refusal(status, name(), odd);
    }

    static HttpSysError of(WebPersona.Refusal refusal) {
        return refusal.note().isEmpty() ? VERB : valueOf(refusal.note());
    }
}
