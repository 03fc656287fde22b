package org.honeyspam.site;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log-in of a site that runs on something of its own. */
final class AdminPage implements Opening {
    private static final List<String> PATHS =
            List.of("/admin", "/admin/", "/administrator/", "/login.php");

    private final Profile profile;
    private final Skin skin;

    AdminPage(Profile profile, Skin skin) {
        this.profile = profile;
        this.skin = skin;
    }

    @Override
    public Site.@Nullable Page page(String path, Caller caller) {
        return PATHS.contains(path) ? login("", path) : null;
    }

    @Override
    public @Nullable FormKind form(String path) {
        return PATHS.contains(path) ? FormKind.LOGIN : null;
    }

    @Override
    public Site.@Nullable Page posted(String path) {
        return PATHS.contains(path) ? login(profile.say("password_wrong"), path) : null;
    }

    private Site.Page login(String wrong, String path) {
        var html = new Markup(1_024);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(profile.language.code());
        html.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(profile.say("signin"));
        html.append(" - ").append(Text.escaped(profile.title)).append("</title>\n");
        html.append("<meta name=\"robots\" content=\"noindex, nofollow\">\n");
        html.append("<link rel=\"stylesheet\" href=\"").append(skin.stylePath);
        html.append("\">\n</head>\n<body>\n<div class=\"").append(skin.content).append("\">\n<h1>");
        html.append(profile.say("signin")).append("</h1>\n");
        if (!wrong.isEmpty()) {
            html.append("<p class=\"")
                    .append(skin.meta)
                    .append("\">")
                    .append(wrong)
                    .append("</p>\n");
        }
        var form = new Form(html, profile, path, "post");
        form.line("user", "user", "text");
        form.line("password", "password", "password");
        form.end("signin");
        html.append("</div>\n</body>\n</html>\n");
        byte[] body = html.toBytes();
        var made = Site.Made.OK;
        return new Site.Page(Site.Kind.PROBE, Site.MADE_HTML, body, Instant.EPOCH, null, made);
    }
}
