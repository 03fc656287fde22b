package org.honeyspam.bait;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * Carries all of it, readable with the key alone: one block of AES over the family (1 bit), the
 * key's number (3), IPv4 address or IPv6 /64 (64), minute (25), site (10), index (7) and zeros
 * (18), written in 25 letters and digits.
 */
final class Stateless implements Style {
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    private static final int RADIX = 36;
    private static final int LENGTH = 25;
    private static final int MINUTE_BITS = 25;
    private static final int SITE_BITS = 10;
    private static final int INDEX_BITS = 7;
    private static final int CHECK_BITS = 18;
    private static final int BLOCK_BYTES = 16;

    @Override
    public int addressesPerVisitMax() {
        return 1 << INDEX_BITS;
    }

    @Override
    public String mint(KeyRing.Key key, Facts facts, String domain) {
        byte[] ip = facts.visitor().getAddress();
        boolean v6 = ip.length == 16;
        long prefix =
                v6 ? ByteBuffer.wrap(ip).getLong() : (long) ByteBuffer.wrap(ip).getInt() << 32;
        long minute = Duration.between(EPOCH, facts.visitStart()).toMinutes();
        var fields = new Fields(v6 ? 1 : 0, key.id() & 7, prefix, minute);
        BigInteger plain =
                fields.start()
                        .shiftLeft(SITE_BITS)
                        .or(BigInteger.valueOf(site(key, facts.site())))
                        .shiftLeft(INDEX_BITS)
                        .or(BigInteger.valueOf(facts.index()))
                        .shiftLeft(CHECK_BITS);
        byte[] code = Codes.block(key.stateless(), bytes(plain), true);
        return text(new BigInteger(1, code));
    }

    private record Fields(int family, int keyId, long prefix, long minute) {
        BigInteger start() {
            return BigInteger.valueOf((long) family << 3 | keyId)
                    .shiftLeft(Long.SIZE)
                    .or(new BigInteger(Long.toUnsignedString(prefix)))
                    .shiftLeft(MINUTE_BITS)
                    .or(BigInteger.valueOf(minute & ((1L << MINUTE_BITS) - 1)));
        }
    }

    @Override
    public @Nullable Carried read(
            KeyRing.Key key, String local, String domain, List<String> sites) {
        BigInteger code = number(local);
        if (code == null) {
            return null;
        }
        byte[] block = Codes.block(key.stateless(), bytes(code), false);
        var plain = new BigInteger(1, block);
        if (low(plain, CHECK_BITS) != 0) {
            return null;
        }
        BigInteger rest = plain.shiftRight(CHECK_BITS + INDEX_BITS);
        long siteCode = low(rest, SITE_BITS);
        rest = rest.shiftRight(SITE_BITS);
        long minute = low(rest, MINUTE_BITS);
        rest = rest.shiftRight(MINUTE_BITS);
        long prefix = rest.longValue();
        int marks = rest.shiftRight(Long.SIZE).intValue();
        boolean v6 = marks >>> 3 == 1;
        if ((marks & 7) != (key.id() & 7) || !v6 && (int) prefix != 0) {
            return null;
        }
        List<String> named = sites.stream().filter(s -> site(key, s) == siteCode).toList();
        return new Carried(
                BaitStyle.STATELESS,
                key.id(),
                local + "@" + domain,
                0,
                visitor(v6, prefix),
                EPOCH.plus(Duration.ofMinutes(minute)),
                named.size() == 1 ? named.getFirst() : null);
    }

    private static long site(KeyRing.Key key, String site) {
        return key.hmac().number("site " + site) & ((1 << SITE_BITS) - 1);
    }

    private static String visitor(boolean v6, long prefix) {
        if (!v6) {
            byte[] four = ByteBuffer.allocate(4).putInt((int) (prefix >>> 32)).array();
            return IpText.of(IpText.ip(four));
        }
        byte[] sixteen = ByteBuffer.allocate(16).putLong(prefix).array();
        return IpText.of(IpText.ip(sixteen)) + "/64";
    }

    private static long low(BigInteger number, int bits) {
        return number.longValue() & ((1L << bits) - 1);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] block = new byte[BLOCK_BYTES];
        int length = Math.min(raw.length, BLOCK_BYTES);
        System.arraycopy(raw, raw.length - length, block, BLOCK_BYTES - length, length);
        return block;
    }

    /** In base 36; the first digit is below 16 and is written as a letter. */
    private static String text(BigInteger code) {
        String digits = code.toString(RADIX);
        String padded = "0".repeat(LENGTH - digits.length()) + digits;
        char first = (char) ('a' + Character.digit(padded.charAt(0), RADIX));
        return first + padded.substring(1);
    }

    private static @Nullable BigInteger number(String local) {
        boolean form =
                local.length() == LENGTH
                        && local.charAt(0) >= 'a'
                        && local.charAt(0) <= 'p'
                        && local.chars()
                                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
        if (!form) {
            return null;
        }
        String digits = Character.forDigit(local.charAt(0) - 'a', RADIX) + local.substring(1);
        var code = new BigInteger(digits, RADIX);
        return code.bitLength() <= Byte.SIZE * BLOCK_BYTES ? code : null;
    }
}
