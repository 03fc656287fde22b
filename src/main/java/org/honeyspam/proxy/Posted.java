package org.honeyspam.proxy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.proxy.Origin.Kind;
import org.honeyspam.site.XmlRpc;

/** What is said to somebody who sent a form, a comment, a password, or a call of an API. */
final class Posted {
    private static final int TEXT_CHARS_MAX = 1_024;
    private static final Pattern JSON_PATH =
            Pattern.compile("/(api|rest|wp-json|graphql|ajax|v[1-9])(/|$)|\\.json$");
    private static final Pattern CALL_PATH = Pattern.compile("xmlrpc|/rpc|/soap");
    private static final Pattern LOGIN_PATH =
            Pattern.compile(
                    "log-?in|sign-?in|logon|/auth|session|webmail|roundcube|squirrel|/owa/");
    private static final Pattern COMMENT_PATH =
            Pattern.compile("wp-comments-post|comment|posting|newreply|newthread|post\\.php|reply");

    private final Fetch fetch;
    private final WebProduct product;
    private final String path;

    Posted(Fetch fetch) {
        this.fetch = fetch;
        this.product = WebProduct.of(fetch.host());
        this.path = fetch.plainPath();
    }

    Origin answer(String contentType) {
        String type = Quoting.bounded(contentType, TEXT_CHARS_MAX).toLowerCase(Locale.ROOT);
        String where = Quoting.bounded(path, TEXT_CHARS_MAX).toLowerCase(Locale.ROOT);
        String all = where + "?" + Quoting.bounded(fetch.query(), TEXT_CHARS_MAX);
        if (CALL_PATH.matcher(where).find() || type.contains("xml")) {
            return made(
                    Status.OK, Entity.text("text/xml; charset=UTF-8", XmlRpc.LOGIN_REFUSED), "");
        }
        if (type.contains("json") || JSON_PATH.matcher(where).find()) {
            return made(Status.OK, Entity.text(Entity.JSON, json()), "");
        }
        if (LOGIN_PATH.matcher(all).find()) {
            return login(where);
        }
        if (COMMENT_PATH.matcher(where).find()) {
            return made(Status.FOUND, Entity.NONE, comment(where));
        }
        return thanks();
    }

    private String json() {
        return Drawn.pick(
                List.of(
                        "{\"status\":\"ok\"}",
                        "{\"success\":true}",
                        "{\"result\":\"ok\",\"error\":null}",
                        "{\"status\":200,\"message\":\"OK\"}"),
                "json",
                fetch.host());
    }

    /** No password fits: a list of stolen ones is not to be worth more by us. */
    private Origin login(String where) {
        if (where.contains("/owa/")) {
            String to = "/owa/auth/logon.aspx?replaceCurrent=1&reason=2";
            return made(Status.FOUND, Entity.NONE, to);
        }
        if (where.contains("wp-login") || Drawn.dice("login", fetch.host()).nextBoolean()) {
            return page("Log In", "The user name or the password is not correct.");
        }
        String self = Quoting.url(Quoting.bounded(path, TEXT_CHARS_MAX));
        return made(Status.FOUND, Entity.NONE, self + "?error=1");
    }

    /** Back to what was commented on. */
    private String comment(String where) {
        int number =
                Drawn.dice("comment " + fetch.now().getEpochSecond(), fetch.host())
                        .nextInt(1_000, 90_000);
        boolean forum = !where.contains("comment");
        int slash = path.lastIndexOf('/');
        String folder =
                Quoting.url(Quoting.bounded(path.substring(0, Math.max(0, slash)), TEXT_CHARS_MAX));
        return forum
                ? "%s/viewtopic.php?p=%d#p%d".formatted(folder, number, number)
                : "%s/?p=%d#comment-%d".formatted(folder, 1 + number % 400, number);
    }

    private Origin thanks() {
        boolean sentOn = Drawn.dice("sent on", fetch.host()).nextInt(3) == 0;
        String self = Quoting.url(Quoting.bounded(path, TEXT_CHARS_MAX));
        return sentOn
                ? made(Status.FOUND, Entity.NONE, self + "?sent=1")
                : page("Thank you", "Thank you. We have received your message.");
    }

    private Origin page(String title, String text) {
        String html =
                """
                <!DOCTYPE html>
                <html>
                <head>
                <meta charset="utf-8">
                <title>%1$s - %2$s</title>
                </head>
                <body>
                <h1>%1$s</h1>
                <p>%3$s</p>
                <p><a href="/">%2$s</a></p>
                </body>
                </html>
                """
                        .formatted(title, Quoting.attribute(fetch.host()), text);
        return made(Status.OK, Entity.bytes(Entity.HTML, html), "");
    }

    private Origin made(Status status, Entity entity, String location) {
        return product.made(Kind.FORM, status, entity, fetch, location);
    }
}
