package org.honeyspam.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.smtp.LineEnds.Sense;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Exchange 2019 behind its default front-end connector, from Microsoft's documents and
 * sessions that others published: nobody could ask the program itself.
 */
final class Exchange implements SmtpPersona {
    static final Reply NO_ROOM = Reply.of(452, "4.3.1 Insufficient system resources");
    static final Reply HELLO_FIRST = Reply.of(503, "5.5.2 Send hello first");
    static final Reply NEED_MAIL = Reply.of(503, "5.5.2 Need mail command");
    static final Reply NEED_RCPT = Reply.of(503, "5.5.2 Need rcpt command");
    static final Reply BAD_SEQUENCE = Reply.of(503, "5.5.1 Bad sequence of commands");
    static final Reply INVALID_ARGUMENTS = Reply.of(501, "5.5.4 Invalid arguments");
    static final Reply TOO_LARGE =
            Reply.of(552, "5.3.4 Message size exceeds fixed maximum message size");
    static final Reply SILENT = Reply.of(451, "4.7.0 Timeout waiting for client input").thenClose();

    private static final int LINE_BYTES_MAX = 4_000;

    /** MaxHopCount of a connector. */
    private static final int HOPS_MAX = 60;

    private static final Set<String> ACCOUNTS = Set.of("postmaster", "administrator");
    private static final LineEnds LINE_ENDS = new LineEnds(Sense.TEXT, Sense.TEXT, Sense.TEXT);

    private final Terms terms;
    private final String host;
    private final ExchangeSecurity security;
    private final ExchangePatience patience = new ExchangePatience();

    Exchange(Terms terms) {
        this.terms = terms;
        this.host = terms.host();
        this.security = new ExchangeSecurity(terms);
    }

    @Override
    public int lineBytesMax() {
        return LINE_BYTES_MAX;
    }

    /** Its own limit for headers is 256 KiB, more than is measured; line ends it takes as text. */
    @Override
    public int hopsMax() {
        return HOPS_MAX;
    }

    @Override
    public LineEnds lineEnds() {
        return LINE_ENDS;
    }

    @Override
    public TlsOffer tls() {
        return Schannel.offer(host);
    }

    @Override
    public List<String> mechanisms() {
        return ExchangeSecurity.MECHANISMS;
    }

    @Override
    public String challenge(SmtpSession session, Instant now) {
        throw new IllegalStateException("Exchange knows no CRAM-MD5");
    }

    @Override
    public NtlmChallenge ntlm(SmtpSession session, Instant now) {
        return ExchangeNames.challenge(session, now, host);
    }

    @Override
    public Reply banner(SmtpSession session, Instant now) {
        String date = ExchangeNames.date(now);
        return Reply.of(220, host + " Microsoft ESMTP MAIL Service ready at " + date);
    }

    @Override
    public Reply earlyTalker(SmtpSession session, Instant now) {
        return banner(session, now);
    }

    @Override
    public Command read(String line) {
        return ExchangeCommands.read(line);
    }

    @Override
    public @Nullable Reply refusal(SmtpSession session, Command command) {
        return command.line().length() < LINE_BYTES_MAX ? null : lineTooLong(session);
    }

    @Override
    public Reply hello(SmtpSession session, Command command) {
        if (!ExchangePath.isClientName(command.argument())) {
            return Reply.of(501, "5.5.4 Invalid domain name");
        }
        var lines = new ArrayList<String>();
        lines.add(host + " Hello [" + session.peer().source().ipText() + "]");
        if (command.verb() == Command.Verb.EHLO) {
            lines.addAll(List.of("SIZE " + terms.messageBytesMax(), "PIPELINING", "DSN"));
            lines.add("ENHANCEDSTATUSCODES");
            lines.addAll(security.extensions(session));
            lines.addAll(List.of("8BITMIME", "BINARYMIME", "CHUNKING", "SMTPUTF8"));
            lines.addAll(security.lastExtensions());
        }
        return Reply.of(250, lines.toArray(String[]::new));
    }

    @Override
    public Path mail(SmtpSession session, Command command) {
        if (!session.greeted()) {
            return new Path.Bad(HELLO_FIRST);
        }
        if (session.envelope() != null) {
            return new Path.Bad(Reply.of(503, "5.5.2 Sender already specified"));
        }
        return ExchangePath.sender(command.argument(), terms.messageBytesMax());
    }

