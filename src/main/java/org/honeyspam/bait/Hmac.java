package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** HMAC-SHA256 (RFC 2104) under one key, with the key's own part of the work done once. */
final class Hmac {
    private static final int BLOCK_BYTES = 64;
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    Hmac(byte[] key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] block =
                    Arrays.copyOf(key.length > BLOCK_BYTES ? sha.digest(key) : key, BLOCK_BYTES);
            this.inner = begun(sha, block, INNER);
            this.outer = begun(sha, block, OUTER);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static MessageDigest begun(MessageDigest sha, byte[] key, int pad)
            throws CloneNotSupportedException {
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (key[i] ^ pad);
        }
        MessageDigest begun = (MessageDigest) sha.clone();
        begun.update(block);
        return begun;
    }

    byte[] of(String text) {
        try {
            MessageDigest first = (MessageDigest) inner.clone();
            MessageDigest second = (MessageDigest) outer.clone();
            return second.digest(first.digest(text.getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("SHA-256 was cloned before", e);
        }
    }

    /** Sixty-four keyed bits of a text. */
    long number(String text) {
        return ByteBuffer.wrap(of(text)).getLong();
    }
}
