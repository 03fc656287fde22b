package org.honeyspam.dialogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which a {@link Content} is named, and other things that are to be told apart. */
public final class Sha256 {
    private Sha256() {}

    /** One that takes bytes a piece at a time. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** 64 digits, in small letters. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }
}
