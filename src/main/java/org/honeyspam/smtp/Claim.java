package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who a client says it is, and by what it would prove it; one character a byte.
 *
 * @param password in the clear; null if the mechanism hides it
 * @param digest what was sent instead; null if the password was
 * @param challenge that the digest answers
 */
public record Claim(
        String user,
        @Nullable String password,
        @Nullable String digest,
        @Nullable String challenge) {

    public static Claim password(String user, String password) {
        return new Claim(user, password, null, null);
    }

    static Claim digest(String user, String digest, String challenge) {
        return new Claim(user, null, digest, challenge);
    }

    /** Whether that is the password, said in the clear or by the digest of CRAM-MD5. */
    public boolean proves(String known) {
        if (password != null) {
            return password.equals(known);
        }
        return digest != null && challenge != null && digest.equals(hmacMd5(known, challenge));
    }

    private static String hmacMd5(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            // The JDK takes no empty key; one of a zero byte is the same to HMAC.
            byte[] bytes = key.isEmpty() ? new byte[1] : key.getBytes(ISO_8859_1);
            mac.init(new SecretKeySpec(bytes, "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacMD5", e);
        }
    }
}
