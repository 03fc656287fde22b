package org.honeyspam.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Alerts.Syslog.Facility;

/**
 * Writes alerts as messages of syslog.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6">RFC 5424 section 6</a>
 */
final class SyslogText {
    /** What every receiver should take (RFC 5424 section 6.1). */
    static final int BYTES_MAX = 2_048;

    private static final int WARNING = 4;
    private static final int NOTICE = 5;

    /** The number that RFC 5612 gives to whoever has none of his own. */
    private static final String STRUCTURE = "honeyspam@32473";

    private static final Set<Rule> FAULTS = EnumSet.of(Rule.DISK, Rule.DOCTOR, Rule.FILES);
    private static final int NAME_MAX = 32;
    private static final int VALUE_MAX = 200;
    private static final int HOST_MAX = 255;

    private SyslogText() {}

    static List<byte[]> of(Notice notice, Facility facility) {
        List<byte[]> messages = new ArrayList<>();
        for (Alert alert : notice.alerts()) {
            boolean fault = FAULTS.contains(alert.rule());
            int priority = facility.code() * 8 + (fault ? WARNING : NOTICE);
            String head = head(priority, alert.time(), notice.node(), alert.rule().label());
            messages.add(cut(head + structure(alert.fields()) + body(alert.text())));
        }
        if (notice.more() > 0) {
            Instant time = notice.alerts().getLast().time();
            String head = head(facility.code() * 8 + NOTICE, time, notice.node(), "more");
            messages.add(cut(head + "- and %d more alerts".formatted(notice.more())));
        }
        return messages;
    }

    private static String head(int priority, Instant time, String node, String kind) {
        String host = node.replaceAll("[^!-~]", "?");
        return "<%d>1 %s %s honeyspam %d %s "
                .formatted(
                        priority,
                        time.truncatedTo(ChronoUnit.MILLIS),
                        host.substring(0, Math.min(host.length(), HOST_MAX)),
                        ProcessHandle.current().pid(),
                        kind);
    }

    private static String structure(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return "-";
        }
        var text = new StringBuilder("[").append(STRUCTURE);
        fields.forEach(
                (name, value) -> {
                    String known = name.substring(0, Math.min(name.length(), NAME_MAX));
                    String shown = value.substring(0, Math.min(value.length(), VALUE_MAX));
                    String escaped = shown.replaceAll("([\"\\\\\\]])", "\\\\$1");
                    text.append(' ').append(known).append("=\"").append(escaped).append('"');
                });
        return text.append(']').toString();
    }

    /** What is not ASCII is marked as UTF-8 (section 6.4). */
    private static String body(String text) {
        boolean plain = text.chars().allMatch(c -> c < 0x80);
        return (plain ? " " : " \ufeff") + text;
    }

    /** No longer than every receiver takes, and no letter in half. */
    private static byte[] cut(String message) {
        byte[] bytes = message.getBytes(UTF_8);
        if (bytes.length <= BYTES_MAX) {
            return bytes;
        }
        int end = BYTES_MAX;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
