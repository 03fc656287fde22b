package org.honeyspam.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.Trace;
import org.jspecify.annotations.Nullable;

/** A trace as a person reads it. */
final class TraceText {
    private final PrintWriter out;

    TraceText(PrintWriter out) {
        this.out = out;
    }

    void print(Trace trace) {
        switch (trace) {
            case Trace.Address address -> address(address);
            case Trace.Message message -> message(message, "");
            case Trace.Host host -> host(host);
            case Trace.Visit visit -> {
                out.println("Visit " + visit.visit());
                visit(visit, "  ");
            }
            case Trace.Campaign campaign -> new CampaignText(out).print(campaign);
        }
    }

    private void address(Trace.Address address) {
        out.println("Address " + address.harvest().address());
        harvest(address.harvest(), "  ");
        if (address.secondsToFirstMail() == null) {
            out.println("  no mail has come to it yet");
        } else {
            line("  ", "first mail", "after " + Duration.ofSeconds(address.secondsToFirstMail()));
        }
        messages(address.mail());
        for (Trace.Form form : address.forms()) {
            out.println();
            form(form);
        }
    }

    private void form(Trace.Form form) {
        out.println("  Form, filled in with this address");
        line("    ", "sent by", form.ip());
        line("    ", "at", form.time());
        line("    ", "to", SafeText.peer(form.site() + form.url()));
        line("    ", "kind", form.kind());
        line("    ", "session", form.session());
        line("    ", "content", form.sha256());
    }

    private void messages(List<Trace.Message> messages) {
        for (Trace.Message message : messages) {
            out.println();
            message(message, "  ");
        }
    }

    private void harvest(Trace.Harvest harvest, String indent) {
        line(indent, "taken by", harvest.ip());
        line(indent, "at", harvest.time());
        line(indent, "on", harvest.site() + harvest.path());
        line(indent, "with", SafeText.peer(harvest.userAgent()));
        line(indent, "in the form", harvest.form());
        line(indent, "visit", harvest.visit());
        if (harvest.walk() != null) {
            obedience(harvest.walk(), indent);
        }
    }

    private void message(Trace.Message message, String indent) {
        out.println(indent + "Message " + message.queueId());
        String inner = indent + "  ";
        line(inner, "sent by", "%s port %d".formatted(message.ip(), message.port()));
        line(inner, "at", message.time());
        line(inner, "through", message.service() + ", session " + message.session());
        message.chain().forEach(hop -> line(inner, "by way of", SafeText.peer(hop)));
        line(inner, "calling itself", SafeText.peer(message.helo()));
        line(inner, "from", "<" + SafeText.peer(message.sender()) + ">");
        String subject = message.subject();
        line(inner, "subject", subject == null ? null : SafeText.subject(subject));
        String id = message.messageId();
        line(inner, "message-id", id == null ? null : SafeText.peer(id));
        line(inner, "content", "%s, %d bytes".formatted(message.sha256(), message.sizeBytes()));
        line(inner, "campaign", message.campaign());
        for (Trace.To to : message.recipients()) {
            line(inner, "to", "<" + SafeText.peer(to.address()) + ">");
            if (to.harvest() != null) {
                harvest(to.harvest(), inner + "    ");
            }
        }
    }

    private void host(Trace.Host host) {
        out.println("Host " + host.ip());
        line("  ", "first seen", host.first());
        line("  ", "last seen", host.last());
        line("  ", "addresses taken", Long.toString(host.addressesTaken()));
        host.actions().forEach((action, count) -> line("  ", action, Long.toString(count)));
        for (Trace.Walk walk : host.walks()) {
            out.println();
            out.println("  On %s".formatted(SafeText.peer(walk.site())));
            line("    ", "with", SafeText.peer(walk.userAgent()));
            line("    ", "pages", "%d, of the maze %d".formatted(walk.pages(), walk.mazePages()));
            obedience(walk, "    ");
        }
        for (Trace.Naming naming : host.namedBy()) {
            String times = naming.count() == 1 ? "once" : naming.count() + " times";
            String who = "%s of %s, %s".formatted(naming.caller(), naming.network(), times);
            line("  ", naming.kind(), "asked for by " + who);
        }
        for (Trace.Visit visit : host.visits()) {
            out.println();
            out.println("  Visit " + visit.visit());
            visit(visit, "    ");
        }
        if (!host.senderClasses().isEmpty()) {
            line("  ", "sends as", String.join(", ", host.senderClasses()));
        }
        host.runs().forEach(this::run);
        messages(host.messages());
        if (!host.newest().isEmpty()) {
            out.println();
            out.println("  Newest first:");
        }
        for (Trace.Deed deed : host.newest()) {
            String detail = SafeText.peer(deed.detail());
            out.println(
                    "  %s %-5s %-15s %s"
                            .formatted(deed.time(), deed.service(), deed.action(), detail));
        }
    }

    private void visit(Trace.Visit visit, String indent) {
        Trace.Outcome outcome = visit.outcome();
        line(indent, "made by", visit.ip());
        line(indent, "at", visit.time());
        line(indent, "on", visit.site());
        line(indent, "with", SafeText.peer(visit.userAgent()));
        line(indent, "addresses", "%d, mailed %d".formatted(outcome.addresses(), outcome.mailed()));
        line(indent, "messages", Long.toString(outcome.messages()));
        if (outcome.secondsToFirstMail() != null) {
            String after = Duration.ofSeconds(outcome.secondsToFirstMail()).toString();
            line(indent, "first mail", "%s, after %s".formatted(outcome.firstMail(), after));
            line(indent, "senders", outcome.senders() + " who have nothing to do with each other");
        }
        line(indent, "so he", outcome.harvester());
        if (visit.walk() != null) {
            obedience(visit.walk(), indent);
        }
    }

    private void run(Trace.Run run) {
        out.println();
        out.println("  Run through the " + run.kind());
        String box = run.box().isEmpty() ? "" : ", with mail to " + SafeText.peer(run.box());
        line("    ", "tried by", run.triedBy() + box);
        line("    ", "sent by", "%s (same %s)".formatted(run.ip(), run.tie()));
        line("    ", "from", run.first());
        line("    ", "to", run.last());
        String size = "%d messages, %d recipients".formatted(run.messages(), run.recipients());
        line("    ", "so much", size);
        line("    ", "campaign", run.campaign().isEmpty() ? null : run.campaign());
    }

    private void obedience(Trace.Walk walk, String indent) {
        if (walk.crawler() != null) {
            String claim = "%s (%s), %s".formatted(walk.crawler(), walk.purpose(), walk.standing());
            String host = walk.host() == null ? "" : " by " + SafeText.peer(walk.host());
            line(indent, "calls itself", claim + host);
        }
        String read = walk.readRobots();
        line(indent, "robots.txt", read == null ? "not read" : "read at " + read);
        line(indent, "in the maze", walk.enteredMaze() == null ? "never" : walk.enteredMaze());
    }

    private void line(String indent, String name, @Nullable String value) {
        if (value != null) {
            out.println("%s%-16s %s".formatted(indent, name, value));
        }
    }
}
