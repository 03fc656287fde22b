package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.fuzz.Deaf;
import org.honeyspam.site.TestSites;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Blanks around a value are no part of it; a long row of them within it costs no more than others.
 */
class BlanksTest {
    private static final int REQUESTS = 500;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|  a b  |, |a b|, |  a b|",
                "|a|, |a|, |a|",
                "||, ||, ||",
                "|   |, ||, ||",
                "|\ta |, |\ta|, |\ta|"
            })
    void onlyTheEndsAreCut(String text, String both, String behind) {
        assertThat(Trim.both(text, " ")).isEqualTo(both);
        assertThat(Trim.behind(text, " ")).isEqualTo(behind);
    }

    /** With time that grows by the square of a row it would take minutes. */
    @ParameterizedTest
    @EnumSource(names = {"APACHE", "NGINX", "IIS"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRowOfBlanksIsReadAtOnce(Persona persona) {
        String field = ": a" + " ".repeat(8_000) + "b\r\n";
        String head = "GET / HTTP/1.1\r\nHost: www.one.example\r\nA" + field + "B" + field;
        byte[] request = (head + "C" + field + "\r\n").getBytes(ISO_8859_1);
        var server =
                new WebServer(TestNode.webFace(persona), TestSites.make(), TestNode.WEB_OF_PRODUCT);
        var ear = new Deaf();
        for (int i = 0; i < REQUESTS; i++) {
            Dialogue dialogue = server.dialogue();
            dialogue.opened(TestNode.peer("web", 80), Instant.EPOCH, ear);
            dialogue.received(request, Instant.EPOCH, ear);
            dialogue.closed(Instant.EPOCH, ear);
        }
    }
}
