package org.honeyspam.cli;

import java.io.PrintWriter;
import java.util.List;
import org.honeyspam.content.Defang;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.Trace;

/** A campaign as a person reads it; what it links to is written so that nothing follows it. */
final class CampaignText {
    private final PrintWriter out;

    CampaignText(PrintWriter out) {
        this.out = out;
    }

    void print(Trace.Campaign campaign) {
        out.println("Campaign " + campaign.id());
        line("first seen", campaign.first());
        line("last seen", campaign.last());
        line("messages", Long.toString(campaign.messages()));
        line("senders", Long.toString(campaign.senders()));
        line("visits", "%d took the addresses it is for".formatted(campaign.visits()));
        line("languages", String.join(", ", campaign.languages()));
        line("sample", campaign.sample());
        Trace.CampaignDetails details = campaign.details();
        if (details != null) {
            details(details);
        }
    }

    private void details(Trace.CampaignDetails details) {
        lines("subject", details.subjects());
        details.authors().forEach(author -> line("from", Defang.defanged(author)));
        for (Trace.CampaignSender sender : details.senders()) {
            String span = "%s to %s".formatted(sender.first(), sender.last());
            line("sent by", "%s, %d messages, %s".formatted(sender.ip(), sender.messages(), span));
        }
        lines("visit", details.visits());
        line("leads to", Defang.defanged(String.join(", ", details.domains())));
        details.links().forEach(link -> line("link", Defang.defanged(link)));
        for (Trace.Attachment attached : details.attachments()) {
            String name = attached.name() == null ? "" : " \"" + attached.name() + "\"";
            String bytes = "%s %d bytes".formatted(attached.type(), attached.sizeBytes());
            line("attached", bytes + " " + attached.sha256() + name);
        }
        details.contacts()
                .forEach(
                        (kind, values) ->
                                values.forEach(value -> line(kind, Defang.defanged(value))));
        lines("like", details.kin());
    }

    private void lines(String name, List<String> values) {
        values.forEach(value -> line(name, value));
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            out.println("  %-16s %s".formatted(name, SafeText.safe(value)));
        }
    }
}
