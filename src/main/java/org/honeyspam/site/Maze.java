package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one site's maze. They are of real words, dates and numbers; the last two words, or
 * the number, follow from all that stands before them, by the key. So nobody can guess a path, the
 * site has no page for everything, and nothing need be remembered.
 */
final class Maze {
    private static final int NUMBER_FIRST = 10_000;
    private static final int NUMBERS = 90_000;
    private static final int MAILS_A_MONTH = 99;
    private static final int MAIL_CHECKS = 10_000;
    private static final int MAIL_DIGITS = 6;
    private static final List<String> ENDS = List.of(".html", ".htm", ".shtml");
    private static final String CARD_END = ".vcf";

    private final Profile profile;
    private final Keyed checks;
    private final String end;
    private final String between; // The last two words, which bring their own hyphens.
    private final List<String> hyphenated;
    private final boolean leads;
    private final int freeWords;
    private final List<String> leadWords;
    private final List<String> staffLeadWords;
    private final List<String> months;
    private final List<String> given;
    private final List<String> family;

    /**
     * A place in the maze.
     *
     * @param path its own, with the end of a page if it is a card
     * @param index whether it lists other places
     * @param card whether it is the card that belongs to a page
     */
    record Spot(Section section, String path, boolean index, boolean card) {
        /** The folder it is in, with the last slash. */
        String folder() {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }
    }

    /** The two words that a path is checked by, each with its hyphen. */
    private record Ending(String first, String second) {
        String text(String between) {
            return first + between + second;
        }

        /** Whether one of them stands twice behind that place of a path. */
        boolean repeats(StringBuilder path, int start) {
            return first.equals(second)
                    || path.indexOf(first, start) > 0
                    || path.indexOf(second, start) > 0;
        }
    }

    /** Of the card beside a page. */
    static String cardPath(Spot spot) {
        return spot.path().substring(0, spot.path().lastIndexOf('.')) + CARD_END;
    }

    Maze(Profile profile) {
        this.profile = profile;
        this.checks = profile.keyed.forPurpose("paths");
        SplittableRandom dice = profile.keyed.dice("forms of paths");
        this.end = Keyed.pick(ENDS, dice);
        String and = Vocabulary.plain(profile.say("and"));
        this.between = dice.nextBoolean() ? "" : "-" + and;
        this.hyphenated = profile.words.stream().map(word -> "-" + word).toList();
        this.leads = dice.nextInt(3) > 0;
        this.freeWords = leads ? 1 : 2;
        this.leadWords = plain("lead");
        this.staffLeadWords = plain("lead.staff");
        this.months = plain("month").stream().map(Vocabulary::capital).toList();
        this.given = plain("given");
        this.family = plain("family");
    }

    private List<String> plain(String list) {
        return profile.language.list(list).stream().map(Vocabulary::plain).toList();
    }

    /** Where the paths begin that robots are kept out of; all pages of the maze do. */
    List<String> forbidden() {
        List<String> prefixes = new ArrayList<>();
        for (Section section : profile.sections) {
            if (section.prefix().equals(profile.base)) {
                for (int year = profile.firstYear; year <= profile.lastYear; year++) {
                    prefixes.add(profile.base + year + "/");
                }
            } else {
                prefixes.add(section.prefix());
            }
        }
        return prefixes;
    }

    /** How the paths of its pages end. */
    List<String> ends() {
        return List.of(end, CARD_END);
    }

    /** The place at a path; null if there is none. */
    @Nullable Spot find(String path) {
        Section section = section(path);
        if (section == null) {
            return null;
        }
        if (path.endsWith("/")) {
            return isIndex(section, path) ? new Spot(section, path, true, false) : null;
        }
        boolean card = path.endsWith(CARD_END) && section.hasCards();
        String ending = card ? CARD_END : end;
        String page =
                path.substring(0, path.length() - (path.endsWith(ending) ? ending.length() : 0));
        if (page.length() == path.length() || !isChecked(section, page)) {
            return null;
        }
        return new Spot(section, page + end, false, card);
    }

    /**
     * Whether pages are below a path that ends in a slash, if only some have a page of their own.
     */
    boolean isFolder(String path) {
        Section section = section(path);
        return section != null
                && path.endsWith("/")
                && (isIndex(section, path) || isSilent(section, path));
    }

