package org.honeyspam.site;

/** Writes a form; what is sent with it is kept for those who fight its senders. */
final class Form {
    private final Markup html;
    private final Profile profile;

    Form(Markup html, Profile profile, String action, String method) {
        this.html = html;
        this.profile = profile;
        html.append("<form action=\"").append(action).append("\" method=\"").append(method);
        html.append("\">\n");
    }

    private String label(String field, String key) {
        String name = profile.formNames.of(field);
        html.append("<label for=\"").append(name).append("\">").append(profile.say(key));
        html.append("</label>\n");
        return name;
    }

    /**
     * A field of one line.
     *
     * @param field that the site has a name for
     * @param key of its label
     */
    void line(String field, String key, String type) {
        String name = label(field, key);
        html.append("<input type=\"").append(type).append("\" name=\"").append(name);
        html.append("\" id=\"").append(name).append("\">\n");
    }

    void lines(String field, String key) {
        String name = label(field, key);
        html.append("<textarea name=\"").append(name).append("\" id=\"").append(name);
        html.append("\" rows=\"7\" cols=\"50\"></textarea>\n");
    }

    void end(String key) {
        html.append("<input type=\"submit\" value=\"").append(profile.say(key));
        html.append("\">\n</form>\n");
    }
}
