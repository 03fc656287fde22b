package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Draws from the installation's key: the same for the same text, always, and like no other's. */
final class Keyed {
    private static final String HMAC = "HmacSHA256";
    private static final int CHECK_LETTERS = 5;
    private static final int RADIX = 36;

    private final SecretKeySpec key;

    Keyed(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    long number(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(text.getBytes(UTF_8))).getLong();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    SplittableRandom dice(String text) {
        return new SplittableRandom(number(text));
    }

    /** Five letters and digits, nearly 26 bits, that nobody without the key can find. */
    String check(String text) {
        String digits = Long.toUnsignedString(number("check " + text), RADIX);
        return "0".repeat(CHECK_LETTERS).concat(digits).substring(digits.length());
    }

    static <T> T pick(List<T> list, SplittableRandom dice) {
        return list.get(dice.nextInt(list.size()));
    }
}
