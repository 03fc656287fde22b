package org.honeyspam.site;

import java.util.List;
import java.util.SplittableRandom;

/** In which way a site lists its pages: one for each of them, by what it is and by its key. */
enum Teasers {
    BOXES,
    HEADINGS,
    LINES,
    TERMS,
    TABLE;

    static Teasers of(SiteKind kind, SplittableRandom dice) {
        int drawn = dice.nextInt(6);
        return switch (kind) {
            case FORUM -> TABLE;
            case LIST -> drawn < 4 ? LINES : TABLE;
            case DIRECTORY -> drawn < 4 ? TERMS : LINES;
            case BLOG -> drawn < 4 ? HEADINGS : TERMS;
            case SHOP -> drawn < 4 ? BOXES : HEADINGS;
            case COMPANY, CLUB, FACULTY -> Keyed.pick(List.of(BOXES, HEADINGS, LINES, TERMS), dice);
        };
    }

    /** Writes links of a page, each with what there is to say of it, until so many are left. */
    void write(Sheet sheet, int left) {
        Markup html = sheet.html;
        switch (this) {
            case LINES -> sheet.open("ul", sheet.skin.list);
            case TERMS -> html.append("<dl>");
            case TABLE -> tableHead(sheet);
            case BOXES, HEADINGS -> {}
        }
        html.append('\n');
        while (sheet.links.size() > left) {
            one(sheet);
            html.append('\n');
        }
        switch (this) {
            case LINES -> html.append("</ul>\n");
            case TERMS -> html.append("</dl>\n");
            case TABLE -> html.append("</table>\n");
            case BOXES, HEADINGS -> {}
        }
    }

    private static void tableHead(Sheet sheet) {
        Profile profile = sheet.profile;
        sheet.html.append("<table>\n<tr><th>").append(profile.say("subject"));
        sheet.html.append("</th><th>").append(profile.say("author")).append("</th><th>");
        sheet.html.append(Vocabulary.capital(profile.say("posts"))).append("</th></tr>");
    }

    private void one(Sheet sheet) {
        Markup html = sheet.html;
        switch (this) {
            case BOXES -> {
                sheet.open("div", sheet.skin.box);
                html.append("<h3>");
                sheet.link();
                html.append("</h3>\n<p>");
                sheet.prose.sentences(1 + sheet.dice.nextInt(2));
                html.append("</p></div>");
            }
            case HEADINGS -> {
                html.append("<h3>");
                sheet.link();
                html.append("</h3>\n<p>");
                sheet.prose.sentences(2 + sheet.dice.nextInt(2));
                html.append("</p>");
            }
            case LINES -> {
                html.append("<li>");
                sheet.link();
                html.append(sheet.dice.nextInt(3) == 0 ? "" : " &ndash; " + sheet.person());
                html.append("</li>");
            }
            case TERMS -> {
                html.append("<dt>");
                sheet.link();
                html.append("</dt>\n<dd>");
                sheet.prose.sentences(1 + sheet.dice.nextInt(2));
                html.append("</dd>");
            }
            case TABLE -> {
                html.append("<tr><td>");
                sheet.link();
                html.append("</td><td>").append(sheet.person()).append("</td><td>");
                html.append(2 + sheet.dice.nextInt(40)).append("</td></tr>");
            }
        }
    }
}
