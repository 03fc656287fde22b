package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The installation's key for the chain: whoever lacks it can make no record that fits. */
public final class ChainKey {
    private static final String HMAC = "HmacSHA256";

    private final Mac mac;

    public ChainKey(byte[] key) {
        try {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA256", e);
        }
    }

    /** The mark of a text that follows another mark. */
    public synchronized String mark(String before, String text) {
        mac.update(before.getBytes(UTF_8));
        mac.update((byte) ' ');
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }
}
