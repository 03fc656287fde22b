package org.honeyspam.content;

import java.math.BigInteger;
import java.util.Arrays;

/** Base 58 with a checksum, as Bitcoin has it, and as Monero has it. */
final class Base58 {
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(58);
    private static final int CHARS_MIN = 26;
    private static final int CHARS_MAX = 35;
    private static final int PAYLOAD_BYTES = 21;
    private static final int CHECK_BYTES = 4;

    /** Monero writes blocks of eight bytes as eleven letters; the last block is shorter. */
    private static final int BLOCK_CHARS = 11;

    private static final int BLOCK_BYTES = 8;
    private static final int TAIL_CHARS = 7;
    private static final int TAIL_BYTES = 5;

    private Base58() {}

    /** The version byte of an address of Bitcoin's kind; -1 if it is none or its check is wrong. */
    static int version(String text) {
        if (text.length() < CHARS_MIN || text.length() > CHARS_MAX) {
            return -1;
        }
        byte[] bytes = bytes(text, PAYLOAD_BYTES + CHECK_BYTES);
        if (bytes.length == 0) {
            return -1;
        }
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD_BYTES);
        byte[] check = Hashes.sha256Bytes(Hashes.sha256Bytes(payload));
        boolean right = Arrays.equals(check, 0, CHECK_BYTES, bytes, PAYLOAD_BYTES, bytes.length);
        boolean zeros = leadingOnes(text) == leadingZeros(bytes);
        return right && zeros ? payload[0] & 0xFF : -1;
    }

    private static int leadingOnes(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) == '1') {
            count++;
        }
        return count;
    }

    private static int leadingZeros(byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] == 0) {
            count++;
        }
        return count;
    }

    /** A standard address, sub-address or integrated one, of the main net. */
    static boolean isMonero(String text) {
        int blocks = text.length() / BLOCK_CHARS;
        boolean length = (blocks == 8 || blocks == 9) && text.length() % BLOCK_CHARS == TAIL_CHARS;
        if (!length) {
            return false;
        }
        byte[] all = new byte[blocks * BLOCK_BYTES + TAIL_BYTES];
        for (int i = 0; i <= blocks; i++) {
            int size = i == blocks ? TAIL_BYTES : BLOCK_BYTES;
            int end = Math.min(text.length(), (i + 1) * BLOCK_CHARS);
            byte[] block = bytes(text.substring(i * BLOCK_CHARS, end), size);
            if (block.length == 0) {
                return false;
            }
            System.arraycopy(block, 0, all, i * BLOCK_BYTES, size);
        }
        byte[] check = Hashes.keccak256(Arrays.copyOf(all, all.length - CHECK_BYTES));
        boolean right =
                Arrays.equals(check, 0, CHECK_BYTES, all, all.length - CHECK_BYTES, all.length);
        return right && (all[0] == 18 || all[0] == 19 || all[0] == 42);
    }

    /** Exactly so many bytes; none if the text is no such number. */
    private static byte[] bytes(String text, int size) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return new byte[0];
            }
            value = value.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        if (value.bitLength() > size * Byte.SIZE) {
            return new byte[0];
        }
        byte[] raw = value.toByteArray();
        byte[] bytes = new byte[size];
        int from = Math.max(0, raw.length - size);
        System.arraycopy(raw, from, bytes, size - (raw.length - from), raw.length - from);
        return bytes;
    }
}