    /** Whether pages are in a folder that nothing is shown of. */
    private boolean isSilent(Section section, String path) {
        int from = section.prefix().length();
        String rest = path.substring(from, path.length() - 1);
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        String second = rest.substring(slash + 1);
        return switch (section.paths()) {
            case BY_MONTH -> slash == 4 && year(path, from) > 0 && second.matches("0[1-9]|1[0-2]");
            case DEEP ->
                    slash > 0
                            && profile.subjects.contains(first)
                            && !second.equals(first)
                            && (second.equals("more") || profile.words.contains(second));
            case HOME_PAGES ->
                    isSomebody(first) && (slash < 0 || profile.subjects.contains(second));
            default -> false;
        };
    }

    /** An initial and a family name. */
    private boolean isSomebody(String name) {
        return name.length() > 1
                && family.contains(name.substring(1))
                && given.stream().anyMatch(one -> one.charAt(0) == name.charAt(0));
    }

    private @Nullable Section section(String path) {
        Section found = null;
        for (Section section : profile.sections) {
            boolean longer = found == null || section.prefix().length() > found.prefix().length();
            if (path.startsWith(section.prefix()) && longer) {
                found = section;
            }
        }
        boolean byYear = found != null && found.prefix().equals(profile.base);
        return byYear && year(path, profile.base.length()) == 0 ? null : found;
    }

