package org.honeyspam.bait;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration.BaitStyle;
import org.jspecify.annotations.Nullable;

/**
 * Looks like a person: {@code maria.kowalski1984}. The order of the names, the names and the digits
 * are 37 bits: the encrypted number of the address (26), the key's (2), and nine that must be zero.
 */
final class Natural implements Style {
    static final int BITS = 1 + 11 + 12 + 13;
    static final int SERIAL_BITS = 26;
    private static final int KEY_ID_SHIFT = BITS - 2;
    private static final int DIGITS = 1 << 13;
    private static final int TWO_DIGITS = 100;
    private static final int THREE_DIGITS = 1_000;
    private static final long NONE = -1;
    private static final Pattern FORM = Pattern.compile("([a-z]{3,10})\\.([a-z]{3,10})(\\d{2,4})");

    @Override
    public int addressesPerVisitMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String mint(KeyRing.Key key, Facts facts, String domain) {
        long plain = (long) (key.id() & 3) << KEY_ID_SHIFT | facts.serial() & serialMask();
        long code = Codes.permute(key.natural(), domain, BITS, plain);
        int number = (int) (code & (DIGITS - 1));
        String given = Names.GIVEN.name((int) (code >>> 13) & 0x7ff);
        String family = Names.FAMILY.name((int) (code >>> 24) & 0xfff);
        boolean familyFirst = code >>> 36 == 1;
        String names = familyFirst ? family + "." + given : given + "." + family;
        return names + digits(number);
    }

    @Override
    public @Nullable Carried read(
            KeyRing.Key key, String local, String domain, List<String> sites) {
        Matcher form = FORM.matcher(local);
        if (!form.matches()) {
            return null;
        }
        int number = number(form.group(3));
        if (number < 0 || number >= DIGITS) {
            return null;
        }
        // A name may stand in both lists: then both orders are tried.
        long givenFirst = code(form.group(1), form.group(2), number);
        long familyFirst = code(form.group(2), form.group(1), number);
        Carried carried = givenFirst == NONE ? null : open(key, local, domain, givenFirst);
        return carried != null || familyFirst == NONE
                ? carried
                : open(key, local, domain, 1L << 36 | familyFirst);
    }

    private static long code(String given, String family, int number) {
        Integer givenNumber = Names.GIVEN.number(given);
        Integer familyNumber = Names.FAMILY.number(family);
        return givenNumber == null || familyNumber == null
                ? NONE
                : (long) familyNumber << 24 | (long) givenNumber << 13 | number;
    }

    private static @Nullable Carried open(KeyRing.Key key, String local, String domain, long code) {
        long plain = Codes.unpermute(key.natural(), domain, BITS, code);
        if (plain >>> SERIAL_BITS != (long) (key.id() & 3) << (KEY_ID_SHIFT - SERIAL_BITS)) {
            return null;
        }
        String address = local + "@" + domain;
        long serial = plain & serialMask();
        return new Carried(BaitStyle.NATURAL, key.id(), address, serial, null, null, null);
    }

    /** Two, three or four digits, so that each number is written one way. */
    private static String digits(int number) {
        if (number < TWO_DIGITS) {
            return padded(number, 2);
        }
        int rest = number - TWO_DIGITS;
        return rest < THREE_DIGITS ? padded(rest, 3) : padded(rest - THREE_DIGITS, 4);
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static int number(String digits) {
        int value = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> value;
            case 3 -> value + TWO_DIGITS;
            default -> value + TWO_DIGITS + THREE_DIGITS;
        };
    }

    private static long serialMask() {
        return (1L << SERIAL_BITS) - 1;
    }
}
