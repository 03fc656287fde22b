package org.honeyspam.console.live;

import java.time.temporal.ChronoUnit;
import org.honeyspam.console.sheet.Markup;
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
                        ? Markup.text(event.node())
                        : "<a href=\"/ips/%1$s\">%1$s</a>".formatted(Markup.text(ip));
        return "<tr><td><time>%s</time></td><td>%s</td><td>%s</td><td>%s</td><td class=\"long\">%s</td></tr>"
                .formatted(
                        event.time().truncatedTo(ChronoUnit.MILLIS),
                        Markup.text(service),
                        who,
                        Markup.text(Summary.action(event.event())),
                        Markup.text(Summary.of(event.event())));
    }
}
