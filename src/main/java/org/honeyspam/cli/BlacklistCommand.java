package org.honeyspam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import org.honeyspam.share.BlacklistCopy;
import org.honeyspam.share.ListFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam blacklist}: who is listed, and why. */
@Command(
        name = "blacklist",
        description = "Print the addresses and networks that are listed, the worst first.",
        footer = {
            "",
            "Example: honeyspam blacklist | head",
            "",
            "For programs there is honeyspam export, in CSV and many other formats."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
final class BlacklistCommand extends ViewsVerb {
    @Option(names = "--json", description = "Print JSON, as honeyspam export json does.")
    private boolean json;

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        Instant now = Instant.now();
        var listings = Blacklists.of(configuration, views, now).list(views, now);
        var copy = new BlacklistCopy(now, listings, "").with(configuration.geo().open());
        if (json) {
            out().print(ListFormat.JSON.text(copy));
            out().flush();
        } else {
            print(copy, out());
        }
        return ExitCode.OK;
    }

    static void print(BlacklistCopy copy, PrintWriter out) {
        var table =
                new Columns(
                        "source", "score", "first seen", "last seen", "kinds", "reasons", "origin");
        for (Listing listing : copy.listings()) {
            table.row(
                    listing.source(),
                    Integer.toString(listing.score()),
                    listing.firstSeen(),
                    listing.lastSeen(),
                    kinds(listing),
                    reasons(listing),
                    copy.origin(listing).text());
        }
        table.print(out);
    }

    private static String kinds(Listing listing) {
        return listing.kinds().isEmpty()
                ? "-"
                : listing.kinds().stream().map(SourceKind::label).collect(Collectors.joining(","));
    }

    private static String reasons(Listing listing) {
        return listing.reasons().entrySet().stream()
                .map(reason -> reason.getKey() + "=" + reason.getValue())
                .collect(Collectors.joining(","));
    }
}
