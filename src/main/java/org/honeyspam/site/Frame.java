package org.honeyspam.site;

import static org.honeyspam.site.Markup.piece;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What stands around the text of every page of a site; made once. */
final class Frame {
    private final Skin skin;
    private final byte[] start;
    private final byte[] afterTitle;
    private final byte[] openHead;
    private final byte[] body;
    private final List<byte[]> navigations = new ArrayList<>(); // With no link, one, two ...
    private final byte[] openNavigation;
    private final byte[] main;
    private final byte[] end;

    /** A link of the navigation. */
    record Item(String path, String label) {}

    Frame(Profile profile, Skin skin, OpenPaths open) {
        this.skin = skin;
        String title = Text.escaped(profile.title);
        SplittableRandom dice = profile.keyed.dice("frame");
        String view = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        this.start =
                piece(
                        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n%s<title>"
                                .formatted(
                                        profile.language.code(), dice.nextInt(3) == 0 ? "" : view));
        this.afterTitle =
                piece(
                        Keyed.pick(List.of(" - ", " | ", " :: ", " &ndash; "), dice)
                                + title
                                + "</title>\n<link rel=\"stylesheet\" href=\""
                                + skin.stylePath
                                + "\">\n<link rel=\"icon\" href=\""
                                + open.of(Open.ICON)
                                + "\">\n");
        this.openHead =
                piece(
                        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"%s\" href=\"%s\">\n"
                                .formatted(title, open.of(Open.FEED)));
        String since = profile.say("intro").replace("{year}", "" + profile.firstYear);
        String claim = since + " " + profile.say("regionline").replace("{town}", profile.town);
        this.body = piece(body(title, claim));
        List<Item> items = items(profile, open);
        for (int links = 0; links <= items.size(); links++) {
            navigations.add(piece(navigation(items.subList(0, links))));
        }
        List<Item> plain = items.stream().filter(item -> !isOfMaze(item, profile)).toList();
        this.openNavigation = piece(navigation(plain));
        this.main = piece("<main class=\"%s\">\n".formatted(skin.content));
        this.end = piece(end(profile, title));
    }

    private String body(String title, String claim) {
        String picture =
                skin.arrangement == Skin.Arrangement.BANNER
                        ? "<img class=\"%s\" src=\"%s\" alt=\"\">\n"
                                .formatted(skin.view, skin.bannerPath)
                        : "";
        return """
        </head>
        <body>
        <div class="%s">
        <header class="%s">
        %s<img class="%s" src="%s" alt="" width="56" height="56">
        <div><strong>%s</strong>
        <p>%s</p></div>
        </header>
        """
                .formatted(skin.page, skin.head, picture, skin.sign, skin.logoPath, title, claim);
    }

    private static List<Item> items(Profile profile, OpenPaths open) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(profile.base, profile.say("home")));
        for (Section section : profile.sections) {
            if (!section.prefix().equals(profile.base + "~")
                    && !section.prefix().equals(profile.base)) {
                items.add(new Item(section.prefix(), section.label()));
            }
        }
        items.add(new Item(open.of(Open.ABOUT), profile.say("about")));
        items.add(new Item(open.of(Open.CONTACT), profile.say("contact")));
        return items;
    }

    private static boolean isOfMaze(Item item, Profile profile) {
        return profile.sections.stream().anyMatch(part -> part.prefix().equals(item.path()));
    }

    private String navigation(List<Item> items) {
        if (items.isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<nav class=\"" + skin.nav + "\">\n<ul>\n");
        for (Item item : items) {
            html.append("<li><a href=\"").append(item.path()).append("\">");
            html.append(item.label()).append("</a></li>\n");
        }
        return html.append("</ul>\n</nav>\n").toString();
    }

    private String end(Profile profile, String title) {
        String side =
                "<aside class=\"%s\">\n<h3>%s</h3>\n<p>%s<br>%s<br>%s<br>%s %s</p>\n</aside>\n"
                        .formatted(
                                skin.side,
                                profile.say("address"),
                                title,
                                profile.street,
                                profile.town,
                                profile.say("phone"),
                                profile.phone);
        boolean sideShown =
                skin.arrangement == Skin.Arrangement.RIGHT
                        || skin.arrangement == Skin.Arrangement.BOXED;
        return "</main>\n%s<footer class=\"%s\"><div>&copy; %d&ndash;%d %s, %s. %s.</div></footer>\n"
                        .formatted(
                                sideShown ? side : "",
                                skin.foot,
                                profile.firstYear,
                                profile.lastYear,
                                title,
                                profile.town,
                                profile.say("rights"))
                + "</div>\n</body>\n</html>\n";
    }

    int links() {
        return navigations.size() - 1;
    }

    /**
     * For robots too.
     *
     * @param guided whether the navigation leads into the maze
     */
    void beginOpen(Markup html, String title, boolean guided) {
        html.append(start).append(title).append(afterTitle).append(openHead).append(body);
        html.append(guided ? navigations.getLast() : openNavigation).append(main);
    }

    /**
     * Not for robots.
     *
     * @param links that the navigation has
     * @param notice of what is forbidden; empty if nothing is
     */
    void begin(Markup html, String title, int links, String notice) {
        html.append(start).append(title).append(afterTitle);
        html.append("<meta name=\"robots\" content=\"noindex, nofollow\">\n").append(notice);
        html.append(body).append(navigations.get(links)).append(main);
    }

    void end(Markup html) {
        html.append(end);
    }
}
