package org.honeyspam.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedTest {
    /** From the paper on SipHash: key and text are the bytes from 0 on. */
    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "2, 0d6c8009d9a94f5a",
        "4, cf2794e0277187b7",
        "6, cbc9466e58fee3ce",
        "8, 93f5f5799a932462"
    })
    void theNumbersAreThoseOfSipHash(int bytes, String expected) {
        var keyed = new Keyed(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        var text = new StringBuilder();
        for (int i = 0; i < bytes; i += 2) {
            text.append((char) ((i + 1) << 8 | i));
        }
        assertThat(keyed.number(text)).isEqualTo(Long.parseUnsignedLong(expected, 16));
        assertThat(keyed.number(text + "more", text.length())).isEqualTo(keyed.number(text));
    }
}
