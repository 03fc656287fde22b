package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.http.HttpDates;

/** What RouterOS writes itself as a proxy: the page of its errors, and the one of the oldest. */
final class RouterPages {
    static final String NAME = "Mikrotik HttpProxy";

    private static final Map<Integer, String> REASONS =
            Map.of(
                    400, "Bad Request",
                    403, "Forbidden",
                    404, "Not Found",
                    407, "Proxy Authentication Required",
                    504, "Gateway Timeout");

    /** With its line ends the wrong way round, as nmap knows it. */
    private static final String UNREADABLE =
            "<html><body> <h2>"
                    + NAME
                    + "</h2>\n\r<hr>\n\r<h2>\n\rError: 400 Bad Request\r\n\r\n</h2>\n\r"
                    + "</body></html>\n\r";

    private RouterPages() {}

    /**
     * An error page.
     *
     * @param url that was asked for
     * @param why empty if no reason is given
     * @param extra lines of the header
     */
    static Answer error(RequestHead head, int status, String url, String why, String extra, By by) {
        String reason = REASONS.getOrDefault(status, "");
        byte[] body = page(reason, url, why, by).getBytes(ISO_8859_1);
        String date = HttpDates.text(by.now());
        String fields =
                """
                HTTP/1.0 %d %s
                Content-Length: %d
                Content-Type: text/html
                Date: %s
                Expires: %s
                Server: %s
                %sProxy-Connection: close

                """
                        .formatted(status, reason, body.length, date, date, NAME, extra)
                        .replace("\n", "\r\n");
        var all = new ByteArrayOutputStream(fields.length() + body.length);
        all.writeBytes(fields.getBytes(ISO_8859_1));
        if (!head.is("HEAD")) {
            all.writeBytes(body);
        }
        return new Answer(status, all.toByteArray(), body.length, true);
    }

    /** Who answers, and when. */
    record By(Peer peer, Instant now) {}

    private static String page(String status, String url, String why, By by) {
        String shown = Quoting.attribute(url);
        String reason =
                why.isEmpty() ? "" : "<ul><li><strong>%s</strong></li></ul>\n".formatted(why);
        return """
        <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
        <title>ERROR: %1$s</title></head>
        <body><h2>ERROR: %1$s</h2>
        <hr noshade size="1px"/>

        <p>While trying to retrieve the URL <a href="%2$s">%2$s</a>:</p>
        %3$s
        <p>Your cache administrator is <a href="mailto:webmaster">webmaster</a>.
        <br clear="all"/><hr noshade size="1px"/>
        <address>Generated %4$s by %5$s (%6$s)</address>
        </body></html>
        """
                .formatted(
                        status,
                        shown,
                        reason,
                        HttpDates.text(by.now()),
                        by.peer().local().ipText(),
                        NAME);
    }

    /** To what is no request. */
    static Answer unreadable() {
        String all =
                "HTTP/1.0 400 Bad Request\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(UNREADABLE.length(), UNREADABLE);
        return new Answer(400, all.getBytes(ISO_8859_1), UNREADABLE.length(), true);
    }
}
