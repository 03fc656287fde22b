package org.honeyspam.content;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers that can be dialled from anywhere: with a country's code, or in the form
 * of North America. Others cannot be told from order numbers without knowing the country.
 */
final class Phones {
    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?<![\\w+.=/-])(?:\\+|00)\\s?([1-9][\\d .()/-]{6,24}\\d)(?![\\w])");
    private static final Pattern AMERICAN =
            Pattern.compile(
                    "(?<![\\w+.=/-])(?:1[-. ]{0,2})?\\(?([2-9]\\d\\d)\\)?[-./ ]{1,2}([2-9]\\d\\d)[-. ]{1,2}(\\d{4})(?![\\w/-])");
    private static final Pattern LINKED =
            Pattern.compile(
                    "(?i)(?:tel:|wa\\.me/|whatsapp\\.com/send\\?phone=)(?:\\+|%2B|00)?([1-9]\\d{7,14})(?!\\d)");
    private static final Pattern CODE =
            Pattern.compile(
                    "1|2(?:0|[17]\\d|1[0-9]|2[0-9]|3[0-9]|4[0-9]|5[0-8]|6[0-9]|9[0178])|3(?:[0-469]|[578]\\d)|4(?:[013-9]|2[013])"
                            + "|5(?:[1-8]|0[0-9]|9[0-9])|6(?:[0-6]|7[0-9]|8[0-9]|9[0-2])|7|8(?:[1246]|0[08]|5[02356]|7[08]|8[0-8])"
                            + "|9(?:[0-58]|6[0-8]|7[0-7]|9[2-8])");
    private static final int DIGITS_MIN = 9;
    private static final int DIGITS_MAX = 15;

    private Phones() {}

    static void find(String text, Set<String> found, Notes notes) {
        Matcher international = INTERNATIONAL.matcher(text).useTransparentBounds(true);
        Matcher american = AMERICAN.matcher(text).useTransparentBounds(true);
        // A search would try both at every letter.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean begins = c == '+' || c == '(' || c >= '0' && c <= '9';
            if (!begins) {
                continue;
            }
            if (american.region(i, text.length()).lookingAt()) {
                add("1" + american.group(1) + american.group(2) + american.group(3), found, notes);
                i = american.end() - 1;
            } else if (international.region(i, text.length()).lookingAt()) {
                add(international.group(1).replaceAll("\\(0\\)|\\D", ""), found, notes);
                i = international.end() - 1;
            }
        }
        if (!text.contains("tel:") && !text.contains("wa.me") && !text.contains("whatsapp.com")) {
            return;
        }
        Matcher linked = LINKED.matcher(text);
        while (linked.find()) {
            add(linked.group(1), found, notes);
        }
    }

    private static void add(String digits, Set<String> found, Notes notes) {
        boolean length = digits.length() >= DIGITS_MIN && digits.length() <= DIGITS_MAX;
        boolean american = !digits.startsWith("1") || digits.matches("1[2-9]\\d\\d[2-9]\\d{6}");
        String number = "+" + digits;
        if (length
                && american
                && CODE.matcher(digits).lookingAt()
                && !found.contains(number)
                && notes.room(Limit.PHONES, found.size())) {
            found.add(number);
        }
    }
}
