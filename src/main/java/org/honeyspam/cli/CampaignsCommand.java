package org.honeyspam.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.CampaignBook;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code honeyspam campaigns}: a line for each. */
@Command(
        name = "campaigns",
        description =
                "Print the campaigns that the mail is of, the last seen first. `honeyspam trace`"
                        + " tells all of one.",
        footer = {
            "",
            "Examples: honeyspam campaigns --since 2026-11-23 --largest",
            "          honeyspam campaigns --domain pills.example --json"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:no data", "2:wrong command line or configuration"})
final class CampaignsCommand extends ViewsVerb {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = MailChoice.Moment.class,
            description = "Only those that were seen since then.")
    private @Nullable Instant since;

    @Option(
            names = "--ip",
            paramLabel = "IP",
            converter = Ip.class,
            description = "Only those that this host sent.")
    private @Nullable String ip;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "Only those with links to this domain.")
    private @Nullable String domain;

    @Option(names = "--largest", description = "The largest first.")
    private boolean largest;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--json", description = "Print JSON, a line for each campaign.")
    private boolean json;

    @Override
    boolean readsMail() {
        return true;
    }

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        var choice = new CampaignBook.Choice(since, ip, domain, largest, limit);
        for (Trace.Campaign campaign : views.campaigns().list(choice)) {
            if (json) {
                printJson(campaign);
            } else {
                print(campaign);
            }
        }
        return ExitCode.OK;
    }

    private void print(Trace.Campaign campaign) {
        String subject = campaign.subject() == null ? "" : SafeText.safe(campaign.subject());
        out().println(
                        "%-16s  %s  %s  %d messages, %d senders, %d visits  %s"
                                .formatted(
                                        campaign.id(),
                                        campaign.first(),
                                        campaign.last(),
                                        campaign.messages(),
                                        campaign.senders(),
                                        campaign.visits(),
                                        subject));
    }
}
