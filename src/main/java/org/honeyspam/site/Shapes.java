package org.honeyspam.site;

import org.honeyspam.site.Maze.Spot;
import org.honeyspam.site.Section.Shape;

/** Writes what a page of the maze has between its frame, by its shape. */
final class Shapes {
    private final Sheet sheet;
    private final Markup html;
    private final Profile profile;

    Shapes(Sheet sheet) {
        this.sheet = sheet;
        this.html = sheet.html;
        this.profile = sheet.profile;
    }

    /** Where addresses of a page stand in plain text, by its shape. */
    static AddressForm plain(Shape shape) {
        return switch (shape) {
            case STAFF -> AddressForm.TABLE;
            case THREAD, ARTICLE -> AddressForm.COMMENT;
            case PRODUCT, MAIL, ENTRY, PAPER -> AddressForm.TEXT;
        };
    }

    /** Whether others write below a page, later than it was written. */
    static boolean isAnswered(Spot spot) {
        return !spot.index()
                && !spot.card()
                && switch (spot.section().shape()) {
                    case ARTICLE, PRODUCT, THREAD -> true;
                    case STAFF, MAIL, ENTRY, PAPER -> false;
                };
    }

    /** Whether a form for comments stands below a page. */
    static boolean takesComments(Spot spot, SiteKind kind) {
        boolean read = !spot.index() && !spot.card();
        return switch (spot.section().shape()) {
            case THREAD -> read;
            case ARTICLE -> read && kind == SiteKind.BLOG;
            default -> false;
        };
    }

    void write(Spot spot, String title) {
        if (spot.index()) {
            index(title);
            return;
        }
        switch (spot.section().shape()) {
            case ARTICLE -> article(spot, title);
            case STAFF -> staff(spot, title);
            case PRODUCT -> product(title);
            case THREAD -> thread(spot, title);
            case MAIL -> mail(title);
            case ENTRY -> entry(spot, title);
            case PAPER -> paper(title);
        }
    }

    private void index(String title) {
        sheet.title(title);
        sheet.paragraphs(1);
        sheet.skin.teasers.write(sheet, 1);
        if (sheet.contacts.left() > 0) {
            sheet.heading(profile.say("team"));
            sheet.contactList(sheet.contacts.left());
        }
        sheet.linkList(profile.say("more"));
    }

    private void article(Spot spot, String title) {
        sheet.title(title);
        sheet.byline();
        picture();
        sheet.paragraphs(1 + sheet.dice.nextInt(2));
        for (int parts = 1 + sheet.dice.nextInt(3); parts > 0; parts--) {
            sheet.heading();
            sheet.paragraphWithLink();
            sheet.paragraphs(1 + sheet.dice.nextInt(2));
        }
        sheet.linkList(profile.say("related"));
        sheet.comments(sheet.contacts.left());
        if (takesComments(spot, profile.kind)) {
            reply(spot, "comment");
        }
    }

    /** A form whose senders are welcome. */
    private void reply(Spot spot, String key) {
        sheet.heading(profile.say(key));
        var form = new Form(html, profile, spot.path(), "post");
        form.line("name", "yourname", "text");
        form.line("mail", "mail", "text");
        form.lines("message", "message");
        form.end("send");
    }

    private void picture() {
        if (sheet.skin.hasBanner() && sheet.dice.nextInt(3) == 0) {
            sheet.picture(600, "");
        }
    }

    private void staff(Spot spot, String title) {
        sheet.title(title);
        sheet.paragraphs(1 + sheet.dice.nextInt(2));
        int first = (sheet.contacts.left() + 1) / 2;
        sheet.contactTable(first);
        if (sheet.contacts.left() > 0) {
            sheet.heading();
            sheet.paragraphWithLink();
            sheet.contactTable(sheet.contacts.left());
        }
        card(spot);
        sheet.paragraphs(1 + sheet.dice.nextInt(2));
        sheet.linkList(profile.say("related"));
    }

    /** The addresses as a file; it counts as one of the links. */
    private void card(Spot spot) {
        if (sheet.links.size() > 2) {
            sheet.links.pop();
            html.append("<p><a href=\"").append(Maze.cardPath(spot)).append("\">");
            html.append(profile.say("download")).append("</a></p>\n");
        }
    }

    private void product(String title) {
        sheet.title(title);
        int price = 5 + sheet.dice.nextInt(900);
        String days = "" + (2 + sheet.dice.nextInt(7));
        html.append("<table>\n");
        row(profile.say("price"), price + "." + (10 + sheet.dice.nextInt(90)) + " &euro;");
        row(profile.say("order"), (char) ('A' + price % 26) + "-" + (1000 + price * 7));
        row(profile.say("stock"), profile.say("delivery").replace("{number}", days));
        html.append("</table>\n");
        sheet.paragraphs(1 + sheet.dice.nextInt(2));
        sheet.heading();
        html.append("<ul>\n");
        for (int i = 3 + sheet.dice.nextInt(4); i > 0; i--) {
            html.append("<li>");
            sheet.prose.sentence();
            html.append("</li>\n");
        }
        html.append("</ul>\n");
        int asked = (sheet.contacts.left() + 1) / 2;
        if (asked > 0) {
            sheet.heading(profile.say("questions"));
            sheet.contactList(asked);
        }
        sheet.paragraphs(1);
        sheet.linkList(profile.say("related"));
        sheet.comments(sheet.contacts.left());
    }

