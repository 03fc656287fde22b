package org.honeyspam.console.page;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import org.honeyspam.config.Network;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.intel.Explanation;
import org.honeyspam.intel.Timeline;
import org.jspecify.annotations.Nullable;

/** One host: all that it did as one time line, and why it is listed or is not. */
public final class HostPage implements Page {
    private final Desk desk;
    private final Backend backend;

    public HostPage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    /**
     * What is known of it.
     *
     * @param never why it is never listed; null if it may be
     * @param seen whether it ever did anything
     */
    public record Model(
            String ip,
            String origin,
            Timeline.Kinds kinds,
            Explanation explanation,
            @Nullable String never,
            Sheet timeline,
            boolean seen) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String ip = ask.ip();
        Cursor after = Cursor.of(ask);
        long before = after == null ? Long.MAX_VALUE : after.value();
        int limit = ask.limit();
        String origin = backend.origins().of(InetAddress.ofLiteral(ip)).text();
        Model model =
                desk.ask(
                        views -> {
                            Timeline timeline = views.timeline();
                            Timeline.Kinds kinds = timeline.kinds(ip);
                            Explanation explanation =
                                    backend.blacklist(views, ask.now())
                                            .explain(ip, views, ask.now());
                            Network alone = Network.of(InetAddress.ofLiteral(ip));
                            boolean seen =
                                    !kinds.actions().isEmpty() || !explanation.namedBy().isEmpty();
                            return new Model(
                                    ip,
                                    origin,
                                    kinds,
                                    explanation,
                                    backend.neverListed(alone, views, ask.now()),
                                    timeline(timeline.before(before, ip, limit + 1), limit),
                                    seen);
                        });
        return new Found("host.jte", ip, model, model.timeline());
    }

    static Sheet timeline(List<Timeline.Event> events, int limit) {
        var rows =
                Sheet.of(
                        Column.of("time", "Time", Column.Kind.TIME),
                        Column.text("service", "At"),
                        Column.text("action", "What"),
                        Column.of("ip", "Who", Column.Kind.IP),
                        Column.text("detail", "In short"),
                        Column.text("session", "Session"));
        boolean more = events.size() > limit;
        List<Timeline.Event> shown = more ? events.subList(0, limit) : events;
        for (Timeline.Event event : shown) {
            rows.row(
                    event.time(),
                    event.service(),
                    event.action(),
                    event.ip(),
                    event.detail(),
                    event.session());
        }
        return rows.build(more ? new Cursor(shown.getLast().id(), "").text() : null, null);
    }
}
