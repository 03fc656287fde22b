package org.honeyspam.site;

import java.util.List;
import java.util.SplittableRandom;

/** The names of a style sheet's classes, as the author of one theme would call them. */
final class ClassNames {
    private static final String CONSONANTS = "bcdfghklmnprstvwz";
    private static final String VOWELS = "aeiou";

    private final SplittableRandom dice;
    private final String prefix;
    private final int manner;

    ClassNames(SplittableRandom dice) {
        this.dice = dice;
        this.manner = dice.nextInt(4);
        this.prefix = "" + letter(CONSONANTS) + letter(VOWELS) + letter(CONSONANTS);
    }

    private char letter(String letters) {
        return letters.charAt(dice.nextInt(letters.length()));
    }

    String next(List<String> words) {
        String word = Keyed.pick(words, dice);
        return switch (manner) {
            case 0 -> prefix + "-" + word;
            case 1 -> prefix + "_" + word.replace('-', '_');
            case 2 -> prefix + Vocabulary.capital(word.replace("-", ""));
            default -> word + "-" + prefix;
        };
    }
}
