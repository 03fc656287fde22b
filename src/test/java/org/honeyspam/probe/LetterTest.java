package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a message stays when its numbers change; no message cannot be read. */
final class LetterTest {
    private static String form(String subject, String more) {
        return read("From: a@b.example\r\nSubject: " + subject + "\r\n\r\n" + more).form();
    }

    private static Letter read(String text) {
        return Letter.read(text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatAToolFillsInDoesNotChangeTheForm(long seed) {
        var dice = new SplittableRandom(seed);
        String usual = form("Relay 192.0.2.1:25 D9808AFD for a@b.example", "x");
        for (int i = 0; i < 100; i++) {
            String filled =
                    "Relay %d.%d.%d.%d:%d %08X for %s@%s.example"
                            .formatted(
                                    dice.nextInt(256),
                                    dice.nextInt(256),
                                    dice.nextInt(256),
                                    dice.nextInt(256),
                                    dice.nextInt(65_536),
                                    0x10000000 + dice.nextInt(1 << 28),
                                    Long.toString(dice.nextLong(1, 1 << 30), 36),
                                    Long.toString(dice.nextLong(1, 1 << 30), 36));
            assertThat(form(filled, "y")).as(filled).isEqualTo(usual);
        }
    }

    @Test
    void otherWordsOtherFieldsAndAnotherLengthAreAnotherForm() {
        String usual = form("Relay 1", "x");
        assertThat(form("Proxy 1", "x")).isNotEqualTo(usual);
        assertThat(form("Relay 1\r\nX-Mailer: y", "x")).isNotEqualTo(usual);
        assertThat(form("Relay 1", "x".repeat(3_000))).isNotEqualTo(usual);
    }

    @Test
    void whatIsDecodedIsRead() {
        String text =
                """
                Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Transfer-Encoding: quoted-printable

                =48=69
                --b--
                """;
        Letter letter = read(text.replace("\n", "\r\n"));
        assertThat(letter.subject()).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(letter.text()).contains("Hi");
        assertThat(letter.fields()).containsExactly("subject", "content-type");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noMessageCannotBeRead(long seed) throws IOException {
        var dice = new SplittableRandom(seed);
        String good =
                "Subject: =?utf-8?B?dGVzdA==?= =?x?Q?=?=\r\nContent-Type: multipart/mixed;"
                        + " boundary=\"b\"\r\nContent-Transfer-Encoding: base64\r\n\r\n--b\r\n"
                        + "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--b--\r\n";
        for (int round = 0; round < 500; round++) {
            byte[] bytes = good.getBytes(ISO_8859_1);
            for (int i = dice.nextInt(12); i > 0; i--) {
                bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
            }
            Letter letter = Letter.read(bytes);
            assertThat(letter.form()).hasSize(16);
            assertThat(letter.text()).contains(new String(bytes, ISO_8859_1));
        }
    }
}
