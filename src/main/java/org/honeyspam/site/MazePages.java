package org.honeyspam.site;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.honeyspam.config.Configuration;
import org.honeyspam.site.Maze.Spot;

/** The pages that robots are kept out of: as many as anybody asks for, each with addresses. */
final class MazePages {
    private static final int CONTENT_LINKS_MIN = 2;
    private static final int WITH_HIDDEN_OF_A_HUNDRED = 8;
    private static final int HUNDRED = 100;

    private final Profile profile;
    private final Configuration.Web settings;
    private final Sheet.Ground ground;
    private final Frame frame;
    private final Titles titles;
    private final Spelling spelling;
    private final Links links;
    private final Maze maze;
    private final Keyed keyed;
    private final String notice;
    private final String forbidden;

    MazePages(Profile profile, Configuration.Web settings, Site.Parts parts, Links links) {
        this.profile = profile;
        this.settings = settings;
        this.ground = new Sheet.Ground(profile, parts.skin());
        this.frame = parts.frame();
        this.maze = parts.maze();
        this.titles = parts.titles();
        this.spelling = new Spelling(profile);
        this.links = links;
        this.keyed = profile.keyed.forPurpose("maze pages");
        String terms = parts.paths().of(Open.TERMS);
        this.notice =
                settings.collectingForbidden()
                        ? "<meta name=\"no-email-collection\" content=\"%s\">\n".formatted(terms)
                        : "";
        this.forbidden =
                settings.collectingForbidden()
                        ? "<p><small>" + profile.say("notice") + ".</small></p>\n"
                        : "";
    }

    /** The forms of the addresses that a page has, one for each. */
    List<String> forms(Spot spot) {
        if (spot.card()) {
            return List.of(AddressForm.VCARD.label());
        }
        SplittableRandom dice = dice("addresses ", spot);
        int count = between(settings.addressesMin(), settings.addressesMax(), dice);
        AddressForm plain = Shapes.plain(spot.section().shape());
        List<String> forms = Contacts.draw(count, plain, settings.obfuscatedPercent(), dice);
        if (count > 0 && dice.nextInt(HUNDRED) < WITH_HIDDEN_OF_A_HUNDRED) {
            forms.set(count - 1, AddressForm.SOURCE.label());
        }
        return forms;
    }

    /**
     * When it was written, and when others answered.
     *
     * @param addresses that the page has, one with each answer, whoever is shown them
     */
    List<Moment> moments(Spot spot, int addresses) {
        SplittableRandom dice = dice("moment ", spot);
        List<Moment> moments = new ArrayList<>();
        moments.add(maze.moment(spot, dice));
        int answers = Shapes.isAnswered(spot) ? addresses : 0;
        for (int i = 0; i < answers; i++) {
            moments.add(moments.getLast().later(dice));
        }
        return moments;
    }

    byte[] html(Spot spot, List<Moment> moments, List<Grant.Shown> shown, Way way) {
        SplittableRandom dice = dice("text ", spot);
        SplittableRandom forLinks = dice("links ", spot);
        int count = between(settings.linksMin(), settings.linksMax(), forLinks);
        int navigation = Math.max(0, Math.min(frame.links(), count - CONTENT_LINKS_MIN));
        Deque<Link> drawn = links.draw(spot, count - navigation, forLinks, way);
        var contacts = new Contacts(spelling, shown);
        var sheet = new Sheet(ground, dice, moments, contacts, drawn);
        String title = titles.of(spot.section(), spot.path());
        frame.begin(sheet.html, title, navigation, notice);
        new Shapes(sheet).write(spot, title);
        sheet.html.append(forbidden);
        contacts.writeHidden(sheet.html, sheet.role(count));
        frame.end(sheet.html);
        return sheet.html.toBytes();
    }

    /** The card beside a page: RFC 6350, in the version that programs of that time wrote. */
    String card(Spot spot, List<Grant.Shown> shown) {
        String title = titles.of(spot.section(), spot.path());
        var card = new StringBuilder("BEGIN:VCARD\r\nVERSION:3.0\r\nN:").append(title);
        card.append(";;;;\r\nFN:").append(title).append("\r\nORG:").append(profile.title);
        card.append("\r\nADR:;;").append(profile.street).append(';').append(profile.town);
        card.append(";;;\r\nTEL:").append(profile.phone).append("\r\n");
        for (Grant.Shown one : shown) {
            if (AddressForm.of(one.form()) == AddressForm.VCARD) { // As is on record.
                card.append("EMAIL;TYPE=INTERNET:").append(one.address()).append("\r\n");
            }
        }
        return card.append("END:VCARD\r\n").toString();
    }

    private SplittableRandom dice(String what, Spot spot) {
        return keyed.dice(what + (spot.card() ? Maze.cardPath(spot) : spot.path()));
    }

    private static int between(int min, int max, SplittableRandom dice) {
        return dice.nextInt(min, max + 1);
    }
}
