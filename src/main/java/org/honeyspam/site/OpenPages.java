package org.honeyspam.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The pages that robots may read too. They hold no address. */
final class OpenPages {
    private static final int NEWS = 8;
    private static final int GUESTS = 6;
    private static final int PEOPLE = 7;

    private final Profile profile;
    private final Skin skin;
    private final OpenPaths paths;
    private final Frame frame;
    private final Keyed keyed;
    private final boolean collectingForbidden;

    OpenPages(Profile profile, Site.Parts parts, boolean collectingForbidden) {
        this.profile = profile;
        this.skin = parts.skin();
        this.paths = parts.paths();
        this.frame = parts.frame();
        this.keyed = profile.keyed.forPurpose("open pages");
        this.collectingForbidden = collectingForbidden;
    }

    /** Something that happened, for the news and the feeds. */
    record News(String title, String text, Moment moment) {}

    private Sheet sheet(Open page, Deque<Link> links) {
        SplittableRandom dice = keyed.dice(page.name());
        var moment = Moment.draw(profile, profile.lastYear, 0, dice);
        var none = new Contacts(new Spelling(profile), List.of());
        return new Sheet(new Sheet.Ground(profile, skin), dice, List.of(moment), none, links);
    }

    /**
     * A page.
     *
     * @param links that the home page has
     * @param guided whether the navigation leads into the maze
     */
    byte[] html(Open page, Deque<Link> links, boolean guided) {
        Sheet sheet = sheet(page, links);
        String title = page == Open.HOME ? profile.say("welcome") : label(page);
        frame.beginOpen(sheet.html, title, guided);
        switch (page) {
            case HOME -> home(sheet);
            case ABOUT -> about(sheet);
            case CONTACT -> contact(sheet);
            case TEAM -> team(sheet, guided);
            case LATEST -> latest(sheet);
            case SEARCH -> search(sheet);
            case TERMS -> terms(sheet);
            case GUESTBOOK -> guestbook(sheet);
            case REGISTER -> register(sheet);
            case RESET -> reset(sheet);
            default -> throw new IllegalArgumentException(page + " is no page to read");
        }
        more(sheet, page);
        frame.end(sheet.html);
        return sheet.html.toBytes();
    }

    private String label(Open page) {
        return profile.say(page.name().toLowerCase(Locale.ROOT));
    }

    private void more(Sheet sheet, Open page) {
        sheet.open("p", skin.meta);
        List<Open> others =
                List.of(
                        Open.LATEST,
                        Open.TEAM,
                        Open.GUESTBOOK,
                        Open.SEARCH,
                        Open.REGISTER,
                        Open.TERMS);
        for (Open other : others) {
            if (other != page) {
                link(sheet.html, paths.of(other), label(other));
                sheet.html.append(" &middot;\n");
            }
        }
        link(sheet.html, paths.of(Open.FEED), profile.say("feed"));
        sheet.html.append("</p>\n");
    }

    private static void link(Markup html, String path, String text) {
        html.append("<a href=\"").append(path).append("\">").append(text).append("</a>");
    }

    private void home(Sheet sheet) {
        String welcome = profile.say("welcomeline") + " " + Text.escaped(profile.title);
        boolean pictured = skin.arrangement != Skin.Arrangement.BANNER && isPictured();
        if (pictured && skin.opening == 0) {
            sheet.picture(720, "");
        }
        sheet.title(welcome);
        if (pictured && skin.opening == 1) {
            sheet.picture(330, " r");
        }
        sheet.html.append("<p>").append(profile.say("welcome2")).append(' ');
        sheet.prose.sentence();
        sheet.html.append("</p>\n");
        if (pictured && skin.opening == 2) {
            sheet.picture(600, "");
        }
        sheet.paragraphs(1 + sheet.dice.nextInt(2));
        if (!sheet.links.isEmpty()) {
            sheet.heading(profile.say("latest"));
            // Those to other sites stand last, and are no pages of this one.
            long others = sheet.links.stream().filter(Link::isElsewhere).count();
            skin.teasers.write(sheet, (int) others);
            sheet.linkList(profile.say("related"));
        }
    }

    private boolean isPictured() {
        return profile.kind != SiteKind.FORUM && profile.kind != SiteKind.LIST;
    }

    private void about(Sheet sheet) {
        sheet.title(profile.say("about"));
        sheet.paragraphs(2);
        for (int i = 0; i < 2; i++) {
            sheet.heading();
            sheet.paragraphs(2);
        }
        address(sheet);
    }

    private void address(Sheet sheet) {
        sheet.heading(profile.say("address"));
        sheet.html.append("<address>").append(Text.escaped(profile.title)).append("<br>\n");
        sheet.html.append(profile.street).append("<br>\n").append(profile.town);
        sheet.html.append("<br>\n").append(profile.say("phone")).append(": ");
        sheet.html.append(profile.phone).append("</address>\n");
    }

    private void contact(Sheet sheet) {
        sheet.title(profile.say("contact"));
        sheet.paragraphs(1);
        var form = new Form(sheet.html, profile, paths.of(Open.CONTACT), "post");
        form.line("name", "name", "text");
        form.line("mail", "mail", "text");
        form.line("subject", "subject", "text");
        form.lines("message", "message");
        form.end("send");
        address(sheet);
    }

