package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What those find who look for the usual front of a data base. */
final class PhpMyAdmin implements Opening {
    private static final List<String> PATHS = List.of("/phpmyadmin/", "/phpmyadmin/index.php");
    private static final String COOKIES =
            """
            Set-Cookie: phpMyAdmin=@id@; path=/phpmyadmin/; HttpOnly; SameSite=Strict
            Set-Cookie: pma_lang=en; path=/phpmyadmin/; HttpOnly; SameSite=Strict
            """
                    .replace("\n", "\r\n");
    private static final String FIELDS =
            """
            X-Frame-Options: DENY
            Referrer-Policy: no-referrer
            Expires: Thu, 19 Nov 1981 08:52:00 GMT
            Cache-Control: no-store, no-cache, must-revalidate
            Pragma: no-cache
            """
                    .replace("\n", "\r\n");
    private static final String WRONG =
            "<div id=\"pma_errors\"><strong>Error</strong> Cannot log in to the MySQL server</div>\n";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="robots" content="noindex,nofollow">
            <title>phpMyAdmin</title>
            <style>body{font:82%/1.4 sans-serif;background:#f5f5f5;color:#444}.container{width:30em;
            margin:4em auto;background:#fff;border:1px solid #bbb;padding:1em 2em}label{display:inline-block;
            width:9em}h1{font-weight:normal;font-size:150%}</style>
            </head>
            <body class="loginform">
            <div class="container">
            <h1>Welcome to phpMyAdmin</h1>
            @error@<form method="post" id="login_form" action="/phpmyadmin/index.php" name="login_form">
            <p><label for="input_username">Username:</label>
            <input type="text" name="pma_username" id="input_username" size="24"></p>
            <p><label for="input_password">Password:</label>
            <input type="password" name="pma_password" id="input_password" size="24"></p>
            <p><input type="hidden" name="server" value="1">
            <input type="hidden" name="token" value="@token@">
            <input type="submit" value="Go" id="input_go"></p>
            </form>
            </div>
            </body>
            </html>
            """;

    private final Keyed keyed;

    PhpMyAdmin(Profile profile) {
        this.keyed = profile.keyed.forPurpose("phpmyadmin");
    }

    @Override
    public Site.@Nullable Page page(String path, Caller caller) {
        return PATHS.contains(path) ? page("", caller.session()) : null;
    }

    @Override
    public @Nullable FormKind form(String path) {
        return PATHS.contains(path) ? FormKind.LOGIN : null;
    }

    @Override
    public Site.@Nullable Page posted(String path) {
        return PATHS.contains(path) ? page(WRONG, "") : null;
    }

    @Override
    public boolean isFolder(String path) {
        return path.equals("/phpmyadmin/");
    }

    private Site.Page page(String wrong, String session) {
        String token =
                "%016x%016x"
                        .formatted(keyed.number("t1 " + session), keyed.number("t2 " + session));
        String id =
                "%013x%013x"
                        .formatted(
                                keyed.number("s1 " + session) >>> 12,
                                keyed.number("s2 " + session) >>> 12);
        String text = PAGE.replace("@error@", wrong).replace("@token@", token);
        String fields = wrong.isEmpty() ? COOKIES.replace("@id@", id) + FIELDS : FIELDS;
        var made = new Site.Made(200, "OK", fields);
        return new Site.Page(
                Site.Kind.PROBE,
                "text/html; charset=utf-8",
                text.getBytes(UTF_8),
                Instant.EPOCH,
                null,
                made);
    }
}
