package org.honeyspam.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.honeyspam.dialogue.Event;
import org.jspecify.annotations.Nullable;

/**
 * Every type of event, here and nowhere else; {@code docs/events.md} is checked against this file.
 * Names are those of the Elastic Common Schema where one fits. Text that came from a peer holds its
 * bytes as ISO-8859-1, one character a byte, so that nothing a peer says is lost.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = JournalEvent.ACTION)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(name = "node_started", value = JournalEvent.NodeStarted.class),
    @JsonSubTypes.Type(name = "node_stopped", value = JournalEvent.NodeStopped.class),
    @JsonSubTypes.Type(name = "session_opened", value = JournalEvent.SessionOpened.class),
    @JsonSubTypes.Type(name = "session_refused", value = JournalEvent.SessionRefused.class),
    @JsonSubTypes.Type(name = "sessions_refused", value = JournalEvent.SessionsRefused.class),
    @JsonSubTypes.Type(name = "session_closed", value = JournalEvent.SessionClosed.class),
    @JsonSubTypes.Type(name = "tls_established", value = JournalEvent.TlsEstablished.class),
    @JsonSubTypes.Type(name = "tls_failed", value = JournalEvent.TlsFailed.class),
    @JsonSubTypes.Type(name = "odd_input", value = JournalEvent.OddInput.class),
    @JsonSubTypes.Type(name = "smtp_greeting", value = JournalEvent.SmtpGreeting.class),
    @JsonSubTypes.Type(name = "smtp_command", value = JournalEvent.SmtpCommand.class),
    @JsonSubTypes.Type(name = "smtp_auth", value = JournalEvent.SmtpAuth.class),
    @JsonSubTypes.Type(name = "smtp_dialect", value = JournalEvent.SmtpDialect.class),
    @JsonSubTypes.Type(name = "message_taken", value = JournalEvent.MessageTaken.class),
    @JsonSubTypes.Type(name = "message_refused", value = JournalEvent.MessageRefused.class),
    @JsonSubTypes.Type(name = "crawler_seen", value = JournalEvent.CrawlerSeen.class),
    @JsonSubTypes.Type(name = "maze_entered", value = JournalEvent.MazeEntered.class),
    @JsonSubTypes.Type(name = "visit_opened", value = JournalEvent.VisitOpened.class),
    @JsonSubTypes.Type(name = "page_served", value = JournalEvent.PageServed.class),
    @JsonSubTypes.Type(name = "bait_served", value = JournalEvent.BaitServed.class),
    @JsonSubTypes.Type(name = "form_posted", value = JournalEvent.FormPosted.class),
    @JsonSubTypes.Type(name = "weakness_sought", value = JournalEvent.WeaknessSought.class),
    @JsonSubTypes.Type(name = "proxy_request", value = JournalEvent.ProxyRequest.class),
    @JsonSubTypes.Type(name = "dns_query", value = JournalEvent.DnsQuery.class),
    @JsonSubTypes.Type(name = "probe_found", value = JournalEvent.ProbeFound.class),
    @JsonSubTypes.Type(name = "probe_decided", value = JournalEvent.ProbeDecided.class),
    @JsonSubTypes.Type(name = "probe_claimed", value = JournalEvent.ProbeClaimed.class),
    @JsonSubTypes.Type(name = "probe_tried", value = JournalEvent.ProbeTried.class),
    @JsonSubTypes.Type(name = "probe_bounced", value = JournalEvent.ProbeBounced.class),
    @JsonSubTypes.Type(name = "alert_sent", value = JournalEvent.AlertSent.class),
    @JsonSubTypes.Type(name = "file_changed", value = JournalEvent.FileChanged.class),
    @JsonSubTypes.Type(name = "files_changed", value = JournalEvent.FilesChanged.class),
    @JsonSubTypes.Type(name = "configuration_taken", value = JournalEvent.ConfigurationTaken.class)
})
public sealed interface JournalEvent extends Event {
    /** The field that says which type it is. */
    String ACTION = "event.action";

    /** The node is up; first event of a boot. */
    record NodeStarted(@JsonProperty("honeyspam.version") String version) implements JournalEvent {}

    /** The node went down in order; last event of a boot. */
    record NodeStopped() implements JournalEvent {}

    /** A peer connected. */
    record SessionOpened() implements JournalEvent {}

    /** A peer was not let in, for a bound or for what a front end said. */
    record SessionRefused(@JsonProperty("event.reason") String reason) implements JournalEvent {}

    /** So many more were not let in: a flood is not recorded one by one. */
    record SessionsRefused(
            @JsonProperty("event.reason") String reason,
            @JsonProperty("honeyspam.refused.service") String service,
            @JsonProperty("honeyspam.refused.network") String network,
            @JsonProperty("honeyspam.refused.count") long count)
            implements JournalEvent {}

    /** A connection ended, and who or what ended it. */
    record SessionClosed(
            @JsonProperty("event.reason") String reason,
            @JsonProperty("source.bytes") long receivedBytes,
            @JsonProperty("destination.bytes") long sentBytes,
            @JsonProperty("honeyspam.session.duration_ms") long durationMillis,
            @JsonProperty("honeyspam.session.held_ms") long heldMillis,
            @JsonProperty("honeyspam.session.cost_us") long costMicros,
            @JsonProperty("honeyspam.session.pace") @Nullable String pace)
            implements JournalEvent {}

    /** A TLS handshake is done. The fingerprints are of the ClientHello. */
    record TlsEstablished(
            @JsonProperty("tls.version") String version,
            @JsonProperty("tls.cipher") String cipher,
            @JsonProperty("tls.client.server_name") @Nullable String serverName,
            @JsonProperty("tls.client.ja3") @Nullable String ja3,
            @JsonProperty("honeyspam.tls.client.ja4") @Nullable String ja4)
            implements JournalEvent {}

    /** A TLS handshake came to nothing, or a broken record came after it. */
    record TlsFailed(
            @JsonProperty("event.reason") String reason,
            @JsonProperty("tls.client.server_name") @Nullable String serverName,
            @JsonProperty("tls.client.ja3") @Nullable String ja3,
            @JsonProperty("honeyspam.tls.client.ja4") @Nullable String ja4)
            implements JournalEvent {}

    /** Input that no well-made client sends: what kind, and a sample of it. */
    record OddInput(
            @JsonProperty("honeyspam.odd.kind") String kind,
            @JsonProperty("honeyspam.odd.sample") String sample)
            implements JournalEvent {}

    /** The banner of SMTP, or what was said in its place. */
    record SmtpGreeting(
            @JsonProperty("honeyspam.smtp.reply_code") int replyCode,
            @JsonProperty("honeyspam.smtp.reply") List<String> reply)
            implements JournalEvent {}

    /**
     * A line of SMTP and the reply it got: its code, and the texts behind it, one a line. A dot
     * stands for the text of a message.
     */
    record SmtpCommand(
            @JsonProperty("honeyspam.smtp.command") String line,
            @JsonProperty("honeyspam.smtp.reply_code") int replyCode,
            @JsonProperty("honeyspam.smtp.reply") List<String> reply)
            implements JournalEvent {}

    /**
     * Somebody tried to log in: what was asked and answered, each as it went over the wire, and
     * what it says. It was {@code accepted}, {@code refused}, {@code aborted}, {@code not_base64},
     * {@code malformed}, {@code too_long} or {@code cut_short}.
     */
    record SmtpAuth(
            @JsonProperty("honeyspam.auth.mechanism") String mechanism,
            @JsonProperty("honeyspam.auth.challenges") List<String> challenges,
            @JsonProperty("honeyspam.auth.responses") List<String> responses,
            @JsonProperty("user.name") @Nullable String user,
            @JsonProperty("honeyspam.auth.password") @Nullable String password,
            @JsonProperty("honeyspam.auth.digest") @Nullable String digest,
            @JsonProperty("event.outcome") String outcome)
            implements JournalEvent {}

    /** How the client of a session spoke; the same for programs of one family. */
    record SmtpDialect(
            @JsonProperty("honeyspam.dialect.id") String id,
            @JsonProperty("honeyspam.dialect.text") String text)
            implements JournalEvent {}

    /** A recipient as the peer wrote it, and the address as it was minted here, if it was. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Recipient(
            @JsonProperty("address") String address, @JsonProperty("bait") @Nullable String bait) {}

    /** A message is on disk. */
    record MessageTaken(
            @JsonProperty("honeyspam.smtp.queue_id") String queueId,
            @JsonProperty("honeyspam.smtp.helo") String helo,
            @JsonProperty("honeyspam.envelope.sender") String sender,
            @JsonProperty("honeyspam.envelope.recipients") List<Recipient> recipients,
            @JsonProperty("honeyspam.message.sha256") String sha256,
            @JsonProperty("honeyspam.message.size_bytes") long sizeBytes,
            @JsonProperty("honeyspam.trace_header") String traceHeader,
            @JsonProperty("email.message_id") @Nullable String messageId,
            @JsonProperty("email.subject") @Nullable String subject)
            implements JournalEvent {}

    /** A message was begun and not taken, and why. */
    record MessageRefused(
            @JsonProperty("event.reason") String reason,
            @JsonProperty("honeyspam.envelope.sender") String sender,
            @JsonProperty("honeyspam.envelope.recipients") List<String> recipients,
            @JsonProperty("honeyspam.message.size_bytes") long sizeBytes,
            @JsonProperty("honeyspam.message.sha256") @Nullable String sha256)
            implements JournalEvent {}

    /** Somebody says that he is a crawler that we know, or the DNS answered whether he is. */
    record CrawlerSeen(
            @JsonProperty("url.domain") String site,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("honeyspam.crawler.name") String crawler,
            @JsonProperty("honeyspam.crawler.purpose") String purpose,
            @JsonProperty("honeyspam.crawler.standing") String standing,
            @JsonProperty("honeyspam.crawler.host") @Nullable String host,
            @JsonProperty("honeyspam.crawler.treatment") String treatment)
            implements JournalEvent {}

    /** Somebody got a first page of the maze, against robots.txt; and whether he had read that. */
    record MazeEntered(
            @JsonProperty("url.domain") String site,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("honeyspam.crawler.name") @Nullable String crawler,
            @JsonProperty("honeyspam.crawler.purpose") String purpose,
            @JsonProperty("honeyspam.crawler.standing") String standing,
            @JsonProperty("honeyspam.robots.read") boolean readRobots)
            implements JournalEvent {}

    /** Somebody began to walk a site and may be given addresses. */
    record VisitOpened(
            @JsonProperty("honeyspam.visit.id") String visit,
            @JsonProperty("url.domain") String site,
            @JsonProperty("user_agent.original") String userAgent)
            implements JournalEvent {}

    /**
     * A request of the web was answered; the page is {@code home}, {@code robots}, {@code maze},
     * {@code missing} or {@code error}.
     */
    record PageServed(
            @JsonProperty("http.request.method") String method,
            @JsonProperty("url.domain") String site,
            @JsonProperty("url.original") String url,
            @JsonProperty("http.version") String version,
            @JsonProperty("http.request.referrer") String referrer,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("http.response.status_code") int status,
            @JsonProperty("http.response.body.bytes") long bodyBytes,
            @JsonProperty("honeyspam.page.kind") String page)
            implements JournalEvent {}

    /**
     * Addresses left with a page; on disk before the page is sent. The forms that they stand in are
     * in the same order; null in a record of before they were noted.
     */
    record BaitServed(
            @JsonProperty("honeyspam.visit.id") String visit,
            @JsonProperty("url.domain") String site,
            @JsonProperty("url.path") String path,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("honeyspam.bait.addresses") List<String> addresses,
            @JsonProperty("honeyspam.bait.forms") @Nullable List<String> forms)
            implements JournalEvent {}

    /**
     * What stood in one field of a form; the value may be cut, size and hash are of all of it. Of a
     * file there are its name and type as well.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FormField(
            @JsonProperty("name") String name,
            @JsonProperty("value") String value,
            @JsonProperty("size_bytes") long sizeBytes,
            @JsonProperty("sha256") @Nullable String sha256,
            @JsonProperty("file") @Nullable String file,
            @JsonProperty("type") @Nullable String type) {}

    /**
     * Somebody sent a form that a site has. It was {@code kept}: on disk before the answer is sent;
     * or {@code cut_short}; or there was {@code no_room}.
     */
    record FormPosted(
            @JsonProperty("honeyspam.form.kind") String kind,
            @JsonProperty("url.domain") String site,
            @JsonProperty("url.original") String url,
            @JsonProperty("http.request.referrer") String referrer,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("http.request.mime_type") String type,
            @JsonProperty("http.request.body.bytes") long bodyBytes,
            @JsonProperty("honeyspam.form.kept_bytes") long keptBytes,
            @JsonProperty("honeyspam.form.sha256") @Nullable String sha256,
            @JsonProperty("honeyspam.form.fields") List<FormField> fields,
            @JsonProperty("honeyspam.form.links") List<String> links,
            @JsonProperty("honeyspam.form.addresses") List<String> addresses,
            @JsonProperty("honeyspam.form.bait") List<String> bait,
            @JsonProperty("user.name") @Nullable String user,
            @JsonProperty("honeyspam.auth.password") @Nullable String password,
            @JsonProperty("event.outcome") String outcome)
            implements JournalEvent {}

    /** Somebody asked for what only those look for who want to break in; whether it is there. */
    record WeaknessSought(
            @JsonProperty("honeyspam.weakness.kind") String kind,
            @JsonProperty("url.domain") String site,
            @JsonProperty("url.original") String url,
            @JsonProperty("user_agent.original") String userAgent,
            @JsonProperty("http.response.status_code") int status)
            implements JournalEvent {}

    /** What somebody asked of a proxy, and what we made of it. */
    record ProxyRequest(
            @JsonProperty("honeyspam.proxy.protocol") String protocol,
            @JsonProperty("http.request.method") String method,
            @JsonProperty("url.original") String target,
            @JsonProperty("honeyspam.proxy.target_host") @Nullable String host,
            @JsonProperty("honeyspam.proxy.target_port") @Nullable Integer port,
            @JsonProperty("honeyspam.proxy.next_hop") @Nullable String nextHop,
            @JsonProperty("http.version") @Nullable String version,
            @JsonProperty("user_agent.original") @Nullable String userAgent,
            @JsonProperty("honeyspam.proxy.head") String head,
            @JsonProperty("user.name") @Nullable String user,
            @JsonProperty("honeyspam.auth.password") @Nullable String password,
            @JsonProperty("http.response.status_code") @Nullable Integer status,
            @JsonProperty("honeyspam.socks.reply_code") @Nullable Integer reply,
            @JsonProperty("http.response.body.bytes") long bodyBytes,
            @JsonProperty("honeyspam.proxy.verdict") String verdict,
            @JsonProperty("event.outcome") String outcome)
            implements JournalEvent {}

    /** Somebody asked the name server. By UDP, his address may be another's. */
    record DnsQuery(
            @JsonProperty("dns.question.name") String name,
            @JsonProperty("dns.question.type") String type,
            @JsonProperty("network.transport") String transport,
            @JsonProperty("honeyspam.dns.edns_payload") @Nullable Integer ednsPayload,
            @JsonProperty("honeyspam.dns.dnssec_ok") boolean dnssecOk,
            @JsonProperty("honeyspam.dns.client_subnet") @Nullable String clientSubnet,
            @JsonProperty("dns.response_code") String responseCode,
            @JsonProperty("honeyspam.dns.answers") List<String> records,
            @JsonProperty("event.outcome") String outcome)
            implements JournalEvent {}

    /** What was done about a message that tests the relay. */
    sealed interface ProbeEvent extends JournalEvent {}

    /** A message tests the relay: {@code held}, {@code released} or {@code dropped}. */
    record ProbeFound(
            @JsonProperty("honeyspam.probe.id") long id,
            @JsonProperty("honeyspam.probe.message") String message,
            @JsonProperty("honeyspam.probe.recipient") String recipient,
            @JsonProperty("honeyspam.probe.score") int score,
            @JsonProperty("honeyspam.probe.signs") List<String> signs,
            @JsonProperty("honeyspam.probe.form") String form,
            @JsonProperty("event.outcome") String outcome,
            @JsonProperty("event.reason") @Nullable String reason)
            implements ProbeEvent {}

    /** What was decided of a probe later: {@code released} or {@code dropped}. */
    record ProbeDecided(
            @JsonProperty("honeyspam.probe.id") long id,
            @JsonProperty("event.outcome") String outcome,
            @JsonProperty("event.reason") String reason)
            implements ProbeEvent {}

    /** A try to deliver a probe begins; on disk before anything leaves the machine. */
    record ProbeClaimed(
            @JsonProperty("honeyspam.probe.id") long id,
            @JsonProperty("honeyspam.probe.attempt") int attempt,
            @JsonProperty("honeyspam.probe.recipient") String recipient)
            implements ProbeEvent {}

    /**
     * How a try to deliver a probe ended: {@code delivered}, {@code put_off}, {@code failed}, or
     * {@code unsure}.
     */
    record ProbeTried(
            @JsonProperty("honeyspam.probe.id") long id,
            @JsonProperty("honeyspam.probe.attempt") int attempt,
            @JsonProperty("event.outcome") String outcome,
            @JsonProperty("event.reason") String reason,
            @JsonProperty("honeyspam.remote.host") @Nullable String host,
            @JsonProperty("honeyspam.remote.protocol") @Nullable String protocol)
            implements ProbeEvent {}

    /** The bounce that the relay would have sent, and that was not sent. */
    record ProbeBounced(
            @JsonProperty("honeyspam.probe.id") long id,
            @JsonProperty("honeyspam.bounce.recipient") String recipient,
            @JsonProperty("honeyspam.bounce.status") String status,
            @JsonProperty("honeyspam.bounce.diagnostic") String diagnostic)
            implements ProbeEvent {}

    /**
     * The operator was told something by {@code mail}, {@code webhook} or {@code syslog}: {@code
     * sent}, or {@code failed} and why.
     */
    record AlertSent(
            @JsonProperty("honeyspam.alert.way") String way,
            @JsonProperty("honeyspam.alert.rules") List<String> rules,
            @JsonProperty("honeyspam.alert.count") long count,
            @JsonProperty("event.outcome") String outcome,
            @JsonProperty("event.reason") @Nullable String reason)
            implements JournalEvent {}

    /** Somebody changed a file of the node's; left out of it is what is not known. */
    record FileChanged(
            @JsonProperty("file.path") String path,
            @JsonProperty("honeyspam.file.part") String part,
            @JsonProperty("honeyspam.file.change") String change,
            @JsonProperty("honeyspam.file.sha256_before") @Nullable String hashBefore,
            @JsonProperty("file.hash.sha256") @Nullable String hash,
            @JsonProperty("file.size") @Nullable Long sizeBytes,
            @JsonProperty("file.mode") @Nullable String mode,
            @JsonProperty("honeyspam.file.owner") @Nullable String owner)
            implements JournalEvent {}

    /** Files were changed: {@code running} or {@code stopped}; how many, of each kind. */
    record FilesChanged(
            @JsonProperty("honeyspam.files.while") String state,
            @JsonProperty("honeyspam.files.count") long count,
            @JsonProperty("honeyspam.files.changes") List<String> changes,
            @JsonProperty("honeyspam.files.since") @Nullable String since,
            @JsonProperty("event.reason") @Nullable String reason)
            implements JournalEvent {}

    /** The running node took another configuration; its hash is that of {@code file_changed}. */
    record ConfigurationTaken(
            @JsonProperty("file.path") String path,
            @JsonProperty("file.hash.sha256") @Nullable String hash)
            implements JournalEvent {}
}
