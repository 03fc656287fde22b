package org.honeyspam.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam dns check}: whether others see the decoy domains as they should be. */
@Command(
        name = "check",
        description = "Ask the DNS for the decoy domains, and compare with what should be.",
        footer = {
            "",
            "Example: honeyspam dns check",
            "",
            "Nothing is asked unless dns.look_ups allows it; dns.servers says whom."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is as it should be",
            "1:something is not, or nobody answers",
            "2:wrong command line or configuration, or look-ups are off"
        })
final class DnsCheckCommand extends ConfiguredVerb {
    @Option(names = "--json", description = "Print what was found as JSON, one a line.")
    private boolean json;

    @Override
    int run(Configuration configuration) throws IOException, InterruptedException {
        if (!configuration.dns().lookUps()) {
            failed("nothing may be asked: dns.look_ups is false");
            return ExitCode.WRONG;
        }
        List<WorldView.Finding> findings = WorldView.of(configuration, Instant.now());
        findings.forEach(this::print);
        long wrong = findings.stream().filter(finding -> !finding.right()).count();
        if (!json) {
            out().println(
                            "%d of %d are as they should be."
                                    .formatted(findings.size() - wrong, findings.size()));
        }
        return wrong == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(WorldView.Finding finding) {
        if (json) {
            printJson(finding);
        } else if (finding.right()) {
            out().println("ok     %s %s".formatted(finding.name(), finding.type()));
        } else {
            out().println(
                            "wrong  %s %s: others see %s; right is %s"
                                    .formatted(
                                            finding.name(),
                                            finding.type(),
                                            SafeText.safe(finding.seen()),
                                            finding.expected()));
        }
    }
}
