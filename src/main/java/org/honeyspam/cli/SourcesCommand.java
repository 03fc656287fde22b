package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.SourceGroup;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.intel.Sources;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam sources}: from which networks, providers and countries most comes. */
@Command(
        name = "sources",
        description = "Print the scores of sources, summed by what they belong to.",
        footer = {
            "",
            "Examples: honeyspam sources --by asn",
            "          honeyspam sources --by network --kind spam_sender --limit 50"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:no data",
            "2:wrong command line or configuration, or no file to tell it by"
        })
final class SourcesCommand extends ViewsVerb {
    enum By {
        address,
        network,
        asn,
        country
    }

    @Option(
            names = "--by",
            description = "One of ${COMPLETION-CANDIDATES} (default: network: a /24 or /64).")
    private By by = By.network;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only deeds of these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = ExportCommand.Kinds.class,
            converter = ExportCommand.Kind.class)
    private List<SourceKind> kinds = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only sources that did such since, as 2026-01-31 or 2026-01-31T12:00:00Z.",
            converter = MailChoice.Moment.class)
    private @Nullable Instant since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many, the heaviest first (default: ${DEFAULT-VALUE}).")
    private long limit = 20;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        Origins origins = configuration.geo().open();
        if (by == By.asn && !origins.haveAsns()) {
            return lacking("asn_file", "AS numbers", "GeoLite2-ASN.mmdb");
        }
        if (by == By.country && !origins.haveCountries()) {
            return lacking("country_file", "countries", "GeoLite2-Country.mmdb");
        }
        Instant now = Instant.now();
        var blacklist = Blacklists.of(configuration, views, now);
        var meant = Sources.By.valueOf(by.name().toUpperCase(Locale.ROOT));
        var question = new Sources.Question(meant, kinds, since);
        List<SourceGroup> groups =
                Sources.of(question, blacklist, views, origins, now).stream()
                        .limit(Math.max(0, limit))
                        .toList();
        if (json) {
            printJson(groups);
        } else {
            print(groups);
        }
        return ExitCode.OK;
    }

    private int lacking(String key, String what, String such) {
        failed(
                "there is no file of %s: name one, such as %s, as %s in [geo]"
                        .formatted(what, such, key));
        return ExitCode.WRONG;
    }

    private void print(List<SourceGroup> groups) {
        var table = new Columns("source", "score", "hosts", "listed", "kinds", "name");
        for (SourceGroup group : groups) {
            table.row(
                    group.source(),
                    tenths(group.score()),
                    Long.toString(group.hosts()),
                    Long.toString(group.listed()),
                    kinds(group),
                    group.name() == null ? "" : group.name());
        }
        table.print(out());
    }

    private static String kinds(SourceGroup group) {
        return group.kinds().entrySet().stream()
                .map(kind -> kind.getKey() + "=" + tenths(kind.getValue()))
                .collect(Collectors.joining(","));
    }

    /** The same in every country. */
    private static String tenths(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }
}