    /** The year at that place of a path, if the site was there then; 0 if not. */
    private int year(String path, int at) {
        if (path.length() < at + 5) {
            return 0;
        }
        int year = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = path.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            year = year * 10 + digit;
        }
        return year >= profile.firstYear && year <= profile.lastYear ? year : 0;
    }

    /** When the page at a place was written; the path may say so. */
    Moment moment(Spot spot, SplittableRandom dice) {
        int from = spot.section().prefix().length();
        return switch (spot.section().paths()) {
            case BY_MONTH, BY_YEAR, MAILS ->
                    Moment.draw(profile, year(spot.path(), from), month(spot, from + 5), dice);
            default -> Moment.draw(profile, 0, 0, dice);
        };
    }

    private int month(Spot spot, int at) {
        String path = spot.path();
        int slash = path.indexOf('/', at);
        if (slash < 0) {
            return 0;
        }
        String name = path.substring(at, slash);
        boolean digits = name.length() == 2 && name.charAt(0) <= '1' && name.charAt(1) <= '9';
        int month = digits ? Integer.parseInt(name) : 1 + months.indexOf(name);
        return Math.min(month, 12);
    }

    private boolean isIndex(Section section, String path) {
        int from = section.prefix().length();
        if (path.length() == from) {
            return true;
        }
        String rest = path.substring(from, path.length() - 1);
        return switch (section.paths()) {
            case BY_MONTH, BY_YEAR -> rest.length() == 4 && year(path, from) > 0;
            case BY_SUBJECT, DEEP, NUMBERED -> profile.subjects.contains(rest);
            case MAILS ->
                    rest.length() > 5
                            && year(path, from) > 0
                            && rest.charAt(4) == '-'
                            && months.contains(rest.substring(5));
            case NAMES -> rest.length() == 1 && rest.charAt(0) >= 'a' && rest.charAt(0) <= 'z';
            case FLAT, HOME_PAGES -> false;
        };
    }

    private boolean isChecked(Section section, String page) {
        return switch (section.paths()) {
            case NUMBERED, NAMES -> {
                int dash = page.lastIndexOf('-');
                yield dash > 0 && page.substring(dash + 1).equals(number(page, dash));
            }
            case MAILS -> {
                int slash = page.lastIndexOf('/');
                yield page.length() - slash - 1 == MAIL_DIGITS && page.endsWith(mailCheck(page));
            }
            default -> {
                int second = page.lastIndexOf('-');
                int dash = page.lastIndexOf('-', second - between.length() - 1);
                yield dash > 0 && page.substring(dash).equals(words(page, dash).text(between));
            }
        };
    }

    /** Two words that follow from so much of a path, each behind its hyphen. */
    private Ending words(CharSequence path, int length) {
        long drawn = checks.number(path, length);
        long first = (drawn & 0xffff_ffffL) * hyphenated.size() >>> 32;
        long second = (drawn >>> 32) * hyphenated.size() >>> 32;
        return new Ending(hyphenated.get((int) first), hyphenated.get((int) second));
    }

    private String number(CharSequence path, int length) {
        return Long.toString(
                NUMBER_FIRST + Long.remainderUnsigned(checks.number(path, length), NUMBERS));
    }

    /** Four digits that follow from the folder and the two digits before them. */
    private String mailCheck(CharSequence path) {
        long drawn = checks.number(path, path.length() - 4);
        long number = MAIL_CHECKS + Long.remainderUnsigned(drawn, MAIL_CHECKS);
        return Long.toString(number).substring(1);
    }

    Section section(SplittableRandom dice) {
        return Keyed.pick(profile.sections, dice);
    }

    /** A path, drawn; it is one that {@link #find} knows. */
    String path(Section section, SplittableRandom dice) {
        var path = new StringBuilder(80).append(section.prefix());
        switch (section.paths()) {
            case BY_MONTH -> {
                int month = 1 + dice.nextInt(12);
                path.append(anyYear(dice))
                        .append(month < 10 ? "/0" : "/")
                        .append(month)
                        .append('/');
            }
            case BY_YEAR -> path.append(anyYear(dice)).append('/');
            case BY_SUBJECT, NUMBERED -> path.append(subject(dice)).append('/');
            case DEEP -> {
                String subject = subject(dice);
                String word = word(dice); // Crawlers shun paths that repeat a part.
                path.append(subject).append('/').append(word.equals(subject) ? "more" : word);
                path.append('/');
            }
            case FLAT -> {}
            case HOME_PAGES ->
                    path.append(Keyed.pick(given, dice).charAt(0))
                            .append(Keyed.pick(family, dice))
                            .append('/')
                            .append(subject(dice))
                            .append('/');
            case MAILS ->
                    path.append(anyYear(dice))
                            .append('-')
                            .append(Keyed.pick(months, dice))
                            .append('/');
            case NAMES -> path.append(Keyed.pick(family, dice).charAt(0)).append('/');
        }
        return page(section, path, dice);
    }

    /** A page in the same folder as another one. */
    String sibling(Spot spot, SplittableRandom dice) {
        return page(spot.section(), new StringBuilder(80).append(spot.folder()), dice);
    }

    private String page(Section section, StringBuilder path, SplittableRandom dice) {
        switch (section.paths()) {
            case NUMBERED -> {
                title(section, path, 3, dice);
                path.append('-').append(number(path, path.length() - 1));
            }
            case NAMES -> {
                path.append(Keyed.pick(given, dice)).append('-');
                path.append(Keyed.pick(given, dice)).append('-');
                path.append(family(path.charAt(section.prefix().length()), dice)).append('-');
                path.append(number(path, path.length() - 1));
            }
            case MAILS -> {
                int block = 1 + dice.nextInt(MAILS_A_MONTH);
                path.append(block < 10 ? "0" : "").append(block).append("0000");
                path.replace(path.length() - 4, path.length(), mailCheck(path));
            }
            default -> {
                int start = path.length();
                Ending checked;
                do { // Until no word stands twice.
                    path.setLength(start);
                    title(section, path, freeWords, dice);
                    checked = words(path, path.length());
                } while (checked.repeats(path, start));
                path.append(checked.text(between));
            }
        }
        return path.append(end).toString();
    }

    private void title(Section section, StringBuilder path, int count, SplittableRandom dice) {
        if (leads) {
            boolean staff = section.shape() == Section.Shape.STAFF;
            path.append(Keyed.pick(staff ? staffLeadWords : leadWords, dice)).append('-');
        }
        int start = path.length();
        for (int i = 0; i < count; i++) {
            String word = word(dice);
            while (path.indexOf(word, start) >= 0) { // No word twice.
                word = word(dice);
            }
            path.append(i > 0 ? "-" : "").append(word);
        }
    }

    /** One that begins with that letter, from a place of the list that the dice choose. */
    private String family(char letter, SplittableRandom dice) {
        int from = dice.nextInt(family.size());
        for (int i = 0; i < family.size(); i++) {
            String name = family.get((from + i) % family.size());
            if (name.charAt(0) == letter) {
                return name;
            }
        }
        return family.get(from);
    }

    /** The folder above a place, or its section, if there is a page for it; else null. */
    @Nullable String parent(Spot spot) {
        String folder = spot.folder();
        for (int cut = folder.length(); cut > 1; cut = folder.lastIndexOf('/', cut - 2) + 1) {
            String above = folder.substring(0, cut);
            Spot found = find(above);
            if (found != null && !above.equals(spot.path())) {
                return above;
            }
        }
        return null;
    }

    private int anyYear(SplittableRandom dice) {
        return profile.firstYear + dice.nextInt(profile.lastYear - profile.firstYear + 1);
    }

    private String subject(SplittableRandom dice) {
        return Keyed.pick(profile.subjects, dice);
    }

    private String word(SplittableRandom dice) {
        return Keyed.pick(profile.words, dice);
    }
}
