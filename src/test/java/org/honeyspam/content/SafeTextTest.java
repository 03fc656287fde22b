package org.honeyspam.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever a stranger wrote is one line that no reader takes for a command. */
final class SafeTextTest {
    @Test
    void whatIsNotShownIsWrittenAsAnEscape() {
        assertThat(SafeText.safe("a\u001b[1m\nb\u202ec\u2028d\u2029e\u00ad"))
                .isEqualTo("a\\x1b[1m\\x0ab\\x202ec\\x2028d\\x2029e\\xad");
        assertThat(SafeText.safe("caf\u00e9 \ud83d\ude00")).isEqualTo("caf\u00e9 \ud83d\ude00");
        assertThat(SafeText.safe("\ud83d")).isEqualTo("\\xd83d");
    }

    @Test
    void bytesOfAPeerAreShownAsUtf8WhereTheyAre() {
        assertThat(SafeText.peer("caf\u00c3\u00a9")).isEqualTo("caf\u00e9");
        assertThat(SafeText.peer("caf\u00e9")).isEqualTo("caf\u00e9");
    }

    @Test
    void aSubjectIsDecoded() {
        assertThat(SafeText.subject("=?utf-8?Q?caf=C3=A9=0A?=")).isEqualTo("caf\u00e9\\x0a");
    }
}
