package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.honeyspam.intel.Contents.Came;
import org.honeyspam.intel.Contents.To;

/** Counts the mail of campaigns: how much, whose, and to the addresses of which visits. */
final class CampaignMail implements AutoCloseable {
    private final Rows campaigns;
    private final Rows senders;
    private final Rows visits;
    private final Tally<Founded> byCampaign = new Tally<>();
    private final Tally<List<String>> bySender = new Tally<>();
    private final Tally<List<String>> byVisit = new Tally<>();

    private record Founded(String id, String sample) {}

    CampaignMail(Database database) throws SQLException {
        this.campaigns =
                new Rows(
                        database,
                        "insert into campaign values (?, ?, ?, ?, ?) on conflict (id)"
                                + " do update set size = campaign.size + excluded.size, "
                                + Span.widened("campaign"));
        this.senders =
                new Rows(
                        database,
                        "insert into campaign_sender values (?, ?, ?, ?, ?)"
                                + " on conflict (campaign, ip)"
                                + " do update set "
                                + Span.counted("campaign_sender"));
        this.visits =
                new Rows(
                        database,
                        "insert into visit_mail values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (visit, network, campaign)"
                                + " do update set "
                                + Span.counted("visit_mail"));
    }

    void count(Came came, List<To> recipients, String campaign) {
        if (!campaign.isEmpty()) {
            byCampaign.add(new Founded(campaign, came.sha256()), came.timeMillis());
            bySender.add(List.of(campaign, came.ip()), came.timeMillis());
        }
        String network = Namings.network(came.ip());
        recipients.stream()
                .map(To::visit)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(
                        visit -> byVisit.add(List.of(visit, network, campaign), came.timeMillis()));
    }

    void write() throws SQLException {
        byCampaign.drain(
                (key, sum) ->
                        campaigns.addTo(
                                key.id(),
                                key.id(),
                                sum.firstMillis(),
                                sum.lastMillis(),
                                sum.count(),
                                key.sample()));
        bySender.drain((key, sum) -> add(senders, key, sum));
        byVisit.drain((key, sum) -> add(visits, key, sum));
        campaigns.write();
        senders.write();
        visits.write();
    }

    /** The sum behind the columns of its key. */
    private static void add(Rows rows, List<String> key, Tally.Sum sum) throws SQLException {
        Object[] values = new Object[key.size() + 3];
        key.toArray(values);
        values[key.size()] = sum.firstMillis();
        values[key.size() + 1] = sum.lastMillis();
        values[key.size() + 2] = sum.count();
        rows.add(values);
    }

    @Override
    public void close() throws SQLException {
        campaigns.close();
        senders.close();
        visits.close();
    }
}
