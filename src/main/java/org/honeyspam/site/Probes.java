package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What those find who look for a way in: the usual log-in page, a file with settings that somebody
 * left behind. The key decides what a site seems to have. Nothing is ever run.
 */
final class Probes {
    private static final String HTML = "text/html";
    private static final List<String> WORDPRESS_VERSIONS =
            List.of("5.2.21", "5.8.10", "6.1.7", "6.4.5", "6.6.2");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Profile profile;
    private final boolean wordPress;
    private final boolean settingsFile;
    private final String version;
    private final String password;
    private final String database;
    private final Instant modified;

    Probes(Profile profile) {
        this.profile = profile;
        SplittableRandom dice = profile.keyed.dice("probes");
        this.wordPress = dice.nextInt(3) > 0;
        this.settingsFile = dice.nextInt(3) > 0;
        this.version = Keyed.pick(WORDPRESS_VERSIONS, dice);
        this.password = letters(14, dice);
        this.database = Keyed.pick(profile.words, dice) + dice.nextInt(10);
        this.modified = Moment.draw(profile, profile.lastYear, 0, dice).instant();
    }

    private static String letters(int count, SplittableRandom dice) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(dice.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Whether what stands at a path has an address in it. */
    boolean wantsAddress(String path) {
        return settingsFile && path.equals("/.env");
    }

    boolean has(String path) {
        return wantsAddress(path) || page(path, null) != null;
    }

    /** What is at a path; null if nothing is. */
    Site.@Nullable Page page(String path, @Nullable Grant grant) {
        String body =
                switch (path) {
                    case "/wp-login.php", "/wp-admin/" -> wordPress ? login("", path) : null;
                    case "/readme.html" -> wordPress ? readme() : null;
                    case "/admin", "/admin/", "/administrator/", "/login.php" ->
                            wordPress ? null : login("", path);
                    default -> null;
                };
        if (body != null) {
            return page(HTML, body, null);
        }
        return switch (path) {
            case "/xmlrpc.php" ->
                    wordPress ? page("text/plain;charset=UTF-8", XML_RPC_BY_POST_ONLY, null) : null;
            case "/.env" -> settings(grant);
            default -> null;
        };
    }

    private static final String XML_RPC_BY_POST_ONLY = "XML-RPC server accepts POST requests only.";
    private static final String XML_RPC_FAULT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <methodResponse>
              <fault>
                <value>
                  <struct>
                    <member>
                      <name>faultCode</name>
                      <value><int>403</int></value>
                    </member>
                    <member>
                      <name>faultString</name>
                      <value><string>Incorrect username or password.</string></value>
                    </member>
                  </struct>
                </value>
              </fault>
            </methodResponse>
            """;

    /** What is answered to a password; null if a path takes none. */
    Site.@Nullable Page posted(String path) {
        return switch (path) {
            case "/wp-login.php" ->
                    wordPress ? page(HTML, login(profile.say("password_wrong"), path), null) : null;
            case "/xmlrpc.php" ->
                    wordPress ? page("text/xml; charset=UTF-8", XML_RPC_FAULT, null) : null;
            case "/admin", "/admin/", "/administrator/", "/login.php" ->
                    wordPress ? null : page(HTML, login(profile.say("password_wrong"), path), null);
            default -> null;
        };
    }

    private Site.Page page(String type, String body, @Nullable Grant grant) {
        return new Site.Page(Site.Kind.PROBE, type, body.getBytes(UTF_8), modified, grant);
    }

    private String login(String wrong, String path) {
        var html = new StringBuilder(2_048);
        String title = Text.escaped(profile.title);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(profile.language.code());
        html.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(profile.say("signin"));
        html.append(" &lsaquo; ").append(title).append("</title>\n");
        html.append("<meta name=\"robots\" content=\"noindex, noarchive\">\n");
        if (wordPress) {
            html.append("<link rel=\"stylesheet\" href=\"/wp-admin/css/login.min.css?ver=");
            html.append(version).append("\">\n");
        }
        html.append("</head>\n<body class=\"login\">\n<div id=\"login\">\n<h1><a href=\"/\">");
        html.append(title).append("</a></h1>\n");
        if (!wrong.isEmpty()) {
            html.append("<div id=\"login_error\">").append(wrong).append("</div>\n");
        }
        html.append("<form name=\"loginform\" id=\"loginform\" action=\"");
        html.append(path.equals("/wp-admin/") ? "/wp-login.php" : path);
        html.append("\" method=\"post\">\n<p><label for=\"user_login\">")
                .append(profile.say("user"));
        html.append(
                "</label>\n<input type=\"text\" name=\"log\" id=\"user_login\" size=\"20\"></p>\n");
        html.append("<p><label for=\"user_pass\">").append(profile.say("password"));
        html.append(
                "</label>\n<input type=\"password\" name=\"pwd\" id=\"user_pass\" size=\"20\"></p>\n");
        html.append("<p><label><input name=\"rememberme\" type=\"checkbox\" value=\"forever\"> ");
        html.append(profile.say("remember")).append("</label></p>\n");
        html.append("<p><input type=\"submit\" name=\"wp-submit\" value=\"");
        html.append(profile.say("signin")).append("\"></p>\n</form>\n</div>\n</body>\n</html>\n");
        return html.toString();
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

    /** The names are those of a framework that is often left open; the values are made up. */
    private Site.@Nullable Page settings(@Nullable Grant grant) {
        if (!settingsFile) {
            return null;
        }
        String address = "null";
        for (Grant.Shown left : grant == null ? List.<Grant.Shown>of() : grant.shown()) {
            if (AddressForm.of(left.form()) == AddressForm.FILE) { // As is on record.
                address = left.address();
            }
        }
        String body =
                """
                APP_NAME="%s"
                APP_ENV=production
                APP_DEBUG=false
                APP_URL=http://%s
                DB_CONNECTION=mysql
                DB_HOST=127.0.0.1
                DB_DATABASE=%s
                DB_USERNAME=%s
                DB_PASSWORD=%s
                MAIL_MAILER=smtp
                MAIL_PORT=587
                MAIL_FROM_ADDRESS=%s
                """
                        .formatted(
                                profile.title.replace("\"", ""),
                                profile.host,
                                database,
                                database,
                                password,
                                address);
        return page("application/octet-stream", body, grant);
    }
}
