package org.honeyspam.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Alerts.Syslog.Facility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts are written as RFC 5424 wants it, whatever is in them. */
final class SyslogTextTest {
    private static final Instant TIME = Instant.parse("2026-11-27T03:00:00.123456Z");

    private static String written(Rule rule, String text, Map<String, String> fields) {
        var alert = new Alert(TIME, rule, text, fields);
        var notice = new Notice("trap one", List.of(alert), 0);
        List<byte[]> messages = SyslogText.of(notice, Facility.DAEMON);
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().length).isLessThanOrEqualTo(SyslogText.BYTES_MAX);
        return new String(messages.getFirst(), UTF_8);
    }

    @Test
    void anAlertIsOneMessage() {
        String pid = "" + ProcessHandle.current().pid();
        assertThat(written(Rule.PROBE, "a probe", Map.of("source.ip", "192.0.2.7")))
                .isEqualTo(
                        "<29>1 2026-11-27T03:00:00.123Z trap?one honeyspam "
                                + pid
                                + " probe [honeyspam@32473 source.ip=\"192.0.2.7\"] a probe");
        assertThat(written(Rule.DISK, "full", Map.of()))
                .startsWith("<28>1 ")
                .endsWith(" disk - full");
    }

    @Test
    void whatWouldEndAValueIsEscaped() {
        assertThat(written(Rule.PROBE, "x", Map.of("a", "q\" b\\ c] d")))
                .contains("[honeyspam@32473 a=\"q\\\" b\\\\ c\\] d\"] x");
    }

    @Test
    void whatIsNotAsciiIsMarkedAsUtf8() {
        assertThat(written(Rule.PROBE, "caf\u00e9", Map.of())).endsWith(" - \ufeffcaf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatIsTooLongIsCutBetweenLetters(int before) {
        String text = "x".repeat(before) + "\u20ac".repeat(2_000);
        String written = written(Rule.PROBE, text, Map.of());
        assertThat(written).endsWith("\u20ac").doesNotContain("\ufffd");
        assertThat(written.getBytes(UTF_8).length).isGreaterThan(SyslogText.BYTES_MAX - 3);
    }

    @Test
    void whatFoundNoRoomIsAMessageAsWell() {
        var alert = new Alert(TIME, Rule.PROBE, "x", Map.of());
        List<byte[]> messages =
                SyslogText.of(new Notice("trap", List.of(alert), 9), Facility.LOCAL7);
        assertThat(new String(messages.getLast(), UTF_8))
                .startsWith("<189>1 ")
                .endsWith(" more - and 9 more alerts");
    }
}
