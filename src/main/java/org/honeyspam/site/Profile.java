package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;
import org.honeyspam.site.Section.Paths;
import org.honeyspam.site.Section.Shape;

/** What is settled of a site once and for all: by its operator, or else by its key. */
final class Profile {
    private static final int FIRST_YEAR = 2004;
    private static final int FIRST_YEARS = 9;
    private static final int LAST_YEAR = 2023;
    private static final int LAST_YEARS = 3;
    private static final int SUBJECTS = 12;
    private static final int PHONE_MAX = 900_000;

    final Keyed keyed;
    final String host;
    final String title;
    final SiteKind kind;

    /** Where its paths begin: a slash, or the folder that all of it is in. */
    final String base;

    final Language language;
    final Prose prose;
    private final Map<String, String> said;
    final List<Section> sections;
    final FormNames formNames;

    /** Words of paths, in an order of the site's own. */
    final List<String> words;

    final List<String> subjects;
    final int firstYear;
    final int lastYear;
    final String town;
    final String street;
    final String phone;

    Profile(Configuration.Site named, Keyed installation, Corpus corpus) {
        this.host = named.host();
        this.title = named.title();
        this.base = named.below();
        this.keyed = installation.forPurpose("site " + host);
        this.kind = kind(named);
        this.language = corpus.language(code(named, corpus));
        SplittableRandom dice = keyed.dice("profile");
        String theme = language.themeOf(title);
        theme = theme.isEmpty() ? Keyed.pick(language.themes(), dice) : theme;
        var idiom = new Idiom(language, keyed.dice("idiom"));
        this.said = language.said(idiom);
        this.prose = new Prose(language, theme, idiom, corpus.chains(language.code()), dice);
        List<String> all = language.vocabulary().words();
        this.words = Keyed.draw(all, all.size(), dice);
        this.subjects = words.subList(0, SUBJECTS);
        this.firstYear = FIRST_YEAR + dice.nextInt(FIRST_YEARS);
        this.lastYear = LAST_YEAR + dice.nextInt(LAST_YEARS);
        this.town = prose.towns().getFirst();
        this.street = Keyed.pick(language.list("street"), dice) + " " + (1 + dice.nextInt(90));
        this.phone = "0" + (200 + dice.nextInt(700)) + " " + (100_000 + dice.nextInt(PHONE_MAX));
        this.sections = sections(dice);
        this.formNames = new FormNames(keyed);
    }

    private SiteKind kind(Configuration.Site named) {
        if (!named.kind().equals(Configuration.Site.AUTO)) {
            return SiteKind.valueOf(named.kind().toUpperCase(Locale.ROOT));
        }
        for (SiteKind hinted : SiteKind.values()) {
            if (hinted.fits(title)) {
                return hinted;
            }
        }
        return Keyed.pick(List.of(SiteKind.values()), keyed.dice("kind"));
    }

    /** Of the country, if it is one's of a language that we speak; else English. */
    private static String code(Configuration.Site named, Corpus corpus) {
        if (!named.language().equals(Configuration.Site.AUTO)) {
            return named.language();
        }
        String country = named.host().substring(named.host().lastIndexOf('.') + 1);
        return switch (country) {
            case "at", "ch", "li" -> "de";
            case "mx", "ar", "cl" -> "es";
            default -> corpus.speaks(country) ? country : "en";
        };
    }

    private List<Section> sections(SplittableRandom dice) {
        List<Section> drawn = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (SiteKind.Part part : kind.parts()) {
            String name = "section." + part.shape().name().toLowerCase(Locale.ROOT);
            List<String> free =
                    language.list(name).stream().filter(label -> !labels.contains(label)).toList();
            String label = Keyed.pick(free, dice);
            labels.add(label);
            Paths paths = Keyed.pick(part.paths(), dice);
            boolean root = kind == SiteKind.BLOG && drawn.isEmpty() && paths == Paths.BY_MONTH;
            String prefix =
                    switch (paths) {
                        case HOME_PAGES -> base + "~";
                        default -> root ? base : base + Vocabulary.plain(label) + "/";
                    };
            drawn.add(new Section(prefix, paths, part.shape(), label));
        }
        return List.copyOf(drawn);
    }

    String say(String key) {
        String word = said.get(key);
        if (word == null) {
            throw new IllegalStateException("%s has no word for %s".formatted(host, key));
        }
        return word;
    }

    /** The section of that shape; the first one if there is none. */
    Section section(Shape shape) {
        return sections.stream()
                .filter(section -> section.shape() == shape)
                .findFirst()
                .orElse(sections.getFirst());
    }
}
