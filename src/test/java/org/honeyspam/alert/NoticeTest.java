package org.honeyspam.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Alerts.Rule;
import org.junit.jupiter.api.Test;

/** A notice says in its title what it is about, and in its text all of it. */
final class NoticeTest {
    private static final Instant TIME = Instant.parse("2026-11-27T03:00:00Z");

    private static Alert alert(Rule rule, String text) {
        return new Alert(TIME, rule, text, Map.of("source.ip", "192.0.2.7"));
    }

    @Test
    void theTitleOfOneIsItsText() {
        var notice = new Notice("trap", List.of(alert(Rule.DISK, "91 % are used")), 0);
        assertThat(notice.title()).isEqualTo("trap: 91 % are used");
        assertThat(notice.text()).isEqualTo("2026-11-27T03:00:00Z 91 % are used\n");
    }

    @Test
    void theTitleOfSeveralCountsThem() {
        var notice =
                new Notice(
                        "trap",
                        List.of(
                                alert(Rule.PROBE, "a"),
                                alert(Rule.HARVEST_MAILED, "b"),
                                alert(Rule.PROBE, "c")),
                        0);
        assertThat(notice.title()).isEqualTo("trap: 1 harvest was mailed, 2 probes");
        assertThat(notice.text().lines()).hasSize(3);
        assertThat(notice.rules()).containsExactly("probe", "harvest_mailed");
    }

    @Test
    void aProgramGetsTheFields() {
        var notice = new Notice("trap", List.of(alert(Rule.CAMPAIGN, "a")), 2);
        assertThat(notice.fields())
                .containsEntry("node", "trap")
                .containsEntry("more", 2L)
                .containsEntry(
                        "alerts",
                        List.of(
                                Map.of(
                                        "time",
                                        TIME.toString(),
                                        "rule",
                                        "campaign",
                                        "text",
                                        "a",
                                        "fields",
                                        Map.of("source.ip", "192.0.2.7"))));
    }
}
