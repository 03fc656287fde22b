package org.honeyspam.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What one site can say: the sentences of its language about its theme, thinned out by the key,
 * with towns and people that the key made up.
 */
final class Prose {
    private static final int KEPT_OF_TEN = 8;
    private static final int TOWNS = 14;
    private static final int PEOPLE = 24;
    private static final int ENTRIES_MIN = 6;

    private final Phrases patterns;
    private final Phrases remarks;
    private final Phrases[] fillings = new Phrases[Slot.COUNT];
    private final Language language;
    private final List<Chain> chains;
    private final List<String> people;
    private final List<String> towns;

    Prose(Language language, String theme, Idiom idiom, List<Chain> chains, SplittableRandom dice) {
        this.chains = chains;
        this.towns = towns(language, dice);
        this.people = people(language, dice);
        Arrays.fill(fillings, Phrases.of(List.of()));
        this.patterns = thinned(idiom.all(language.list("pattern")), dice);
        this.remarks = thinned(idiom.all(language.list("remark")), dice);
        for (Slot slot :
                List.of(Slot.WHO, Slot.WHEN, Slot.WHERE, Slot.WHY, Slot.OPEN, Slot.STATE)) {
            fill(slot, thinned(idiom.all(language.list(name(slot))), dice));
        }
        fill(Slot.VERB, thinned(language.list(theme + ".verb"), dice));
        List<String> objects = language.list(theme + ".object");
        fill(Slot.OBJECT, thinned(objects.stream().map(Prose::object).toList(), dice));
        List<String> things = objects.stream().map(Prose::thing).filter(t -> !t.isEmpty()).toList();
        fill(Slot.THING, thinned(things, dice));
        fill(Slot.PERSON, Phrases.of(people));
        fill(Slot.TOWN, Phrases.of(towns));
        fill(Slot.MONTH, Phrases.of(language.list("month")));
        fill(Slot.WEEKDAY, Phrases.of(language.list("weekday")));
        this.language = language;
    }

    private void fill(Slot slot, Phrases list) {
        fillings[slot.number] = list;
    }

    private static String name(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT);
    }

    private static String object(String line) {
        int bar = line.indexOf('|');
        return bar < 0 ? line : line.substring(0, bar);
    }

    private static String thing(String line) {
        return line.substring(line.indexOf('|') + 1);
    }

    private static Phrases thinned(List<String> texts, SplittableRandom dice) {
        int kept = Math.max(Math.min(ENTRIES_MIN, texts.size()), texts.size() * KEPT_OF_TEN / 10);
        return Phrases.of(Keyed.draw(texts, kept, dice));
    }

    private static List<String> towns(Language language, SplittableRandom dice) {
        List<String> towns = new ArrayList<>();
        while (towns.size() < TOWNS) {
            String town =
                    Keyed.pick(language.list("town.head"), dice)
                            + Keyed.pick(language.list("town.tail"), dice);
            if (!towns.contains(town)) {
                towns.add(town);
            }
        }
        return List.copyOf(towns);
    }

    private static List<String> people(Language language, SplittableRandom dice) {
        List<String> people = new ArrayList<>();
        while (people.size() < PEOPLE) {
            String given = Keyed.pick(language.list("given"), dice);
            people.add(given + " " + Keyed.pick(language.list("family"), dice));
        }
        return List.copyOf(people);
    }

    List<String> people() {
        return people;
    }

    List<String> towns() {
        return towns;
    }

    /** Begins to write about something: a page of its own keeps to it. */
    Writer writer(Markup out, SplittableRandom dice, int year) {
        return new Writer(out, dice, year);
    }

    /** Writes sentences of one page. */
    final class Writer implements Phrases.Filler {
        private static final int NUMBER_MAX = 90;
        private static final int DAYS = 28;
        private static final int YEARS_BACK = 9;

        private final Markup out;
        private final SplittableRandom dice;
        private final int year;
        private final int[] window = new int[Slot.COUNT];
        private final int[] last = new int[Slot.COUNT];
        private final int chain;
        private int pattern;
        private int remark;

        private Writer(Markup out, SplittableRandom dice, int year) {
            this.out = out;
            this.dice = dice;
            this.year = year;
            for (int i = 0; i < Slot.COUNT; i++) {
                window[i] = dice.nextInt(1 + fillings[i].count());
            }
            this.chain = chains.isEmpty() ? 0 : dice.nextInt(chains.size());
            this.pattern = dice.nextInt(patterns.count());
            this.remark = dice.nextInt(remarks.count());
        }

        void sentence() {
            if (!chains.isEmpty() && dice.nextBoolean()) {
                chains.get(chain).sentence(out, dice);
            } else {
                pattern = another(pattern, patterns.count());
                patterns.write(pattern, out, this);
            }
        }

        /** What somebody says below an article. */
        void remark() {
            remark = another(remark, remarks.count());
            remarks.write(remark, out, this);
        }

        /** A way to say it that was not taken just before. */
        private int another(int before, int count) {
            return (before + 1 + dice.nextInt(Math.max(1, count / 2))) % count;
        }

        void sentences(int count) {
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    out.append(' ');
                }
                sentence();
            }
        }

        /** Also alone: as a heading, or a cell of a table. */
        @Override
        public void fill(Slot slot, boolean capital) {
            int start = out.length();
            switch (slot) {
                case NUMBER -> out.append(2 + dice.nextInt(NUMBER_MAX));
                case YEAR -> out.append(year - dice.nextInt(YEARS_BACK));
                case DATE -> language.writeDate(out, this::fillDate);
                default -> drawn(slot);
            }
            if (capital) {
                out.capitalise(start);
            }
        }

        private void drawn(Slot slot) {
            Phrases list = fillings[slot.number];
            int at = dice.nextInt(slot.window);
            at += at == last[slot.number] ? 1 : 0; // Not the same thing twice.
            last[slot.number] = at;
            list.write((window[slot.number] + at) % list.count(), out, this);
        }

        private void fillDate(Slot slot, boolean capital) {
            if (slot == Slot.DATE) {
                out.append(1 + dice.nextInt(DAYS));
            } else {
                fill(slot, capital);
            }
        }
    }
}
