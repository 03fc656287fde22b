package org.honeyspam.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.honeyspam.config.Configuration;
import org.honeyspam.dns.ZoneFile;
import org.honeyspam.node.Names;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam dns records}: what to publish of the decoy domains, and where to point them. */
@Command(
        name = "records",
        description = "Print the zones of the decoy domains, for another name server or a panel.",
        footer = {
            "",
            "Examples: honeyspam dns records",
            "          honeyspam dns records example.org > example.org.zone",
            "          honeyspam dns records --paste",
            "",
            "Addresses that are drawn out of ranges are those of this moment."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:there is no such zone, or the key cannot be read",
            "2:wrong command line or configuration"
        })
final class DnsRecordsCommand extends ConfiguredVerb {
    @Parameters(
            paramLabel = "ZONE",
            arity = "0..1",
            description = "The zone to print (default: all, one behind the other).")
    private @Nullable String zone;

    @ArgGroup private @Nullable Form form;

    /** How it is printed, if not as a zone file. */
    static final class Form {
        @Option(names = "--paste", description = "A line a record, as panels of providers ask.")
        private boolean paste;

        @Option(names = "--json", description = "A record a line, as JSON.")
        private boolean json;
    }

    @Override
    int run(Configuration configuration) throws IOException {
        Instant now = Instant.now();
        var file = new ZoneFile(Names.zones(configuration, now), now);
        List<String> names = file.names();
        String wanted =
                zone == null ? null : zone.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (wanted != null && !names.contains(wanted)) {
            return failed(
                    "there is no zone %s; there is %s".formatted(zone, String.join(", ", names)));
        }
        if (form == null) {
            for (String name : wanted == null ? names : List.of(wanted)) {
                out().println("; The zone %s, by honeyspam dns records".formatted(name));
                file.of(name).lines().forEach(out()::println);
            }
            return ExitCode.OK;
        }
        for (ZoneFile.Line line : file.lines()) {
            if (wanted == null || line.zone().equals(wanted)) {
                print(line, form);
            }
        }
        return ExitCode.OK;
    }

    private void print(ZoneFile.Line line, Form as) {
        if (as.json) {
            printJson(line);
        }
        if (as.paste) {
            out().println(
                            "%-40s %6d %-5s %s"
                                    .formatted(line.name(), line.ttl(), line.type(), line.data()));
        }
    }
}