    @Override
    public Reply senderTaken(SmtpSession session, Path.Good sender) {
        return Reply.of(250, "2.1.0 Sender OK");
    }

    @Override
    public Path recipient(SmtpSession session, Command command) {
        if (!session.greeted()) {
            return new Path.Bad(HELLO_FIRST);
        }
        Envelope envelope = session.envelope();
        if (envelope == null) {
            return new Path.Bad(NEED_MAIL);
        }
        if (envelope.recipients().size() >= terms.recipientsMax()) {
            return new Path.Bad(Reply.of(452, "4.5.3 Too many recipients"));
        }
        return ExchangePath.recipient(command.argument(), envelope.sender().has("SMTPUTF8"));
    }

    @Override
    public boolean isAccount(String name) {
        return ACCOUNTS.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict) {
        return switch (verdict) {
            case TAKEN -> Reply.of(250, "2.1.5 Recipient OK");
            case USER_UNKNOWN ->
                    Reply.of(
                            550,
                            "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP"
                                    + " address lookup");
            case RELAYING_DENIED ->
                    Reply.of(550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain");
        };
    }

    @Override
    public Reply data(SmtpSession session, Command command) {
        if (!command.argument().isEmpty()) {
            return INVALID_ARGUMENTS;
        }
        Reply outOfOrder = ExchangeCommands.needsRecipients(session);
        if (outOfOrder != null) {
            return outOfOrder;
        }
        Envelope envelope = session.envelope();
        // RFC 3030 section 3: what is binary can only come in chunks.
        boolean chunks =
                envelope == null || envelope.chunked() || ExchangeParameters.isBinary(envelope);
        return chunks ? BAD_SEQUENCE : Reply.of(354, "Start mail input; end with <CRLF>.<CRLF>");
    }

    @Override
    public Chunk chunk(SmtpSession session, Command command) {
        return ExchangeCommands.chunk(session, command);
    }

    @Override
    public Reply chunkTaken(SmtpSession session, Chunk chunk) {
        return Reply.of(250, "2.6.0 CHUNK received OK, " + chunk.sizeBytes() + " octets");
    }

    @Override
    public Reply messageTaken(SmtpSession session) {
        return ExchangeNames.messageTaken(session, host);
    }

    @Override
    public Reply messageRefused(SmtpSession session, Complaint complaint) {
        return switch (complaint) {
            case TOO_LARGE -> TOO_LARGE;
            case TOO_MANY_HOPS -> Reply.of(554, "5.4.6 Hop count exceeded - possible mail loop");
            case NO_ROOM -> NO_ROOM;
            case CUT_SHORT -> SILENT;
            case HEADER_TOO_LARGE, HEADER_SYNTAX, LINE_TOO_LONG, BARE_LF, BARE_CR, NUL ->
                    throw new IllegalStateException("Exchange takes " + complaint);
        };
    }

    @Override
    public Reply reset(SmtpSession session, Command command) {
        return Reply.of(250, "2.0.0 Resetting");
    }

    @Override
    public Reply startTls(SmtpSession session, Command command) {
        return security.startTls(session, command);
    }

    @Override
    public @Nullable Reply authRefusal(SmtpSession session, Command command) {
        return security.authRefusal(session, command);
    }

    @Override
    public Reply authenticated(SmtpSession session, AuthEnd end, AuthTalk talk) {
        return security.authenticated(session, end);
    }

    @Override
    public Reply other(SmtpSession session, Command command) {
        return ExchangeCommands.answer(command);
    }

    @Override
    public Reply noRoom(SmtpSession session) {
        return NO_ROOM;
    }

    @Override
    public Reply paced(SmtpSession session, Command command, Reply reply) {
        return patience.paced(session, command, reply);
    }

    @Override
    public Reply lineTooLong(SmtpSession session) {
        return Reply.of(500, "5.5.2 Line too long").thenClose();
    }

    @Override
    public Reply timedOut(SmtpSession session) {
        return SILENT;
    }

    @Override
    public Reply trouble(SmtpSession session) {
        return Reply.of(421, "4.3.2 Service not available").thenClose();
    }

    @Override
    public String queueId(SmtpSession session, Instant now) {
        return ExchangeNames.internalId(session, now);
    }

    @Override
    public String received(SmtpSession session, Envelope envelope, Instant now) {
        return ExchangeNames.received(session, now, host);
    }
}
