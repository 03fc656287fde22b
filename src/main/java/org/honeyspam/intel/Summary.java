package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.honeyspam.journal.JournalEvent;

/** An event in a few words, for people. */
public final class Summary {
    private static final int CHARACTERS_MAX = 200;
    private static final Map<Class<?>, String> ACTIONS =
            Arrays.stream(JournalEvent.class.getAnnotation(JsonSubTypes.class).value())
                    .collect(Collectors.toMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private Summary() {}

    /** The names of all types. */
    public static Set<String> actions() {
        return Set.copyOf(ACTIONS.values());
    }

    /** The name of each type. */
    public static Map<Class<?>, String> names() {
        return ACTIONS;
    }

    /** The name of its type: {@code message_taken}. */
    public static String action(JournalEvent event) {
        String action = ACTIONS.get(event.getClass());
        if (action == null) {
            throw new IllegalStateException(event.getClass() + " has no name");
        }
        return action;
    }

    /** What happened, bounded; text of the peer is as he sent it. */
    public static String of(JournalEvent event) {
        String text =
                switch (event) {
                    case JournalEvent.NodeStarted e -> "version " + e.version();
                    case JournalEvent.NodeStopped _, JournalEvent.SessionOpened _ -> "";
                    case JournalEvent.SessionRefused e -> e.reason();
                    case JournalEvent.SessionsRefused e -> refused(e);
                    case JournalEvent.SessionClosed e -> closed(e);
                    case JournalEvent.TlsEstablished e -> secured(e);
                    case JournalEvent.TlsFailed e -> e.reason();
                    case JournalEvent.OddInput e -> e.kind() + " " + e.sample();
                    case JournalEvent.SmtpGreeting e -> e.replyCode() + " " + e.reply();
                    case JournalEvent.SmtpCommand e -> e.line() + " -> " + e.replyCode();
                    case JournalEvent.SmtpAuth e ->
                            "%s as %s, %s".formatted(e.mechanism(), e.user(), e.outcome());
                    case JournalEvent.SmtpDialect e -> e.id() + " " + e.text();
                    case JournalEvent.MessageTaken e -> taken(e);
                    case JournalEvent.MessageRefused e -> e.reason() + " from <" + e.sender() + ">";
                    case JournalEvent.CrawlerSeen e -> seen(e);
                    case JournalEvent.MazeEntered e ->
                            "%s, robots.txt %s"
                                    .formatted(e.site(), e.readRobots() ? "read" : "not read");
                    case JournalEvent.VisitOpened e ->
                            e.visit() + " of " + e.site() + " with " + e.userAgent();
                    case JournalEvent.PageServed e -> page(e);
                    case JournalEvent.BaitServed e -> served(e);
                    case JournalEvent.FormPosted e -> posted(e);
                    case JournalEvent.WeaknessSought e ->
                            "%s at %s%s -> %d".formatted(e.kind(), e.site(), e.url(), e.status());
                    case JournalEvent.ProxyRequest e -> proxied(e);
                    case JournalEvent.DnsQuery e -> asked(e);
                    case JournalEvent.ProbeEvent e -> probe(e);
                    case JournalEvent.AlertSent e -> told(e);
                    case JournalEvent.FileChanged e -> e.path() + " " + e.change();
                    case JournalEvent.FilesChanged e -> files(e);
                    case JournalEvent.ConfigurationTaken e -> e.path();
                };
        return text.substring(0, Math.min(text.length(), CHARACTERS_MAX));
    }

    private static String proxied(JournalEvent.ProxyRequest e) {
        Integer code = e.status() == null ? e.reply() : e.status();
        return "%s %s -> %d (%s, %s)"
                .formatted(e.method(), e.target(), code, e.outcome(), e.verdict());
    }

    private static String files(JournalEvent.FilesChanged e) {
        return "%s while the node was %s: %s"
                .formatted(count(e.count(), "file"), e.state(), e.changes());
    }

    private static String asked(JournalEvent.DnsQuery e) {
        String question = e.type() + " " + e.name() + " by " + e.transport();
        return question + " -> " + e.responseCode() + " " + e.records();
    }

    private static String seen(JournalEvent.CrawlerSeen e) {
        return "%s (%s) on %s, %s, to be shown: %s"
                .formatted(e.crawler(), e.purpose(), e.site(), e.standing(), e.treatment());
    }

    private static String taken(JournalEvent.MessageTaken e) {
        String recipients = count(e.recipients().size(), "recipient");
        String size = count(e.sizeBytes(), "byte");
        return "%s from <%s>, %s, %s".formatted(e.queueId(), e.sender(), recipients, size);
    }

    private static String refused(JournalEvent.SessionsRefused e) {
        return "%d times %s, %s from %s".formatted(e.count(), e.reason(), e.service(), e.network());
    }

    private static String secured(JournalEvent.TlsEstablished e) {
        return "%s %s %s".formatted(e.version(), e.cipher(), e.ja4());
    }

    private static String closed(JournalEvent.SessionClosed e) {
        return "by %s after %d ms (held %d%s), %d bytes in, %d out"
                .formatted(
                        e.reason(),
                        e.durationMillis(),
                        e.heldMillis(),
                        e.pace() == null ? "" : " by pace " + e.pace(),
                        e.receivedBytes(),
                        e.sentBytes());
    }

    /** Of all events the most frequent, and formatting is slow. */
    private static String page(JournalEvent.PageServed e) {
        // Whoever asks as a proxy is asked names the site himself.
        String asked = e.method() + " " + (e.url().startsWith("/") ? e.site() : "") + e.url();
        return asked + " -> " + e.status() + " (" + e.page() + ")";
    }

    private static String served(JournalEvent.BaitServed e) {
        String addresses = count(e.addresses().size(), "address");
        return "%s on %s%s to visit %s".formatted(addresses, e.site(), e.path(), e.visit());
    }

    private static String posted(JournalEvent.FormPosted e) {
        String fields = count(e.fields().size(), "field");
        String links = count(e.links().size(), "link");
        String user = e.user() == null ? "" : " as " + e.user();
        return "%s on %s%s%s, %s, %s, %s"
                .formatted(e.kind(), e.site(), e.url(), user, fields, links, e.outcome());
    }

    private static String probe(JournalEvent.ProbeEvent event) {
        return switch (event) {
            case JournalEvent.ProbeFound e ->
                    "%d to <%s>, score %d, %s"
                            .formatted(e.id(), e.recipient(), e.score(), e.outcome());
            case JournalEvent.ProbeDecided e ->
                    "%d %s (%s)".formatted(e.id(), e.outcome(), e.reason());
            case JournalEvent.ProbeClaimed e ->
                    "%d to <%s>, try %d".formatted(e.id(), e.recipient(), e.attempt());
            case JournalEvent.ProbeTried e ->
                    "%d %s: %s".formatted(e.id(), e.outcome(), e.reason());
            case JournalEvent.ProbeBounced e ->
                    "%d to <%s>, %s".formatted(e.id(), e.recipient(), e.status());
        };
    }

    private static String told(JournalEvent.AlertSent e) {
        return "%s by %s, %s".formatted(count(e.count(), "alert"), e.way(), e.outcome());
    }

    private static String count(long number, String what) {
        String many = what.endsWith("s") ? what + "es" : what + "s";
        return number + " " + (number == 1 ? what : many);
    }
}
