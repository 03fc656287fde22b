package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;

import java.util.List;
import org.honeyspam.config.Schema.Table;

/** The keys of what is shown to crawlers that say who they are. */
final class CrawlerTable {
    private static final int DNS_PORT = 53;

    private CrawlerTable() {}

    static Table table() {
        return one(
                "crawlers",
                "What the sites show to whom, if robots.txt does not keep him out of it.",
                treatment(
                        "search",
                        "pass",
                        "Search engines; pass: the ordinary pages; maze: it too, without addresses."),
                treatment("ai_training", "maze", "What gathers texts to train models on."),
                treatment("ai_assistant", "pass", "What fetches a page that a person asks about."),
                treatment(
                        "unknown",
                        "addresses",
                        "All who name no known crawler, and those whose claim is a lie."),
                key(
                        "list",
                        Kind.pathOrNone(),
                        "",
                        "File of crawlers beside those that are known; see docs/operations.md."),
                key(
                        "look_ups",
                        Kind.truth(),
                        false,
                        "Whether the DNS is asked if a crawler is who he says he is."),
                key(
                        "dns",
                        Kind.listOf(HostKind.server(DNS_PORT)),
                        List.of(),
                        "Name servers for that; none for those of the machine."));
    }

    private static Schema.Key treatment(String name, String fallback, String meaning) {
        Kind kind = Kind.choice(List.of("pass", "maze", "addresses"));
        return key(name, kind, fallback, meaning);
    }
}
