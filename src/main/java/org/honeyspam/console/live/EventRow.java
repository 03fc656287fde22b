package org.honeyspam.console.live;

import java.time.temporal.ChronoUnit;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.Recorded;

/** An event as a row of the live table. */
final class EventRow {
    private EventRow() {}

    static String of(Recorded event) {
        String ip = event.sourceIp();
        String service = event.service() == null ? "node" : event.service();
        String who =
                ip == null
                        ? text(event.node())
                        : "<a href=\"/ips/%1$s\">%1$s</a>".formatted(text(ip));
        return "<tr><td><time>%s</time></td><td>%s</td><td>%s</td><td>%s</td><td class=\"long\">%s</td></tr>"
                .formatted(
                        event.time().truncatedTo(ChronoUnit.MILLIS),
                        text(service),
                        who,
                        text(Summary.action(event.event())),
                        text(Summary.of(event.event())));
    }

    private static String text(String text) {
        var safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                // Also what ends a line: that would end an event of the stream.
                default -> safe.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return safe.toString();
    }
}
