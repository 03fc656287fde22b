package org.honeyspam.console;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.console.access.Audit;
import org.honeyspam.console.access.Doorkeeper;
import org.honeyspam.console.page.BlacklistPage;
import org.honeyspam.console.page.CampaignsPage;
import org.honeyspam.console.page.DecisionsPage;
import org.honeyspam.console.page.EventsPage;
import org.honeyspam.console.page.HostPage;
import org.honeyspam.console.page.MessagePage;
import org.honeyspam.console.page.MessagesPage;
import org.honeyspam.console.page.NodePages;
import org.honeyspam.console.page.OverviewPage;
import org.honeyspam.console.page.Page;
import org.honeyspam.console.page.RosterPage;
import org.honeyspam.console.page.SearchPage;
import org.honeyspam.console.page.SitesPage;
import org.honeyspam.console.page.TracePage;

/**
 * All pages: each is at its path as HTML, and below {@code /api/v1} as JSON. The OpenAPI document
 * is made of the same table.
 */
final class Routes {
    private static final List<String> PAGED = List.of("after", "limit", "format");

    private final List<Route> all = new ArrayList<>();
    private final DecisionsPage decisions;
    private final MessagesPage messages;
    private final MessagePage message;
    private final SitesPage sites;

    /**
     * A page.
     *
     * @param path with names in braces
     * @param summary what it answers
     * @param parameters that it understands behind the question mark
     * @param apiPath if it is not the same as the page's
     */
    record Route(String path, String apiPath, String summary, List<String> parameters, Page page) {}

    Routes(Backend backend, Desk desk, Doorkeeper doorkeeper, Audit audit) {
        this.decisions = new DecisionsPage(backend, desk, doorkeeper);
        this.messages = new MessagesPage(desk, backend);
        this.message = new MessagePage(desk, backend);
        this.sites = new SitesPage(backend);
        var campaigns = new CampaignsPage(desk);
        var node = new NodePages(backend, audit);
        all.add(
                new Route(
                        "/",
                        "/overview",
                        "What happened in the last hour, day, week or month",
                        List.of("span"),
                        new OverviewPage(desk, backend)));
        add("/search", "What is known by that name", List.of("q"), new SearchPage(desk, backend));
        add("/trace", "What hangs together with it", List.of("q"), new TracePage(desk, backend));
        for (RosterPage roster : RosterPage.all(desk, backend)) {
            add(
                    roster.path(),
                    "Hosts that play this part",
                    paged("within", "since", "country", "order"),
                    roster);
        }
        add(
                "/ips/{ip}",
                "What one host did, and why it is listed",
                paged(),
                new HostPage(desk, backend));
        add("/events", "What everybody did", paged("until"), new EventsPage(desk));
        add(
                MessagesPage.PATH,
                "The mail that was taken",
                paged("subject", "words", "url", "ip", "recipient", "service", "campaign", "until"),
                messages);
        add("/messages/{id}", "One message", List.of(), message);
        add(
                CampaignsPage.PATH,
                "Messages that are near to the same",
                paged("ip", "domain", "since", "order"),
                campaigns);
        add("/campaigns/{id}", "One campaign", List.of(), campaigns::one);
        add(
                BlacklistPage.PATH,
                "Who is listed",
                paged("within", "kind", "by", "order"),
                new BlacklistPage(backend));
        add(DecisionsPage.PATH, "What was decided by hand", paged(), decisions);
        add("/sites", "The decoy sites", paged(), sites);
        add("/sites/{host}", "What a crawler sees", List.of("path", "agent"), sites::one);
        add("/hosts", "The hosts that the node plays", paged(), node::hosts);
        add("/configuration", "Every key as it is in effect", paged(), node::configuration);
        add("/health", "How the node is", List.of(), node::health);
        add("/audit", "What was done with the console", paged(), node::audit);
    }

    private void add(String path, String summary, List<String> parameters, Page page) {
        all.add(new Route(path, path, summary, parameters, page));
    }

    private static List<String> paged(String... more) {
        List<String> names = new ArrayList<>(List.of(more));
        names.addAll(PAGED);
        return List.copyOf(names);
    }

    List<Route> all() {
        return List.copyOf(all);
    }

    DecisionsPage decisions() {
        return decisions;
    }

    MessagesPage messages() {
        return messages;
    }

    MessagePage message() {
        return message;
    }

    SitesPage sites() {
        return sites;
    }
}
