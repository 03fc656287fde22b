package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What those find who look for a WordPress: its log-in, its remote calls, the names of users. */
final class WordPress implements Opening {
    private static final List<String> VERSIONS =
            List.of("5.2.21", "5.8.10", "6.1.7", "6.4.5", "6.6.2");
    private static final String NOT_KEPT =
            """
            Expires: Wed, 11 Jan 1984 05:00:00 GMT
            Cache-Control: no-cache, must-revalidate, max-age=0
            """
                    .replace("\n", "\r\n");
    private static final String COOKIE =
            """
            Set-Cookie: wordpress_test_cookie=WP%20Cookie%20check; path=/
            X-Frame-Options: SAMEORIGIN
            """
                    .replace("\n", "\r\n");
    private static final String BY_POST_ONLY = "XML-RPC server accepts POST requests only.";
    private static final String SHEET =
            "body.login{background:#f1f1f1;font:14px/1.5 sans-serif;color:#444}#login{width:320px;"
                    + "margin:8% auto 0}#login h1{text-align:center;font-size:20px}form{background:#fff;"
                    + "padding:24px;border:1px solid #ccd0d4}input[type=text],input[type=password]{width:100%;"
                    + "padding:6px}#login_error{background:#fff;border-left:4px solid #d63638;padding:12px}\n";

    private final Profile profile;
    private final String version;
    private final String user;
    private final Instant modified;

    WordPress(Profile profile) {
        this.profile = profile;
        SplittableRandom dice = profile.keyed.dice("wordpress");
        this.version = Keyed.pick(VERSIONS, dice);
        this.user = Vocabulary.plain(Keyed.pick(profile.language.list("given"), dice));
        this.modified = Moment.draw(profile, profile.lastYear, 0, dice).instant();
    }

    @Override
    public Site.@Nullable Page page(String path, Caller caller) {
        String self = caller.way().to(profile.host);
        return switch (path) {
            case "/wp-login.php" -> login("");
            case "/wp-admin/" ->
                    made(
                            302,
                            "Found",
                            NOT_KEPT
                                    + "X-Redirect-By: WordPress\r\nLocation: %s/wp-login.php?redirect_to=%s&reauth=1\r\n"
                                            .formatted(
                                                    self,
                                                    self.replace(":", "%3A").replace("/", "%2F")
                                                            + "%2Fwp-admin%2F"),
                            "text/html; charset=UTF-8",
                            "");
            case "/wp-admin/css/login.min.css" -> file("text/css", SHEET);
            case "/readme.html" -> file("text/html", readme());
            case "/xmlrpc.php" ->
                    made(
                            405,
                            "Method Not Allowed",
                            "Allow: POST\r\n",
                            "text/plain;charset=UTF-8",
                            BY_POST_ONLY);
            case "/wp-json/" -> json(self, about(self));
            case "/wp-json/wp/v2/users", "/wp-json/wp/v2/users/" -> json(self, users(self));
            default -> null;
        };
    }

    @Override
    public @Nullable FormKind form(String path) {
        return switch (path) {
            case "/wp-login.php" -> FormKind.LOGIN;
            case "/xmlrpc.php" -> FormKind.XML_RPC;
            default -> null;
        };
    }

    @Override
    public Site.@Nullable Page posted(String path) {
        return switch (path) {
            case "/wp-login.php" -> login(profile.say("password_wrong"));
            case "/xmlrpc.php" ->
                    made(200, "OK", "", "text/xml; charset=UTF-8", XmlRpc.LOGIN_REFUSED);
            default -> null;
        };
    }

    @Override
    public boolean isFolder(String path) {
        return List.of("/wp-admin/", "/wp-admin/css/", "/wp-includes/", "/wp-content/")
                .contains(path);
    }

    private Site.Page file(String type, String body) {
        return new Site.Page(Site.Kind.PROBE, type, body.getBytes(UTF_8), modified, null);
    }

    private Site.Page made(int status, String reason, String fields, String type, String body) {
        var made = new Site.Made(status, reason, fields);
        return new Site.Page(Site.Kind.PROBE, type, body.getBytes(UTF_8), modified, null, made);
    }

    private Site.Page json(String self, String body) {
        String fields =
                "X-Robots-Tag: noindex\r\nLink: <%s/wp-json/>; rel=\"https://api.w.org/\"\r\n"
                        .formatted(self);
        String more = fields + "X-Content-Type-Options: nosniff\r\nAllow: GET\r\n";
        return made(200, "OK", more, "application/json; charset=UTF-8", body);
    }

    private String about(String self) {
        String title = profile.title.replace("\\", "").replace("\"", "");
        return """
        {"name":"%s","description":"","url":"%s","home":"%s","gmt_offset":"0","timezone_string":"",\
        "namespaces":["oembed\\/1.0","wp\\/v2"],"authentication":[],"routes":{"\\/":{"namespace":"","methods":["GET"]},\
        "\\/wp\\/v2\\/users":{"namespace":"wp\\/v2","methods":["GET","POST"]}}}"""
                .formatted(title, slashed(self), slashed(self));
    }

    private String users(String self) {
        String name = user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
        return """
        [{"id":1,"name":"%s","url":"","description":"","link":"%s\\/author\\/%s\\/","slug":"%s"}]"""
                .formatted(name, slashed(self), user, user);
    }

    private static String slashed(String url) {
        return url.replace("/", "\\/");
    }

    private Site.Page login(String wrong) {
        var html = new StringBuilder(2_048);
        String title = Text.escaped(profile.title);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(profile.language.code());
        html.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(profile.say("signin"));
        html.append(" &lsaquo; ").append(title).append(" &#8212; WordPress</title>\n");
        html.append("<meta name=\"robots\" content=\"noindex, noarchive\">\n");
        html.append("<link rel=\"stylesheet\" href=\"/wp-admin/css/login.min.css?ver=");
        html.append(version).append("\">\n</head>\n<body class=\"login\">\n<div id=\"login\">\n");
        html.append("<h1><a href=\"/\">").append(title).append("</a></h1>\n");
        if (!wrong.isEmpty()) {
            html.append("<div id=\"login_error\">").append(wrong).append("</div>\n");
        }
        html.append("<form name=\"loginform\" id=\"loginform\" action=\"/wp-login.php\"");
        html.append(" method=\"post\">\n<p><label for=\"user_login\">").append(profile.say("user"));
        html.append(
                "</label>\n<input type=\"text\" name=\"log\" id=\"user_login\" size=\"20\"></p>");
        html.append("\n<p><label for=\"user_pass\">").append(profile.say("password"));
        html.append(
                "</label>\n<input type=\"password\" name=\"pwd\" id=\"user_pass\" size=\"20\">");
        html.append(
                "</p>\n<p><label><input name=\"rememberme\" type=\"checkbox\" value=\"forever\"> ");
        html.append(profile.say("remember")).append("</label></p>\n");
        html.append("<p><input type=\"submit\" name=\"wp-submit\" value=\"");
        html.append(profile.say("signin"))
                .append("\">\n<input type=\"hidden\" name=\"testcookie\"");
        html.append(" value=\"1\"></p>\n</form>\n</div>\n</body>\n</html>\n");
        return made(200, "OK", NOT_KEPT + COOKIE, "text/html; charset=UTF-8", html.toString());
    }

    private String readme() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>WordPress &rsaquo; ReadMe</title>
        </head>
        <body>
        <h1>WordPress</h1>
        <p>Version %s</p>
        </body>
        </html>
        """
                .formatted(version);
    }
}
