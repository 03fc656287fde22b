package org.honeyspam.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant who misspelt a name. */
final class Nearest {

    private static final int CHANGES_MAX = 8;
    private static final int LETTERS_MAX = 100;

    private Nearest() {}

    /** The known name that takes the fewest changes; null if none is near. */
    static @Nullable String to(String name, Collection<String> known) {
        String nearest = null;
        int fewest = Math.clamp(name.length() / 3, 2, CHANGES_MAX) + 1;
        for (String candidate : known) {
            int changes = changes(name, candidate);
            if (changes < fewest) {
                fewest = changes;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Letters to insert, remove or replace (Levenshtein). */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(from.length(), LETTERS_MAX); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
