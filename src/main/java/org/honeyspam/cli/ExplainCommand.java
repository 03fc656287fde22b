package org.honeyspam.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.geo.Origin;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Explanation;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam explain IP}: why an address is listed, or why it is not. */
@Command(
        name = "explain",
        description = "Tell why an address is listed, or why not, with the evidence.",
        footer = {"", "Example: honeyspam explain 192.0.2.7"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is listed",
            "1:it is not listed, or no data",
            "2:wrong command line or configuration"
        })
final class ExplainCommand extends ViewsVerb {
    @Parameters(paramLabel = "IP", description = "The address.", converter = Ip.class)
    private String ip = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** An explanation, and where the address is. */
    record Whole(@JsonUnwrapped Explanation explanation, @JsonUnwrapped Origin origin) {}

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        Instant now = Instant.now();
        var blacklist = Blacklists.of(configuration, views, now);
        Explanation explanation = blacklist.explain(ip, views, now);
        Origin origin = configuration.geo().open().of(InetAddress.ofLiteral(ip));
        if (json) {
            printJson(new Whole(explanation, origin));
        } else {
            print(explanation, origin);
        }
        return explanation.listings().isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(Explanation explanation, Origin origin) {
        for (Listing listing : explanation.listings()) {
            String kinds =
                    listing.kinds().stream()
                            .map(SourceKind::label)
                            .collect(Collectors.joining(", "));
            String until = listing.expires() == null ? "for ever" : "until " + listing.expires();
            line(
                    "%s is listed %s%s"
                            .formatted(
                                    listing.source(), until, kinds.isEmpty() ? "" : ": " + kinds));
            if (listing.note() != null) {
                line("  by hand: %s".formatted(SafeText.safe(listing.note())));
            }
        }
        if (explanation.listings().isEmpty()) {
            line("%s is not listed.".formatted(explanation.ip()));
        }
        if (explanation.exempt() != null) {
            line("It never is: %s.".formatted(explanation.exempt()));
        }
        if (!origin.equals(Origin.UNKNOWN)) {
            line("It is of %s.".formatted(SafeText.safe(origin.text())));
        }
        line("Its score is %d.".formatted(explanation.score()));
        for (Explanation.KindScore kind : explanation.kinds()) {
            line("  %-18s %6.1f of %d".formatted(kind.kind(), kind.score(), kind.threshold()));
        }
        evidence(explanation);
    }

    private void evidence(Explanation explanation) {
        for (Explanation.Evidence deed : explanation.evidence()) {
            line(
                    "  %-18s %6.1f  %d times, weight %d, from %s to %s"
                            .formatted(
                                    deed.reason(),
                                    deed.score(),
                                    deed.count(),
                                    deed.weight(),
                                    deed.firstSeen(),
                                    deed.lastSeen()));
        }
        line(
                "Of its network %s, %d are listed."
                        .formatted(explanation.network(), explanation.networkListed()));
        for (Trace.Naming naming : explanation.namedBy()) {
            line(
                    "  %s by %s and others of %s, %d times, last at %s"
                            .formatted(
                                    naming.kind(),
                                    naming.caller(),
                                    naming.network(),
                                    naming.count(),
                                    naming.last()));
        }
        for (Blocks.Decision decision : explanation.byHand()) {
            line(
                    "  %s by %s at %s: %s"
                            .formatted(
                                    BlockCommand.label(decision.action()),
                                    decision.who(),
                                    decision.time(),
                                    SafeText.safe(decision.reason())));
        }
    }

    private void line(String text) {
        out().println(text);
    }
}
