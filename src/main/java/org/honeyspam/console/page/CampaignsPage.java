package org.honeyspam.console.page;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Column;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;
import org.honeyspam.intel.CampaignBook;
import org.honeyspam.intel.MailPages;
import org.honeyspam.intel.Trace;

/** Messages that are near to the same, grouped; and one such group. */
public final class CampaignsPage implements Page {
    public static final String PATH = "/campaigns";

    private static final int NEWEST = 20;

    private final Desk desk;

    public CampaignsPage(Desk desk) {
        this.desk = desk;
    }

    /** One campaign, and its newest messages. */
    public record Model(Trace.Campaign campaign, Sheet messages) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        boolean largest = ask.text("order").equals("messages");
        Cursor after = Cursor.of(ask);
        int limit = ask.limit();
        var choice =
                new CampaignBook.Choice(
                        ask.time("since"),
                        ask.textOrNull("ip"),
                        ask.textOrNull("domain"),
                        largest,
                        after == null ? null : new CampaignBook.Place(after.value(), after.id()),
                        limit + 1);
        List<Trace.Campaign> found = desk.ask(views -> views.campaigns().list(choice));
        boolean more = found.size() > limit;
        List<Trace.Campaign> shown = more ? found.subList(0, limit) : found;
        Sheet sheet = sheet(shown, more ? cursor(shown.getLast(), largest) : "");
        List<Filter> filters =
                List.of(
                        Filter.text("ip", "Sender's IP", ask.text("ip"), "192.0.2.7"),
                        Filter.text("domain", "Links to", ask.text("domain"), "pills.example"),
                        Filter.text("since", "Since", ask.text("since"), "2026-11-26"));
        var model =
                new ListModel(
                        "Messages that are near to the same, grouped.",
                        PATH,
                        ask.query(),
                        filters,
                        List.of("last", "messages"),
                        sheet);
        return new Found("list.jte", "Campaigns", model, sheet);
    }

    private static String cursor(Trace.Campaign last, boolean largest) {
        long value = largest ? last.messages() : Instant.parse(last.last()).toEpochMilli();
        return new Cursor(value, last.id()).text();
    }

    private static Sheet sheet(List<Trace.Campaign> campaigns, String next) {
        var rows =
                Sheet.of(
                        Column.of("id", "Campaign", Column.Kind.CAMPAIGN),
                        Column.text("subject", "A subject of it"),
                        Column.of("messages", "Messages", Column.Kind.NUMBER),
                        Column.of("senders", "Senders", Column.Kind.NUMBER),
                        Column.of("visits", "Visits", Column.Kind.NUMBER),
                        Column.text("languages", "Language"),
                        Column.of("first", "First", Column.Kind.TIME),
                        Column.of("last", "Last", Column.Kind.TIME));
        for (Trace.Campaign campaign : campaigns) {
            rows.row(
                    campaign.id(),
                    campaign.subject(),
                    campaign.messages(),
                    campaign.senders(),
                    campaign.visits(),
                    campaign.languages(),
                    Instant.parse(campaign.first()),
                    Instant.parse(campaign.last()));
        }
        return rows.build(next.isEmpty() ? null : next, null);
    }

    /** The page of the one that is named. */
    public Found one(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String id = ask.named("id");
        var choice = new MailPages.Choice(null, null, null, id, null, null, null, null);
        List<Model> found =
                desk.ask(
                        views -> {
                            Trace.Campaign campaign = views.traces().campaign(id);
                            MailPages.Page page =
                                    views.mailPages().before(Long.MAX_VALUE, choice, NEWEST);
                            return campaign == null
                                    ? List.of()
                                    : List.of(new Model(campaign, MessagesPage.sheet(page)));
                        });
        if (found.isEmpty()) {
            throw Ask.Wrong.nothing("there is no campaign " + id);
        }
        Model model = found.getFirst();
        return new Found("campaign.jte", "Campaign " + id, model, model.messages());
    }
}
