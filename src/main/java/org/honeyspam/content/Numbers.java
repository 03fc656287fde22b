package org.honeyspam.content;

/** Numbers in the bytes of a file. */
final class Numbers {
    private Numbers() {}

    /** Least byte first; the bytes must be there. */
    static long little(byte[] bytes, int offset, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes[offset + i] & 0xFF;
        }
        return value;
    }

    /** In octal digits, as tar writes it; -1 if it is none. */
    static long octal(byte[] bytes, int offset, int count) {
        long value = 0;
        boolean any = false;
        for (int i = offset; i < offset + count && i < bytes.length; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit < 8) {
                value = value << 3 | digit;
                any = true;
            } else if (bytes[i] != ' ' || any) {
                break;
            }
        }
        return any ? value : -1;
    }
}