    private void row(String name, String value) {
        html.append("<tr><th>").append(name).append("</th><td>").append(value);
        html.append("</td></tr>\n");
    }

    private void thread(Spot spot, String title) {
        sheet.title(title);
        sheet.open("p", sheet.skin.meta);
        html.append(sheet.contacts.left() + 1).append(' ').append(profile.say("posts"));
        html.append("</p>\n");
        for (int i = 0; i == 0 || sheet.contacts.left() > 0; i++) {
            sheet.open("div", sheet.skin.box);
            sheet.open("p", sheet.skin.meta);
            html.append('#').append(i + 1).append(" &middot; <b>").append(sheet.nickname());
            html.append("</b>, ");
            sheet.moment(i).write(html, profile.language);
            html.append(", ");
            sheet.moment(i).writeTime(html);
            html.append("</p>\n");
            if (i > 0 && sheet.dice.nextInt(3) == 0) {
                html.append("<blockquote>");
                sheet.said();
                html.append("</blockquote>\n");
            }
            html.append("<p>");
            sheet.prose.remark();
            html.append(' ');
            sheet.prose.sentences(1 + sheet.dice.nextInt(3));
            html.append("</p>\n");
            if (sheet.contacts.left() > 0) {
                html.append("<p>-- <br>");
                sheet.contacts.write(html, profile.say("mail"));
                html.append("</p>");
            }
            html.append("</div>\n");
        }
        reply(spot, "reply");
        sheet.linkList(profile.say("related"));
    }

    private void mail(String title) {
        sheet.title(title);
        html.append("<p>");
        if (sheet.contacts.left() > 0) {
            html.append(profile.say("author")).append(": ");
            sheet.contacts.write(html, profile.say("author"));
            html.append("<br>\n");
        }
        html.append(profile.say("date")).append(": ");
        sheet.date();
        html.append(' ');
        sheet.moment(0).writeTime(html);
        html.append("</p>\n<hr>\n");
        sheet.open("div", sheet.skin.box);
        quoted();
        for (int i = 2 + sheet.dice.nextInt(4); i > 0; i--) {
            html.append("<p>");
            sheet.prose.sentences(2 + sheet.dice.nextInt(4));
            html.append("</p>\n");
        }
        html.append("</div>\n<hr>\n");
        if (sheet.contacts.left() > 0) {
            html.append("<p>").append(profile.say("replyto")).append(":</p>\n");
            sheet.contactList(sheet.contacts.left());
        }
        sheet.linkList(profile.say("thread"));
    }

    private void quoted() {
        for (int i = sheet.dice.nextInt(3); i > 0; i--) {
            html.append("<blockquote>&gt; ");
            sheet.prose.sentences(2);
            html.append("</blockquote>\n");
        }
    }

    private void entry(Spot spot, String title) {
        sheet.title(title);
        html.append("<dl>\n<dt>").append(profile.say("area")).append("</dt><dd>");
        sheet.prose.fill(Slot.THING, true);
        html.append("</dd>\n<dt>").append(profile.say("address")).append("</dt><dd>");
        sheet.prose.fill(Slot.TOWN, true);
        html.append("</dd>\n<dt>").append(Vocabulary.capital(profile.say("since")));
        html.append("</dt><dd>").append(sheet.moment(0).year()).append("</dd>\n");
        int from = sheet.dice.nextInt(12);
        for (int i = (sheet.contacts.left() + 1) / 2; i > 0; i--) {
            String role = sheet.role(from + i);
            html.append("<dt>").append(role).append("</dt><dd>");
            sheet.contacts.write(html, role);
            html.append("</dd>\n");
        }
        html.append("</dl>\n");
        sheet.paragraphs(2 + sheet.dice.nextInt(2));
        card(spot);
        if (sheet.contacts.left() > 0) {
            sheet.heading();
            sheet.contactTable(sheet.contacts.left());
        }
        sheet.linkList(profile.say("related"));
    }

    private void paper(String title) {
        sheet.title(title);
        sheet.open("p", sheet.skin.meta);
        html.append(sheet.person()).append(", ").append(sheet.person()).append(", ");
        sheet.date();
        html.append("</p>\n");
        if (sheet.contacts.left() > 0) {
            sheet.contactList((sheet.contacts.left() + 1) / 2);
        }
        sheet.heading(profile.say("abstract"));
        sheet.paragraphs(1);
        for (int i = 1 + sheet.dice.nextInt(3); i > 0; i--) {
            sheet.heading();
            sheet.paragraphs(1 + sheet.dice.nextInt(2));
        }
        sheet.paragraphWithLink();
        if (sheet.contacts.left() > 0) {
            sheet.heading(profile.say("write"));
            sheet.contactList(sheet.contacts.left());
        }
        sheet.linkList(profile.say("related"));
    }
}
