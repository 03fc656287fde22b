package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keyed codes: a permutation is one, and comes back. */
final class CodesTest {
    private static final Hmac KEY = new Hmac("a key of the tests' own, 32 long".getBytes(US_ASCII));

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {2, 3, 8, 11, 12})
    void everyNumberBecomesExactlyOneOther(int bits) {
        var seen = new BitSet();
        for (long number = 0; number < 1L << bits; number++) {
            long code = Codes.permute(KEY, "tweak", bits, number);
            assertThat(code).isBetween(0L, (1L << bits) - 1);
            seen.set((int) code);
            assertThat(Codes.unpermute(KEY, "tweak", bits, code)).isEqualTo(number);
        }
        assertThat(seen.cardinality()).isEqualTo(1 << bits);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aPermutedNumberComesBack(long seed) {
        var dice = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            long number = dice.nextLong(1L << Natural.BITS);
            long code = Codes.permute(KEY, "one.example", Natural.BITS, number);
            assertThat(code).isBetween(0L, (1L << Natural.BITS) - 1);
            assertThat(Codes.unpermute(KEY, "one.example", Natural.BITS, code)).isEqualTo(number);
            assertThat(Codes.permute(KEY, "two.example", Natural.BITS, number)).isNotEqualTo(code);
        }
    }

    @Test
    void oneBitMoreChangesHalfOfTheCode() {
        int changed = 0;
        for (long number = 0; number < 1_000; number++) {
            long one = Codes.permute(KEY, "", Natural.BITS, number);
            long other = Codes.permute(KEY, "", Natural.BITS, number ^ 1);
            changed += Long.bitCount(one ^ other);
        }
        assertThat(changed / 1_000.0).isBetween(17.5, 19.5); // 18.5 of 37 bits.
    }

    @Test
    void theMacIsThatOfRfc4231() {
        // RFC 4231 section 4.3.
        byte[] mac = new Hmac("Jefe".getBytes(US_ASCII)).of("what do ya want for nothing?");
        assertThat(HexFormat.of().formatHex(mac))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void theBlockCipherIsThatOfFips197() {
        // FIPS 197 appendix C.1.
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] plain = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        byte[] code = Codes.block(key, plain, true);
        assertThat(HexFormat.of().formatHex(code)).isEqualTo("69c4e0d86a7b0430d8cdb78070b4c55a");
        assertThat(Codes.block(key, code, false)).isEqualTo(plain);
    }
}
