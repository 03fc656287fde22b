package org.honeyspam.hosts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a number of 16 bits as the name of a town that there might be, and reads it again. */
final class Towns {
    private static final List<String> ONSETS =
            words(
                    "b bl br c ch cl cr d dr f g gl gr h k l m n p pl pr r s sh sk st t th tr v w"
                            + " wh");
    private static final List<String> RIMES =
            words("al am an ar as el en er il in ol on or ul un ur");
    private static final List<String> LINKS = words("- d e er ing k n s");
    private static final List<String> ENDINGS =
            words(
                    "bury by combe dale den field ford ham hurst ley mere stead stow ton well"
                            + " wick");
    private static final int TAIL_BITS = 7;
    private static final int ENDING_BITS = 4;
    private static final int RIME_BITS = 4;
    private static final int RIME_LETTERS = 2;
    private static final Map<String, Integer> HEADS = new HashMap<>();
    private static final Map<String, Integer> TAILS = new HashMap<>();

    static {
        for (int number = 0; number < 1 << 2 * Byte.SIZE - TAIL_BITS; number++) {
            HEADS.put(head(number), number);
        }
        for (int number = 0; number < 1 << TAIL_BITS; number++) {
            TAILS.put(tail(number), number);
        }
    }

    private Towns() {}

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1)).stream().map(word -> word.replace("-", "")).toList();
    }

    private static String head(int number) {
        int rime = number & (1 << RIME_BITS) - 1;
        return ONSETS.get(number >> RIME_BITS) + RIMES.get(rime);
    }

    private static String tail(int number) {
        int ending = number & (1 << ENDING_BITS) - 1;
        return LINKS.get(number >> ENDING_BITS) + ENDINGS.get(ending);
    }

    static String name(int number) {
        return head(number >> TAIL_BITS) + tail(number & (1 << TAIL_BITS) - 1);
    }

    /** The number of a name in lower case; null if it is none of ours. */
    static @Nullable Integer number(String name) {
        int letters = 0;
        while (letters < name.length() && "aeiou".indexOf(name.charAt(letters)) < 0) {
            letters++;
        }
        int cut = Math.min(name.length(), letters + RIME_LETTERS);
        Integer head = HEADS.get(name.substring(0, cut));
        Integer tail = TAILS.get(name.substring(cut));
        return head == null || tail == null ? null : head << TAIL_BITS | tail;
    }
}
