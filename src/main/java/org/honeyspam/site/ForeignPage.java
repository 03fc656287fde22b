package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;

/** A page that some URL of the world might show; the same for the same URL. It has no bait. */
final class ForeignPage {
    private static final int LINKS = 8;
    private static final String NO_HOST = "localhost";

    private ForeignPage() {}

    static byte[] of(String url, Keyed keyed, Corpus corpus) {
        SplittableRandom dice = keyed.dice("proxy " + url);
        String host = host(url);
        var profile = new Profile(new Configuration.Site(host, host, host), keyed, corpus);
        var skin = new Skin(profile);
        var none = new Contacts(new Spelling(profile), List.of());
        var moment = Moment.draw(profile, 0, 0, dice);
        var ground = new Sheet.Ground(profile, skin);
        var sheet = new Sheet(ground, dice, List.of(moment), none, new ArrayDeque<>());
        String title = Text.escaped(Vocabulary.capital(Keyed.pick(profile.words, dice)));
        sheet.html.append("<!DOCTYPE html>\n<html lang=\"").append(profile.language.code());
        sheet.html.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(title);
        sheet.html.append("</title>\n<style>").append(skin.styleSheet());
        sheet.html.append("</style>\n</head>\n<body>\n<div class=\"").append(skin.content);
        sheet.html.append("\">\n");
        sheet.title(title);
        sheet.byline();
        sheet.paragraphs(2 + dice.nextInt(2));
        sheet.heading();
        sheet.paragraphs(1 + dice.nextInt(3));
        for (int i = 0; i < LINKS; i++) {
            String word = Keyed.pick(profile.words, dice);
            sheet.links.add(new Link("/" + word + ".html", Vocabulary.capital(word)));
        }
        sheet.linkList(profile.say("related"));
        return sheet.html.append("</div>\n</body>\n</html>\n").toString().getBytes(UTF_8);
    }

    private static String host(String url) {
        int slashes = url.indexOf("//");
        int from = slashes < 0 ? 0 : slashes + 2;
        int end = from;
        while (end < url.length() && "/:?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(from, end).toLowerCase(Locale.ROOT);
        return host.isEmpty() ? NO_HOST : host;
    }
}
