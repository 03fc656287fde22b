package org.honeyspam.hosts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Draws from the secret: for the same purpose and the same bytes always the same. */
final class Lots {
    private static final String HMAC = "HmacSHA256";
    private static final int ROUNDS = 4;
    private static final int HALF_BITS = 8;
    private static final int HALF = (1 << HALF_BITS) - 1;

    /** Knows the key; each draw begins with a copy of it. */
    private final Mac start;

    Lots(byte[] secret) {
        try {
            start = Mac.getInstance(HMAC);
            start.init(new SecretKeySpec(secret, HMAC));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    /** 32 bytes. */
    ByteBuffer draw(String purpose, byte[] of, int number) {
        try {
            Mac mac = (Mac) start.clone();
            mac.update(purpose.getBytes(US_ASCII));
            mac.update((byte) 0);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
            return ByteBuffer.wrap(mac.doFinal(of));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("that of every JDK can be copied", e);
        }
    }

    /** An order of the numbers below {@code count}: at each place a number of its own. */
    char[] order(String purpose, byte[] of, int count) {
        var order = new char[count];
        for (int i = 0; i < count; i++) {
            order[i] = (char) i;
        }
        ByteBuffer dice = ByteBuffer.allocate(0);
        for (int i = count - 1; i > 0; i--) { // Fisher and Yates.
            if (!dice.hasRemaining()) {
                dice = draw(purpose, of, i);
            }
            int other = (int) Long.remainderUnsigned(dice.getLong(), i + 1);
            char moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    /** Another number of 16 bits for each, and none twice (Luby and Rackoff). */
    int shuffled(String purpose, byte[] of, int number) {
        int left = number >> HALF_BITS;
        int right = number & HALF;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ round(purpose, of, round, right);
            left = right;
            right = next;
        }
        return left << HALF_BITS | right;
    }

    /** The number that was shuffled. */
    int unshuffled(String purpose, byte[] of, int number) {
        int left = number >> HALF_BITS;
        int right = number & HALF;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            int before = right ^ round(purpose, of, round, left);
            right = left;
            left = before;
        }
        return left << HALF_BITS | right;
    }

    private int round(String purpose, byte[] of, int round, int half) {
        return draw(purpose, of, round << HALF_BITS | half).get() & HALF;
    }
}
