package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    @Test
    void everyEventHasItsNameAndAFewWords() {
        assertThat(Summary.action(new JournalEvent.NodeStopped())).isEqualTo("node_stopped");
        assertThat(Summary.action(Diary.page("maze"))).isEqualTo("page_served");
        assertThat(Summary.of(Diary.page("maze"))).isEqualTo("GET www.one.example/p -> 200 (maze)");
        assertThat(Summary.of(Diary.guess("RCPT TO:<x@y>", 550))).isEqualTo("RCPT TO:<x@y> -> 550");
        assertThat(Summary.of(Diary.message("q1", Diary.to("a"), Diary.to("b"))))
                .isEqualTo("q1 from <a@spam.example>, 2 recipients, 24 bytes");
        assertThat(Summary.of(Diary.bait("a", "b")))
                .isEqualTo("2 addresses on www.one.example/list to visit v1");
        assertThat(Summary.of(Diary.form("login")))
                .isEqualTo("login on www.one.example/contact.html as admin, 1 field, 1 link, kept");
        assertThat(Summary.of(Diary.sought("shell")))
                .isEqualTo("shell at www.one.example/x -> 404");
        assertThat(Summary.of(new JournalEvent.MessageRefused("nul", "a", List.of(), 7, null)))
                .isEqualTo("nul from <a>");
        assertThat(Summary.of(new JournalEvent.SessionClosed("peer", 1, 2, 30, 20, 0, "tarpit")))
                .isEqualTo("by peer after 30 ms (held 20 by pace tarpit), 1 bytes in, 2 out");
        assertThat(Summary.of(new JournalEvent.SessionClosed("peer", 1, 2, 30, 0, 0, null)))
                .isEqualTo("by peer after 30 ms (held 0), 1 bytes in, 2 out");
    }

    @Test
    void aPeerCannotMakeItLong() {
        var event = new JournalEvent.OddInput("other_protocol", "x".repeat(10_000));
        assertThat(Summary.of(event)).hasSize(200).startsWith("other_protocol xxx");
    }
}
