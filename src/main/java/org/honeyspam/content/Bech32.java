package org.honeyspam.content;

import java.util.Locale;

/** Addresses of witness programs (BIP 173 and BIP 350), with their checksum. */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    private static final int ORIGINAL = 1;
    private static final int MODIFIED = 0x2bc830a3;
    private static final int CHARS_MAX = 90;
    private static final int CHECK_CHARS = 6;

    private Bech32() {}

    static boolean fits(String text, String prefix) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean oneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
        int data = prefix.length() + 1;
        if (!oneCase
                || text.length() > CHARS_MAX
                || text.length() <= data + CHECK_CHARS
                || !lower.startsWith(prefix + "1")) {
            return false;
        }
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (int i = data; i < lower.length(); i++) {
            int value = ALPHABET.indexOf(lower.charAt(i));
            if (value < 0) {
                return false;
            }
            sum = step(sum, value);
        }
        // Version 0 has the first checksum, all later ones the second (BIP 350).
        return sum == (lower.charAt(data) == ALPHABET.charAt(0) ? ORIGINAL : MODIFIED);
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >> i & 1) == 0 ? 0 : GENERATOR[i];
        }
        return next;
    }
}
