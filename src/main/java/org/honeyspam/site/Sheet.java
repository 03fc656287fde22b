package org.honeyspam.site;

import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** One page while it is written: its markup so far, and what it has still to place. */
final class Sheet {
    private static final int HEADING_TRIES = 4;

    final Markup html;
    final SplittableRandom dice;
    final Profile profile;
    final Skin skin;
    final Prose.Writer prose;
    final Contacts contacts;
    final Deque<Link> links;
    private final List<Moment> moments;
    private final Set<String> headings = new HashSet<>();

    Sheet(
            Ground ground,
            SplittableRandom dice,
            List<Moment> moments,
            Contacts contacts,
            Deque<Link> links) {
        this.html = new Markup(12_288);
        this.dice = dice;
        this.profile = ground.profile();
        this.skin = ground.skin();
        this.prose = profile.prose.writer(html, dice, moments.getFirst().year());
        this.contacts = contacts;
        this.links = links;
        this.moments = moments;
    }

    /** When it was written; from 1 on, when so many others had answered. */
    Moment moment(int index) {
        return moments.get(index);
    }

    /** What all pages of a site are written on. */
    record Ground(Profile profile, Skin skin) {}

    void title(String title) {
        html.append("<h1>").append(title).append("</h1>\n");
    }

    /** A heading of a few words of the page's subject, which no other on it has. */
    void heading() {
        html.append("<h2>");
        int start = html.length();
        for (int tries = HEADING_TRIES; tries > 0; tries--) {
            html.cut(start);
            prose.fill(dice.nextBoolean() ? Slot.THING : Slot.WHERE, true);
            if (headings.add(html.since(start))) {
                break;
            }
        }
        html.append("</h2>\n");
    }

    void heading(String text) {
        html.append("<h2>").append(text).append("</h2>\n");
    }

    void open(String tag, String name) {
        html.append('<').append(tag).append(" class=\"").append(name).append("\">");
    }

    void paragraphs(int count) {
        for (int i = 0; i < count; i++) {
            html.append("<p>");
            prose.sentences(3 + dice.nextInt(4));
            html.append("</p>\n");
        }
    }

    /** With a link in it, if there are enough of them. */
    void paragraphWithLink() {
        html.append("<p>");
        prose.sentences(1 + dice.nextInt(3));
        if (links.size() > 3) {
            html.append(" (");
            link();
            html.append(")");
        }
        html.append(' ');
        prose.sentences(1 + dice.nextInt(2));
        html.append("</p>\n");
    }

    /** The next link. */
    void link() {
        Link link = links.pop();
        html.append("<a href=\"").append(link.href()).append("\">");
        html.append(link.title()).append("</a>");
    }

    /** All links that are left. */
    void linkList(String heading) {
        if (!links.isEmpty()) {
            heading(heading);
            open("ul", skin.list);
            html.append('\n');
            while (!links.isEmpty()) {
                html.append("<li>");
                link();
                html.append("</li>\n");
            }
            html.append("</ul>\n");
        }
    }

    void date() {
        moment(0).write(html, profile.language);
    }

    String person() {
        return Keyed.pick(profile.prose.people(), dice);
    }

    /** A function that somebody has; never the same twice in a row. */
    String role(int index) {
        List<String> roles = profile.language.list("role");
        return roles.get(Math.floorMod(index, roles.size()));
    }

    /** What somebody calls himself who writes in a forum. */
    String nickname() {
        String word = Keyed.pick(profile.words, dice);
        return switch (dice.nextInt(3)) {
            case 0 -> word + (1 + dice.nextInt(99));
            case 1 -> Vocabulary.capital(word);
            default -> word + '_' + person().substring(0, 2).toLowerCase(Locale.ROOT);
        };
    }

    /** The site's own picture, three times as wide as high. */
    void picture(int width, String more) {
        html.append("<img class=\"").append(skin.picture).append(more).append("\" src=\"");
        html.append(skin.bannerPath).append("\" alt=\"").append(profile.town);
        html.append("\" width=\"").append(width).append("\" height=\"").append(width / 3);
        html.append("\">\n");
    }

    void byline() {
        open("p", skin.meta);
        html.append(profile.say("by")).append(' ').append(person()).append(", ");
        date();
        html.append("</p>\n");
    }

    /** So many of the addresses, in a table of functions. */
    void contactTable(int count) {
        if (count == 0) {
            return;
        }
        int from = dice.nextInt(profile.language.list("role").size());
        boolean rooms = dice.nextBoolean();
        int room = 100 + dice.nextInt(300);
        html.append("<table>\n<tr><th>").append(profile.say("role")).append("</th><th>");
        html.append(profile.say(rooms ? "room" : "hours")).append("</th><th>");
        html.append(profile.say("mail")).append("</th></tr>\n");
        for (int i = 0; i < count && contacts.left() > 0; i++) {
            String role = role(from + i);
            html.append("<tr><td>").append(role).append("</td><td>");
            if (rooms) {
                html.append(room + i);
            } else {
                prose.fill(Slot.WEEKDAY, false);
                html.append(' ').append(8 + i % 9).append('-').append(10 + i % 9);
            }
            html.append("</td><td>");
            contacts.write(html, role);
            html.append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    /** So many of the addresses, a line each. */
    void contactList(int count) {
        int from = dice.nextInt(profile.language.list("role").size());
        open("ul", skin.list);
        html.append('\n');
        for (int i = 0; i < count && contacts.left() > 0; i++) {
            String role = role(from + i);
            html.append("<li>").append(role).append(": ");
            contacts.write(html, role);
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    /** What somebody says, and a reason. */
    void said() {
        prose.remark();
        html.append(' ');
        prose.sentence();
    }

    /** What readers say, each with one of the addresses. */
    void comments(int count) {
        if (contacts.left() == 0) {
            return;
        }
        heading(profile.say("comments"));
        for (int i = 0; i < count && contacts.left() > 0; i++) {
            open("div", skin.box);
            html.append("<p>");
            said();
            html.append("</p>\n");
            open("p", skin.meta);
            html.append(nickname()).append(", ");
            contacts.write(html, profile.say("mail"));
            html.append(", ");
            moment(i + 1).write(html, profile.language);
            html.append("</p></div>\n");
        }
    }
}
