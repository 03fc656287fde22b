package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws from the installation's key: the same for the same text, always, and like no other's. It is
 * SipHash-2-4 of the text's UTF-16 units, since every link of a page needs one.
 */
final class Keyed {
    private static final String HMAC = "HmacSHA256";
    private static final int UNIT_BITS = 16;

    private final long key0;
    private final long key1;

    Keyed(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            ByteBuffer keys = ByteBuffer.wrap(mac.doFinal("pages".getBytes(UTF_8)));
            this.key0 = keys.getLong();
            this.key1 = keys.getLong();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    Keyed(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Draws that have nothing to do with those for any other purpose. */
    Keyed forPurpose(String purpose) {
        return new Keyed(number("0 " + purpose), number("1 " + purpose));
    }

    long number(CharSequence text) {
        return number(text, text.length());
    }

    /** Of the first so many characters of a text. */
    long number(CharSequence text, int length) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int blocks = length / 4;
        for (int block = 0; block <= blocks + 2; block++) {
            boolean input = block <= blocks;
            long m = input ? units(text, block, length) : 0;
            v3 ^= m;
            v2 ^= block == blocks + 1 ? 0xff : 0;
            for (int round = 0; round < 2; round++) { // Two a block, and four at the end.
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** Four characters; the last block has what is left, and the length in bytes. */
    private static long units(CharSequence text, int block, int length) {
        int from = block * 4;
        int count = Math.min(4, length - from);
        long m = count < 4 ? (2L * length & 0xff) << 56 : 0;
        for (int i = 0; i < count; i++) {
            m |= (long) text.charAt(from + i) << (i * UNIT_BITS);
        }
        return m;
    }

    SplittableRandom dice(CharSequence text) {
        return new SplittableRandom(number(text));
    }

    static <T> T pick(List<T> list, SplittableRandom dice) {
        return list.get(dice.nextInt(list.size()));
    }

    /** So many of the list, in an order of the dice's. */
    static <T> List<T> draw(List<T> list, int count, SplittableRandom dice) {
        List<T> rest = new ArrayList<>(list);
        for (int i = 0; i < count; i++) {
            Collections.swap(rest, i, i + dice.nextInt(rest.size() - i));
        }
        return List.copyOf(rest.subList(0, count));
    }
}
