package org.honeyspam.console.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Where the page of a thing is, whatever it is called. */
public final class Links {
    private Links() {}

    public static String host(String ip) {
        return "/ips/" + encoded(ip);
    }

    public static String message(String id) {
        return "/messages/" + encoded(id);
    }

    public static String campaign(String id) {
        return "/campaigns/" + encoded(id);
    }

    public static String trace(String what) {
        return "/trace?q=" + encoded(what);
    }

    public static String search(String what) {
        return "/search?q=" + encoded(what);
    }

    /** A text as it can stand in a path or behind a question mark. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
