package org.honeyspam.site;

/** Writes a form; what is sent with it is kept for those who fight its senders. */
final class Form {
    private final StringBuilder html;
    private final Profile profile;

    Form(StringBuilder html, Profile profile, String action, String method) {
        this.html = html;
        this.profile = profile;
        html.append("<form action=\"").append(action).append("\" method=\"").append(method);
        html.append("\">\n");
    }

    private void label(String name, String key) {
        html.append("<label for=\"").append(name).append("\">").append(profile.say(key));
        html.append("</label>\n");
    }

    void line(String name, String key, String type) {
        label(name, key);
        html.append("<input type=\"").append(type).append("\" name=\"").append(name);
        html.append("\" id=\"").append(name).append("\">\n");
    }

    void lines(String name, String key) {
        label(name, key);
        html.append("<textarea name=\"").append(name).append("\" id=\"").append(name);
        html.append("\" rows=\"7\" cols=\"50\"></textarea>\n");
    }

    void end(String key) {
        html.append("<input type=\"submit\" value=\"").append(profile.say(key));
        html.append("\">\n</form>\n");
    }
}
