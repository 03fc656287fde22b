package org.honeyspam.site;

import java.util.List;
import java.util.Locale;
import org.honeyspam.site.Section.Paths;
import org.honeyspam.site.Section.Shape;

/** What a site pretends to be, and which sections such a site has. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are made here and never change.
enum SiteKind {
    COMPANY(
            "gmbh ltd inc company works systems services s.a. s.r.l. ag consulting engineering",
            new Part(Shape.ARTICLE, Paths.BY_YEAR, Paths.BY_MONTH),
            new Part(Shape.PRODUCT, Paths.NUMBERED),
            new Part(Shape.STAFF, Paths.BY_SUBJECT, Paths.FLAT)),
    CLUB(
            "club verein association society associazione asociación choir team bund",
            new Part(Shape.ARTICLE, Paths.BY_YEAR, Paths.BY_MONTH),
            new Part(Shape.STAFF, Paths.BY_SUBJECT, Paths.FLAT),
            new Part(Shape.ARTICLE, Paths.BY_SUBJECT, Paths.DEEP)),
    FACULTY(
            "faculty university institute college fakultät institut université facultad school",
            new Part(Shape.PAPER, Paths.HOME_PAGES),
            new Part(Shape.STAFF, Paths.BY_SUBJECT, Paths.DEEP),
            new Part(Shape.ARTICLE, Paths.BY_YEAR, Paths.BY_MONTH),
            new Part(Shape.PAPER, Paths.BY_SUBJECT, Paths.BY_YEAR)),
    SHOP(
            "shop store laden boutique negozio tienda supplies handel",
            new Part(Shape.PRODUCT, Paths.NUMBERED),
            new Part(Shape.ARTICLE, Paths.FLAT, Paths.BY_SUBJECT),
            new Part(Shape.STAFF, Paths.FLAT, Paths.BY_SUBJECT)),
    FORUM(
            "forum board community foro",
            new Part(Shape.THREAD, Paths.NUMBERED),
            new Part(Shape.ENTRY, Paths.NAMES),
            new Part(Shape.ARTICLE, Paths.FLAT, Paths.BY_YEAR)),
    BLOG(
            "blog diary notes journal tagebuch",
            new Part(Shape.ARTICLE, Paths.BY_MONTH, Paths.BY_YEAR),
            new Part(Shape.ARTICLE, Paths.BY_SUBJECT, Paths.FLAT),
            new Part(Shape.STAFF, Paths.FLAT)),
    LIST(
            "list mailing liste lista",
            new Part(Shape.MAIL, Paths.MAILS),
            new Part(Shape.ARTICLE, Paths.FLAT, Paths.BY_SUBJECT),
            new Part(Shape.STAFF, Paths.FLAT)),
    DIRECTORY(
            "directory members verzeichnis annuaire elenco directorio register chamber",
            new Part(Shape.ENTRY, Paths.NAMES),
            new Part(Shape.STAFF, Paths.BY_SUBJECT, Paths.DEEP),
            new Part(Shape.ARTICLE, Paths.BY_YEAR, Paths.BY_MONTH));

    private final List<String> hints;
    private final List<Part> parts;

    /** A section that such a site has, with one of these ways to make paths. */
    record Part(Shape shape, List<Paths> paths) {
        Part(Shape shape, Paths... paths) {
            this(shape, List.of(paths));
        }
    }

    SiteKind(String hints, Part... parts) {
        this.hints = List.of(hints.split(" ", -1));
        this.parts = List.of(parts);
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether a title has a word that such sites have in their titles. */
    boolean fits(String title) {
        List<String> words = List.of(title.toLowerCase(Locale.ROOT).split("[\\s,-]+", -1));
        return hints.stream().anyMatch(words::contains);
    }
}