    private void team(Sheet sheet, boolean guided) {
        Markup html = sheet.html;
        sheet.title(profile.say("team"));
        sheet.paragraphs(1);
        html.append("<table>\n<tr><th>").append(profile.say("role")).append("</th><th>");
        html.append(profile.say("name")).append("</th><th>").append(profile.say("hours"));
        html.append("</th></tr>\n");
        int from = sheet.dice.nextInt(PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            html.append("<tr><td>").append(sheet.role(from + 2 * i)).append("</td><td>");
            html.append(profile.prose.people().get(i)).append("</td><td>");
            sheet.prose.fill(Slot.WEEKDAY, false);
            html.append(' ').append(9 + i).append("-").append(11 + i).append("</td></tr>\n");
        }
        html.append("</table>\n");
        if (guided) {
            Section staff = profile.section(Section.Shape.STAFF);
            html.append("<p>");
            link(html, staff.prefix(), staff.label());
            html.append("</p>\n");
        }
    }

    /** The newest first. */
    List<News> news() {
        List<News> news = new ArrayList<>();
        Sheet sheet = sheet(Open.LATEST, new ArrayDeque<>());
        int year = profile.lastYear;
        for (int i = 0; i < NEWS; i++) {
            int start = sheet.html.length();
            sheet.prose.fill(Slot.THING, true);
            String title = sheet.html.since(start);
            int end = sheet.html.length();
            sheet.prose.sentences(3);
            String text = sheet.html.since(end);
            int month = 12 - i * 3 % 12;
            news.add(new News(title, text, Moment.draw(profile, year - i / 4, month, sheet.dice)));
        }
        return news;
    }

    private void latest(Sheet sheet) {
        sheet.title(profile.say("latest"));
        int number = 0;
        for (News news : news()) {
            sheet.html.append("<h2 id=\"n").append(++number).append("\">").append(news.title());
            sheet.html.append("</h2>\n");
            sheet.open("p", skin.meta);
            news.moment().write(sheet.html, profile.language);
            sheet.html.append("</p>\n<p>").append(news.text()).append("</p>\n");
        }
    }

    private void search(Sheet sheet) {
        sheet.title(profile.say("search"));
        var form = new Form(sheet.html, profile, paths.of(Open.SEARCH), "get");
        form.line("search", "search", "text");
        form.end("search");
        sheet.paragraphs(1);
    }

    private void terms(Sheet sheet) {
        sheet.title(profile.say("terms"));
        sheet.html.append("<p>");
        for (String part : Keyed.draw(List.of("terms1", "terms2", "terms3"), 3, sheet.dice)) {
            sheet.html.append(profile.say(part)).append(' ');
        }
        sheet.html.append("&ndash; ").append(sheet.person()).append(", ");
        sheet.html.append(profile.town).append("</p>\n");
        if (collectingForbidden) {
            sheet.heading(profile.say("mail"));
            sheet.html.append("<p>").append(profile.say("notice1")).append("</p>\n<p>");
            sheet.html.append(profile.say("notice2")).append("</p>\n");
        }
        address(sheet);
    }

    private void guestbook(Sheet sheet) {
        sheet.title(profile.say("guestbook"));
        sheet.heading(profile.say("visitors"));
        Moment when = sheet.moment(0);
        for (int i = 0; i < GUESTS; i++) {
            sheet.open("div", skin.box);
            sheet.html.append("<p>");
            sheet.said();
            sheet.html.append("</p>\n");
            sheet.open("p", skin.meta);
            sheet.html.append(sheet.person()).append(", ");
            when.write(sheet.html, profile.language);
            sheet.html.append("</p></div>\n");
            when = when.later(sheet.dice);
        }
        var form = new Form(sheet.html, profile, paths.of(Open.GUESTBOOK), "post");
        form.line("name", "yourname", "text");
        form.line("mail", "mail", "text");
        form.line("website", "website", "text");
        form.lines("message", "message");
        form.end("send");
    }

    private void register(Sheet sheet) {
        sheet.title(profile.say("register"));
        var form = new Form(sheet.html, profile, paths.of(Open.REGISTER), "post");
        form.line("user", "user", "text");
        form.line("mail", "mail", "text");
        form.line("password", "password", "password");
        form.end("register");
        sheet.html.append("<p>");
        link(sheet.html, paths.of(Open.RESET), profile.say("forgot"));
        sheet.html.append("</p>\n");
    }

    private void reset(Sheet sheet) {
        sheet.title(profile.say("reset"));
        var form = new Form(sheet.html, profile, paths.of(Open.RESET), "post");
        form.line("mail", "mail", "text");
        form.end("send");
    }

    /** What is said to somebody who filled in a form. */
    byte[] thanks(@Nullable FormKind form, String back, boolean guided) {
        String said =
                switch (form) {
                    case COMMENT, GUESTBOOK -> "commented";
                    case REGISTRATION -> "registered";
                    case PASSWORD_RESET -> "resetsent";
                    case SEARCH -> "nothing";
                    case null, default -> "received";
                };
        Sheet sheet = sheet(Open.CONTACT, new ArrayDeque<>());
        frame.beginOpen(sheet.html, profile.say("thanks"), guided);
        sheet.title(profile.say("thanks"));
        sheet.html.append("<p>").append(profile.say(said)).append("</p>\n<p>");
        link(sheet.html, back, profile.say("previous"));
        sheet.html.append("</p>\n");
        frame.end(sheet.html);
        return sheet.html.toBytes();
    }
}
