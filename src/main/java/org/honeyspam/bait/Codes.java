package org.honeyspam.bait;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The keyed codes that the styles are made of. */
final class Codes {
    private static final int ROUNDS = 10;

    private Codes() {}

    /**
     * Encrypts a number of {@code bits} bits to another one: an alternating Feistel network, ten
     * rounds of HMAC-SHA256. The same number becomes another one under each tweak.
     */
    static long permute(Hmac key, String tweak, int bits, long number) {
        return feistel(key, tweak, bits, number, true);
    }

    static long unpermute(Hmac key, String tweak, int bits, long number) {
        return feistel(key, tweak, bits, number, false);
    }

    private static long feistel(Hmac key, String tweak, int bits, long number, boolean forwards) {
        int lowBits = bits / 2;
        long lowMask = (1L << lowBits) - 1;
        long highMask = (1L << (bits - lowBits)) - 1;
        long low = number & lowMask;
        long high = number >>> lowBits;
        for (int i = 0; i < ROUNDS; i++) {
            int round = forwards ? i : ROUNDS - 1 - i;
            if (round % 2 == 0) {
                low ^= key.number(round + " " + high + " " + tweak) & lowMask;
            } else {
                high ^= key.number(round + " " + low + " " + tweak) & highMask;
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
