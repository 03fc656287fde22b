package org.honeyspam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam blacklist}: who is listed, and why. */
@Command(
        name = "blacklist",
        description = "Print the addresses and networks that are listed, the worst first.",
        footer = {"", "Example: honeyspam blacklist --format csv > listed.csv"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
final class BlacklistCommand extends ViewsVerb {
    enum Format {
        plain,
        csv,
        json
    }

    @Option(names = "--format", description = "One of ${COMPLETION-CANDIDATES} (default: plain).")
    private Format format = Format.plain;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        Instant now = Instant.now();
        print(Blacklists.of(configuration, views, now).list(views, now));
        return ExitCode.OK;
    }

    private void print(List<Listing> listings) {
        var printer = new Printer(out());
        switch (json ? Format.json : format) {
            case json -> printJson(listings);
            case csv -> printer.csv(listings);
            case plain -> printer.plain(listings);
        }
    }

    /** Listings as text. */
    record Printer(PrintWriter out) {
        void csv(List<Listing> listings) {
            out.println("source,first_seen,last_seen,score,kinds,reasons");
            listings.forEach(listing -> out.println(row(listing, ",", ";")));
        }

        void plain(List<Listing> listings) {
            out.println("# source first_seen last_seen score kinds reasons");
            listings.forEach(listing -> out.println(row(listing, " ", ",")));
        }
    }

    private static String row(Listing listing, String between, String reasonsBetween) {
        String reasons =
                listing.reasons().entrySet().stream()
                        .map((Map.Entry<String, Long> r) -> r.getKey() + "=" + r.getValue())
                        .collect(Collectors.joining(reasonsBetween));
        String kinds =
                listing.kinds().stream()
                        .map(SourceKind::label)
                        .collect(Collectors.joining(reasonsBetween));
        return String.join(
                between,
                listing.source(),
                listing.firstSeen(),
                listing.lastSeen(),
                Integer.toString(listing.score()),
                kinds.isEmpty() ? "-" : kinds,
                reasons);
    }
}
