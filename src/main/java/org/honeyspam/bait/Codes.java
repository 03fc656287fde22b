package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed codes that the styles are made of. */
final class Codes {
    private static final String HMAC = "HmacSHA256";
    private static final int ROUNDS = 10;

    private Codes() {}

    static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    /** Sixty-four keyed bits of a text. */
    static long number(byte[] key, String text) {
        return ByteBuffer.wrap(hmac(key, text)).getLong();
    }

    /**
     * Encrypts a number of {@code bits} bits to another one: an alternating Feistel network, ten
     * rounds of HMAC-SHA256. The same number becomes another one under each tweak.
     */
    static long permute(byte[] key, String tweak, int bits, long number) {
        return feistel(key, tweak, bits, number, true);
    }

    static long unpermute(byte[] key, String tweak, int bits, long number) {
        return feistel(key, tweak, bits, number, false);
    }

    private static long feistel(byte[] key, String tweak, int bits, long number, boolean forwards) {
        int lowBits = bits / 2;
        long lowMask = (1L << lowBits) - 1;
        long highMask = (1L << (bits - lowBits)) - 1;
        long low = number & lowMask;
        long high = number >>> lowBits;
        for (int i = 0; i < ROUNDS; i++) {
            int round = forwards ? i : ROUNDS - 1 - i;
            if (round % 2 == 0) {
                low ^= number(key, round + " " + high + " " + tweak) & lowMask;
            } else {
                high ^= number(key, round + " " + low + " " + tweak) & highMask;
            }
        }
        return high << lowBits | low;
    }

    /** One block of AES. */
    static byte[] block(byte[] key, byte[] block, boolean encrypt) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
            cipher.init(mode, new SecretKeySpec(key, 0, block.length, "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES", e);
        }
    }
}
