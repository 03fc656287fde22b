package org.honeyspam.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.intel.Views;
import org.honeyspam.node.Blacklists;
import org.honeyspam.share.BlacklistCopy;
import org.honeyspam.share.ListFile;
import org.honeyspam.share.ListFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code honeyspam export FORMAT}: the blacklist as another program reads it. */
@Command(
        name = "export",
        description = "Write the blacklist in the form of another program.",
        footer = {
            "",
            "Examples: honeyspam export postfix-cidr --out /etc/postfix/honeyspam.cidr",
            "          honeyspam export nftables --kind spam_sender --min-score 20 | nft -f -",
            "",
            "A running node keeps files up by itself: see [[export]] in the configuration."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:no data, or no such folder",
            "2:wrong command line or configuration"
        })
final class ExportCommand extends ViewsVerb {
    @Parameters(
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Labels.class,
            converter = Format.class)
    private ListFormat format = ListFormat.PLAIN;

    @Option(names = "--out", paramLabel = "FILE", description = "Replaces a file, as a whole.")
    private @Nullable Path out;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only sources that are one of these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Kinds.class,
            converter = Kind.class)
    private List<SourceKind> kinds = new ArrayList<>();

    @Option(names = "--min-score", paramLabel = "N", description = "Only sources of that score.")
    private int scoreMin;

    @Option(
            names = "--cidr",
            paramLabel = "NETWORK",
            description = "Only sources within a network.",
            converter = BlockCommand.Range.class)
    private @Nullable Network within;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only sources that did something since, as 2026-01-31 or 2026-01-31T12:00:00Z.",
            converter = MailChoice.Moment.class)
    private @Nullable Instant since;

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        Instant now = Instant.now();
        List<Listing> listings =
                Blacklists.of(configuration, views, now).list(views, now).stream()
                        .filter(this::isMeant)
                        .toList();
        var choice = new BlacklistCopy.Choice(scoreMin, kinds);
        var copy = new BlacklistCopy(now, listings, configuration.dnsbl().link()).of(choice);
        String text =
                format.text(format.tellsOrigins() ? copy.with(configuration.geo().open()) : copy);
        if (out == null) {
            out().print(text);
            out().flush();
        } else {
            ListFile.write(out, text);
        }
        return ExitCode.OK;
    }

    private boolean isMeant(Listing listing) {
        boolean inside = within == null || within.contains(listing.range().prefix());
        return inside && (since == null || !Instant.parse(listing.lastSeen()).isBefore(since));
    }

    /** The formats. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ListFormat.labels().iterator();
        }
    }

    /** The kinds of sources. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(SourceKind.values()).map(SourceKind::label).iterator();
        }
    }

    /** A format by its label. */
    static final class Format implements ITypeConverter<ListFormat> {
        @Override
        public ListFormat convert(String label) {
            if (!ListFormat.labels().contains(label)) {
                throw new TypeConversionException(
                        "'%s' is no format: one of %s".formatted(label, ListFormat.labels()));
            }
            return ListFormat.of(label);
        }
    }

    /** A kind of source by its label. */
    static final class Kind implements ITypeConverter<SourceKind> {
        @Override
        public SourceKind convert(String label) {
            return Stream.of(SourceKind.values())
                    .filter(kind -> kind.label().equals(label.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("'%s' is no kind".formatted(label)));
        }
    }
}
