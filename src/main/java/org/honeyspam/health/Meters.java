package org.honeyspam.health;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;

/**
 * Counts what is recorded, for Prometheus. A label's value is one of a set that stands here or in
 * the program: what a peer says never becomes one.
 */
public final class Meters {
    private static final String OTHER = "other";
    private static final double MICROS = TimeUnit.SECONDS.toMicros(1);
    private static final String SERVICE = "service";
    private static final Set<String> SERVICES =
            Stream.concat(Stream.of("node"), Stream.of(Service.values()).map(Service::label))
                    .collect(Collectors.toSet());
    private static final Set<String> VERBS =
            Set.of(
                    "ehlo",
                    "helo",
                    "mail",
                    "rcpt",
                    "data",
                    "bdat",
                    "rset",
                    "quit",
                    "noop",
                    "vrfy",
                    "expn",
                    "help",
                    "auth",
                    "starttls",
                    "etrn",
                    "turn",
                    "xclient",
                    ".");
    private static final Set<String> RCODES =
            Set.of("NOERROR", "NXDOMAIN", "REFUSED", "FORMERR", "SERVFAIL", "NOTIMP", "BADVERS");

    private final Map<Class<?>, String> actions;
    private final Counter events;
    private final Counter closed;
    private final Counter refused;
    private final Histogram sessions;
    private final Counter held;
    private final Counter cost;
    private final Counter received;
    private final Counter sent;
    private final Counter commands;
    private final Histogram messages;
    private final Counter messagesRefused;
    private final Counter given;
    private final Counter hit;
    private final Counter pages;
    private final Counter proxied;
    private final Counter questions;

    /**
     * Makes them.
     *
     * @param actions the name of each type of event
     */
    public Meters(PrometheusRegistry registry, Map<Class<?>, String> actions) {
        this.actions = actions;
        events = counter(registry, "honeyspam_events", "Recorded events.", SERVICE, "action");
        closed = counter(registry, "honeyspam_sessions", "Ended sessions.", SERVICE, "outcome");
        refused =
                counter(
                        registry,
                        "honeyspam_sessions_refused",
                        "Peers that were not let in.",
                        SERVICE,
                        "reason");
        sessions =
                Histogram.builder()
                        .name("honeyspam_session_seconds")
                        .unit(Unit.SECONDS)
                        .help("How long sessions lasted.")
                        .labelNames(SERVICE)
                        .classicOnly()
                        .classicUpperBounds(0.01, 0.1, 1, 10, 60, 600, 3_600)
                        .register(registry);
        held =
                counter(
                        registry,
                        "honeyspam_held_seconds",
                        "Time that peers were kept waiting.",
                        SERVICE);
        cost = counter(registry, "honeyspam_cost_seconds", "Time our threads were busy.", SERVICE);
        received = counter(registry, "honeyspam_received_bytes", "From peers.", SERVICE);
        sent = counter(registry, "honeyspam_sent_bytes", "To peers.", SERVICE);
        commands = counter(registry, "honeyspam_smtp_commands", "Lines of SMTP.", SERVICE, "verb");
        messages =
                Histogram.builder()
                        .name("honeyspam_message_size_bytes")
                        .unit(Unit.BYTES)
                        .help("Messages on disk, by size.")
                        .labelNames(SERVICE)
                        .classicOnly()
                        .classicUpperBounds(1_000, 10_000, 100_000, 1_000_000, 10_000_000)
                        .register(registry);
        messagesRefused =
                counter(
                        registry,
                        "honeyspam_messages_refused",
                        "Messages begun and not taken.",
                        SERVICE,
                        "reason");
        given = counter(registry, "honeyspam_addresses_given", "Addresses given to visitors.");
        hit = counter(registry, "honeyspam_addresses_hit", "Recipients that were given before.");
        pages = counter(registry, "honeyspam_pages", "Answers of the web.", "kind", "status");
        proxied =
                counter(
                        registry,
                        "honeyspam_proxy_requests",
                        "What was asked of proxies.",
                        "protocol",
                        "outcome");
        questions =
                counter(
                        registry,
                        "honeyspam_dns_questions",
                        "Recorded questions to the name server.",
                        "rcode",
                        "outcome");
    }

    private static Counter counter(
            PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** Counts an event. */
    public void count(Recorded recorded) {
        JournalEvent event = recorded.event();
        String service = recorded.service() == null ? "node" : recorded.service();
        service = SERVICES.contains(service) ? service : OTHER;
        events.labelValues(service, actions.getOrDefault(event.getClass(), OTHER)).inc();
        switch (event) {
            case JournalEvent.SessionClosed session -> ended(session, service);
            case JournalEvent.SessionRefused no -> refused.labelValues(service, no.reason()).inc();
            case JournalEvent.SessionsRefused no -> refusedMore(no);
            case JournalEvent.SmtpCommand said ->
                    commands.labelValues(service, verb(said.line())).inc();
            case JournalEvent.MessageTaken taken -> taken(taken, service);
            case JournalEvent.MessageRefused no ->
                    messagesRefused.labelValues(service, no.reason()).inc();
            case JournalEvent.BaitServed bait -> given.inc(bait.addresses().size());
            case JournalEvent.PageServed page ->
                    pages.labelValues(page.page(), page.status() / 100 + "xx").inc();
            case JournalEvent.ProxyRequest asked ->
                    proxied.labelValues(asked.protocol(), asked.outcome()).inc();
            case JournalEvent.DnsQuery asked ->
                    questions
                            .labelValues(
                                    RCODES.contains(asked.responseCode())
                                            ? asked.responseCode()
                                            : OTHER,
                                    asked.outcome())
                            .inc();
            default -> {
                // That it happened is all there is to count.
            }
        }
    }

    private void ended(JournalEvent.SessionClosed session, String service) {
        closed.labelValues(service, session.reason()).inc();
        sessions.labelValues(service).observe(seconds(session.durationMillis()));
        held.labelValues(service).inc(seconds(session.heldMillis()));
        cost.labelValues(service).inc((double) session.costMicros() / MICROS);
        received.labelValues(service).inc((double) session.receivedBytes());
        sent.labelValues(service).inc((double) session.sentBytes());
    }

    private void refusedMore(JournalEvent.SessionsRefused no) {
        String service = SERVICES.contains(no.service()) ? no.service() : OTHER;
        refused.labelValues(service, no.reason()).inc((double) no.count());
    }

    private void taken(JournalEvent.MessageTaken taken, String service) {
        messages.labelValues(service).observe((double) taken.sizeBytes());
        hit.inc((double) taken.recipients().stream().filter(to -> to.bait() != null).count());
    }

    private static double seconds(long millis) {
        return (double) millis / TimeUnit.SECONDS.toMillis(1);
    }

    private static String verb(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        String verb = line.substring(0, end).toLowerCase(Locale.ROOT);
        return VERBS.contains(verb) ? verb : OTHER;
    }
}
