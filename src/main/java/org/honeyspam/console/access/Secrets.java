package org.honeyspam.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.honeyspam.dialogue.Sha256;

/**
 * Hashes of passwords (Argon2id, RFC 9106) and of tokens. A token is drawn by us and long: a plain
 * hash keeps it.
 */
public final class Secrets {
    /** RFC 9106 section 4, the second recommended choice but for one lane: 64 MiB, three passes. */
    private static final int MEMORY_KILOBYTES = 64 << 10;

    private static final int PASSES = 3;

    /** A file that others wrote is not to cost more memory or time than this. */
    private static final int MEMORY_KILOBYTES_MAX = 256 << 10;

    private static final int PASSES_MAX = 10;
    private static final int LANES_MAX = 8;
    private static final int LANE_KILOBYTES_MIN = 8;
    private static final int SALT_BYTES_MIN = 8;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int TOKEN_BYTES = 24;
    private static final String TOKEN_KIND = "$sha256$";
    private static final Pattern ARGON2 =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private Secrets() {}

    /** What is kept of a password. */
    public static String ofPassword(char[] password) {
        byte[] salt = random(SALT_BYTES);
        byte[] hash = argon2(password, salt, MEMORY_KILOBYTES, PASSES, 1);
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        MEMORY_KILOBYTES,
                        PASSES,
                        BASE64.encodeToString(salt),
                        BASE64.encodeToString(hash));
    }

    /** A new token. */
    public static String newToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(TOKEN_BYTES));
    }

    /** What is kept of a token. */
    public static String ofToken(String token) {
        return TOKEN_KIND + BASE64.encodeToString(sha256(token));
    }

    /** Whether that is what is kept of a token, not of a password. */
    public static boolean isOfToken(String kept) {
        return kept.startsWith(TOKEN_KIND);
    }

    /** Whether the password is the one that this was kept of. It takes a tenth of a second. */
    public static boolean isPassword(char[] password, String kept) {
        Matcher fields = ARGON2.matcher(kept);
        if (!fields.matches()) {
            return false;
        }
        int memory = Integer.parseInt(fields.group(1));
        int passes = Integer.parseInt(fields.group(2));
        int lanes = Integer.parseInt(fields.group(3));
        byte[] salt = decoded(fields.group(4));
        byte[] wanted = decoded(fields.group(5));
        boolean sound = salt.length >= SALT_BYTES_MIN && wanted.length == HASH_BYTES;
        return sound
                && isBearable(memory, passes, lanes)
                && MessageDigest.isEqual(wanted, argon2(password, salt, memory, passes, lanes));
    }

    private static boolean isBearable(int memoryKilobytes, int passes, int lanes) {
        return passes >= 1
                && passes <= PASSES_MAX
                && lanes >= 1
                && lanes <= LANES_MAX
                && memoryKilobytes >= LANE_KILOBYTES_MIN * lanes
                && memoryKilobytes <= MEMORY_KILOBYTES_MAX;
    }

    /** Nothing if it is no Base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Whether two texts are the same, in a time that does not tell how much of them is. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }

    private static byte[] argon2(
            char[] password, byte[] salt, int memoryKilobytes, int passes, int lanes) {
        var parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKilobytes)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(new String(password).getBytes(UTF_8), hash);
        return hash;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(UTF_8));
    }
}
