package org.honeyspam.console.page;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.config.Network;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.sheet.Links;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.intel.CampaignBook;
import org.honeyspam.intel.MailPages;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody has in hand: an address, an IP, a network, an id, a subject, a link, a time.
 */
public final class SearchPage implements Page {
    private static final int OF_A_KIND = 10;
    private static final int HOSTS = 100;

    private final Desk desk;
    private final Backend backend;

    public SearchPage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    /** What was found. */
    public record Model(String q, List<Hit> hits) {}

    /** Something that was found, and its page. */
    public record Hit(String kind, String label, String href, String detail) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String q = ask.text("q");
        List<Hit> hits =
                q.isEmpty() ? List.of() : desk.ask(views -> new Search(q, views, backend).hits());
        return new Found("search.jte", "Search", new Model(q, hits));
    }

    /** One search. */
    private record Search(String q, Views views, Backend backend) {
        List<Hit> hits() throws IOException, SQLException {
            List<Hit> hits = new ArrayList<>();
            Network network = network();
            if (network != null) {
                network(network, hits);
                return hits;
            }
            time(hits);
            if (q.indexOf('@') > 0) {
                address(hits);
            }
            named(hits);
            if (hits.isEmpty()) {
                texts(hits);
            }
            return hits;
        }

        private @Nullable Network network() {
            try {
                return Ask.network("q", q);
            } catch (Ask.Wrong e) {
                return null; // Then it is something else.
            }
        }

        private void network(Network network, List<Hit> hits) throws SQLException {
            if (network.isAddress()) {
                String ip = IpText.of(network.prefix());
                hits.add(new Hit("host", ip, Links.host(ip), "all that it did"));
                return;
            }
            for (String ip : views.roster().of(network, HOSTS)) {
                InetAddress found = InetAddress.ofLiteral(ip);
                boolean listed = backend.listed().has(found);
                hits.add(new Hit("host", ip, Links.host(ip), listed ? "listed" : ""));
            }
        }

        private void time(List<Hit> hits) {
            if (q.matches("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?)?")) {
                String time = q.replace(' ', 'T');
                hits.add(
                        new Hit(
                                "time",
                                q,
                                "/events?until=" + Links.encoded(time),
                                "what was done before it"));
            }
        }

        private void address(List<Hit> hits) throws IOException, SQLException {
            String bait = backend.bait(q);
            Trace.Address known = views.traces().address(bait == null ? q : bait);
            if (known != null) {
                String address = known.harvest().address();
                hits.add(
                        new Hit(
                                "address",
                                address,
                                Links.trace(address),
                                "taken by %s on %s; %d messages"
                                        .formatted(
                                                known.harvest().ip(),
                                                known.harvest().time(),
                                                known.mail().size())));
            }
            messages(
                    new MailPages.Choice(null, null, q, null, null, null, null, null),
                    "recipient",
                    hits);
        }

        private void named(List<Hit> hits) throws SQLException {
            for (Trace.Message message : views.traces().message(q)) {
                hits.add(hit(message));
            }
            Trace.Visit visit = views.traces().visit(q);
            if (visit != null) {
                hits.add(
                        new Hit(
                                "visit",
                                visit.visit(),
                                Links.trace(q),
                                "%s on %s".formatted(visit.ip(), visit.site())));
            }
            Trace.Campaign campaign = views.traces().campaign(q.toLowerCase(Locale.ROOT));
            if (campaign != null) {
                hits.add(hit(campaign));
            }
        }

        private void texts(List<Hit> hits) throws SQLException {
            if (q.matches("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+")) {
                var choice = new CampaignBook.Choice(null, null, q, true, OF_A_KIND);
                views.campaigns().list(choice).forEach(campaign -> hits.add(hit(campaign)));
            }
            messages(of(q, null, null), "subject", hits);
            messages(of(null, q, null), "text", hits);
            messages(of(null, null, q), "link", hits);
        }

        private static MailPages.Choice of(
                @Nullable String subject, @Nullable String words, @Nullable String url) {
            return new MailPages.Choice(null, null, null, null, subject, words, url, null);
        }

        private void messages(MailPages.Choice choice, String by, List<Hit> hits)
                throws SQLException {
            MailPages.Page page = views.mailPages().before(Long.MAX_VALUE, choice, OF_A_KIND);
            for (MailPages.Line line : page.lines()) {
                String href = Links.message(line.event());
                if (hits.stream().noneMatch(hit -> hit.href().equals(href))) {
                    String label = line.subject() == null ? "(no subject)" : line.subject();
                    String detail = "by its %s; %s from %s".formatted(by, line.time(), line.ip());
                    hits.add(new Hit("message", label, href, detail));
                }
            }
            Instant back = page.searchedBackTo();
            if (back != null) {
                hits.add(
                        new Hit(
                                "more",
                                "messages by " + by,
                                "/messages?%s=%s"
                                        .formatted(
                                                by.equals("text") ? "words" : field(by),
                                                Links.encoded(q)),
                                "looked through back to %s".formatted(back)));
            }
        }

        private static String field(String by) {
            return by.equals("link") ? "url" : by;
        }

        private static Hit hit(Trace.Message message) {
            String subject = message.subject();
            return new Hit(
                    "message",
                    subject == null ? "(no subject)" : subject,
                    Links.message(message.event()),
                    "%s from %s".formatted(message.time(), message.ip()));
        }

        private static Hit hit(Trace.Campaign campaign) {
            return new Hit(
                    "campaign",
                    campaign.id(),
                    Links.campaign(campaign.id()),
                    "%d messages from %d senders"
                            .formatted(campaign.messages(), campaign.senders()));
        }
    }
}
