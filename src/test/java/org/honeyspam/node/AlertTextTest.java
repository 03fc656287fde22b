package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.honeyspam.intel.News;
import org.junit.jupiter.api.Test;

/** What strangers wrote stands in an alert and does nothing there. */
final class AlertTextTest {
    private static String about(String subject) {
        var grown = new News.Grown("c1", Instant.EPOCH, 5, 2, subject);
        return AlertText.of(grown, Instant.EPOCH).text();
    }

    @Test
    void marksOfChatsAndLinksAreNone() {
        assertThat(about("<!channel> [x](//evil.example) a@b.example\u2028 http://pills.example/"))
                .endsWith(
                        ": (!channel) [x] (//evil[.]example) a[@]b[.]example\\x2028"
                                + " hxxp://pills[.]example/");
    }

    @Test
    void whatIsTooLongIsCutBetweenLetters() {
        String text = about("\ud83d\ude00".repeat(200));
        assertThat(text).endsWith("\ud83d\ude00...");
        assertThat(text.codePoints().filter(c -> c == 0x1f600)).hasSize(120);
    }
}
