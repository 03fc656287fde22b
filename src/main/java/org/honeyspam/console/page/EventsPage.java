package org.honeyspam.console.page;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.intel.Timeline;

/** What everybody did, from a time backwards. */
public final class EventsPage implements Page {
    public static final String PATH = "/events";

    private final Desk desk;

    public EventsPage(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        Instant until = ask.time("until");
        Cursor after = Cursor.of(ask);
        int limit = ask.limit();
        List<Timeline.Event> events =
                desk.ask(
                        views -> {
                            Timeline timeline = views.timeline();
                            long at = until == null ? Long.MAX_VALUE : timeline.at(until);
                            long before = after == null ? at : Math.min(at, after.value());
                            return timeline.before(before, null, limit + 1);
                        });
        Sheet sheet = HostPage.timeline(events, limit);
        List<Filter> filters =
                List.of(Filter.text("until", "Before", ask.text("until"), "2026-11-26T12:00"));
        var model =
                new ListModel(
                        "All that peers did, the newest first.",
                        PATH,
                        ask.query(),
                        filters,
                        List.of(),
                        sheet);
        return new Found("list.jte", "Events", model, sheet);
    }
}
