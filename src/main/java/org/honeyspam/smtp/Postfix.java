package org.honeyspam.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.smtp.LineEnds.Sense;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Postfix 3.7.11 as Debian 12 ships it, without name look-ups. Every text was taken from the
 * running program.
 */
final class Postfix implements SmtpPersona {
    private static final int LINE_BYTES_MAX = 2_048;

    /** With its own, there are 50. */
    private static final int HOPS_MAX = 48;

    /** It lowers the bar that Debian's OpenSSL has: better old than in the clear. */
    private static final List<String> TLS_VERSIONS =
            List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");

    /** LF.LF ends a message as well: smtpd_forbid_bare_newline is off before Postfix 3.9. */
    private static final LineEnds LINE_ENDS =
            new LineEnds(Sense.LINE_END, Sense.LINE_END, Sense.TEXT);

    /**
     * A SIZE that was refused stands for the next MAIL as well, up to the next RSET or greeting.
     */
    private static final String TOO_LARGE = "size too large";

    private final Terms terms;
    private final String host;
    private final PostfixPath paths;
    private final PostfixMailboxes mailboxes;
    private final PostfixPatience patience;
    private final PostfixChunks chunks;

    Postfix(Terms terms) {
        this.terms = terms;
        this.host = terms.host();
        this.paths = new PostfixPath(host);
        this.mailboxes = new PostfixMailboxes(host, terms.policy());
        this.patience = new PostfixPatience(host);
        this.chunks = new PostfixChunks(terms.messageBytesMax());
    }

    // ---- character

    @Override
    public int lineBytesMax() {
        return LINE_BYTES_MAX;
    }

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
        return new TlsOffer(host, TLS_VERSIONS, TlsOffer.openSsl(host).ciphers(), true);
    }

    @Override
    public List<String> mechanisms() {
        return terms.offered("PLAIN", "LOGIN", "CRAM-MD5");
    }

    @Override
    public String challenge(SmtpSession session, Instant now) {
        return PostfixNames.challenge(session, now, host);
    }

    // ---- commands

    @Override
    public Reply banner(SmtpSession session, Instant now) {
        return Reply.of(220, host + " ESMTP Postfix (Debian/GNU)");
    }

    @Override
    public Reply earlyTalker(SmtpSession session, Instant now) {
        return banner(session, now);
    }

    @Override
    public Command read(String line) {
        return PostfixCommands.read(line);
    }

    @Override
    public @Nullable Reply refusal(SmtpSession session, Command command) {
        return PostfixCommands.refusal(command);
    }

    @Override
    public Reply hello(SmtpSession session, Command command) {
        String verb = PostfixCommands.verb(command);
        if (command.argument().isEmpty()) {
            return Reply.of(501, "Syntax: " + verb + " hostname");
        }
        startAnew(session);
        if (command.verb() == Command.Verb.HELO) {
            return Reply.of(250, host);
        }
        session.count(PostfixNames.EXTENDED);
        var lines = new ArrayList<String>();
        lines.addAll(List.of(host, "PIPELINING", "SIZE " + terms.messageBytesMax()));
        lines.addAll(List.of("VRFY", "ETRN"));
        if (terms.tls() && !session.secured()) {
            lines.add("STARTTLS");
        }
        if (terms.auth()) {
            lines.add("AUTH " + String.join(" ", mechanisms()));
        }
        lines.addAll(List.of("ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8", "CHUNKING"));
        return Reply.of(250, lines.toArray(String[]::new));
    }

    /** Against RFC 5321 section 4.1.4: Postfix does not ask for a greeting by default. */
    @Override
    public Path mail(SmtpSession session, Command command) {
        if (session.envelope() != null) {
            return new Path.Bad(Reply.of(503, "5.5.1 Error: nested MAIL command"));
        }
        if (PostfixChunks.begun(session)) {
            return new Path.Bad(Reply.of(503, "5.5.1 Error: MAIL after BDAT"));
        }
        boolean before = session.counted(TOO_LARGE) > 0;
        var parameters = PostfixParameters.ofMail(terms.messageBytesMax(), before);
        Path path = paths.sender(PostfixCommands.words(command.line()), parameters);
        session.forget(TOO_LARGE);
        if (parameters.tooLarge()) {
            session.count(TOO_LARGE);
        }
        return path;
    }

    @Override
    public Reply senderTaken(SmtpSession session, Path.Good sender) {
        session.forget(PostfixNames.RECIPIENTS);
        patience.beginTransaction(session);
        return Reply.of(250, "2.1.0 Ok");
    }

    @Override
    public Path recipient(SmtpSession session, Command command) {
        Envelope envelope = session.envelope();
        if (envelope == null) {
            return new Path.Bad(Reply.of(503, "5.5.1 Error: need MAIL command"));
        }
        if (PostfixChunks.begun(session)) {
            return new Path.Bad(Reply.of(503, "5.5.1 Error: RCPT after BDAT"));
        }
        boolean unicode = envelope.sender().has("SMTPUTF8");
        Path path = paths.recipient(PostfixCommands.words(command.line()), unicode);
        boolean full = session.counted(PostfixNames.RECIPIENTS) >= terms.recipientsMax();
        return path instanceof Path.Good && full
                ? new Path.Bad(PostfixPatience.TOO_MANY_RECIPIENTS)
                : path;
    }

    @Override
    public boolean isAccount(String address) {
        return mailboxes.isAccount(address);
    }

    @Override
    public Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict) {
        if (verdict != Verdict.TAKEN) {
            return mailboxes.unwelcome(recipient, verdict);
        }
        session.count(PostfixNames.RECIPIENTS);
        return Reply.of(250, "2.1.5 Ok");
    }

    @Override
    public Reply data(SmtpSession session, Command command) {
        Envelope envelope = session.envelope();
        if (PostfixChunks.begun(session)) {
            return Reply.of(503, "5.5.1 Error: DATA after BDAT");
        }
        if (envelope == null) {
            return Reply.of(503, "5.5.1 Error: need RCPT command");
        }
        if (envelope.recipients().isEmpty()) {
            return Reply.of(554, "5.5.1 Error: no valid recipients");
        }
        return command.argument().isEmpty()
                ? Reply.of(354, "End data with <CR><LF>.<CR><LF>")
                : Reply.of(501, "5.5.4 Syntax: DATA");
    }

    @Override
    public Chunk chunk(SmtpSession session, Command command) {
        return chunks.read(session, command);
    }

    @Override
    public Reply chunkTaken(SmtpSession session, Chunk chunk) {
        return Reply.of(250, "2.0.0 Ok: " + chunk.sizeBytes() + " bytes");
    }

    @Override
    public Reply messageTaken(SmtpSession session) {
        patience.forgive(session);
        Envelope envelope = session.envelope();
        String size =
                envelope != null && envelope.chunked() ? session.messageBytes() + " bytes " : "";
        return Reply.of(250, "2.0.0 Ok: " + size + "queued as " + session.queueId());
    }

    @Override
    public Reply messageRefused(SmtpSession session, Complaint complaint) {
        PostfixChunks.givenUp(session);
        return switch (complaint) {
            case TOO_LARGE -> Reply.of(552, "5.3.4 Error: message file too big");
            case TOO_MANY_HOPS -> Reply.of(554, "5.4.0 Error: too many hops");
            case CUT_SHORT -> timedOut(session);
            case HEADER_TOO_LARGE, HEADER_SYNTAX, LINE_TOO_LONG, BARE_LF, BARE_CR, NUL, NO_ROOM ->
                    Reply.of(451, "4.3.0 Error: queue file write error");
        };
    }

    @Override
    public Reply reset(SmtpSession session, Command command) {
        if (!command.argument().isEmpty()) {
            return Reply.of(501, "5.5.4 Syntax: RSET");
        }
        startAnew(session);
        return Reply.of(250, "2.0.0 Ok");
    }

    @Override
    public Reply startTls(SmtpSession session, Command command) {
        Reply reply = PostfixSecurity.startTls(session, command, terms.tls());
        if (reply.positive()) {
            startAnew(session);
        }
        return reply;
    }

    private static void startAnew(SmtpSession session) {
        PostfixChunks.forget(session);
        session.forget(TOO_LARGE);
    }

    @Override
    public @Nullable Reply authRefusal(SmtpSession session, Command command) {
        List<String> offered = terms.auth() ? mechanisms() : List.of();
        return PostfixSecurity.authRefusal(session, command, offered);
    }

    @Override
    public Reply authenticated(SmtpSession session, AuthEnd end, AuthTalk talk) {
        return PostfixSecurity.authenticated(end, talk);
    }

    @Override
    public Reply other(SmtpSession session, Command command) {
        return PostfixCommands.verb(command).equals("VRFY")
                ? mailboxes.verify(PostfixCommands.words(command.line()))
                : PostfixCommands.answer(session, command);
    }

    @Override
    public Reply noRoom(SmtpSession session) {
        return Reply.of(452, "4.3.1 Insufficient system storage");
    }

    @Override
    public Reply paced(SmtpSession session, Command command, Reply reply) {
        return patience.paced(session, command, reply);
    }

    // ---- trouble

    /** Postfix takes the beginning of the line for the command. */
    @Override
    public @Nullable Reply lineTooLong(SmtpSession session) {
        return null;
    }

    @Override
    public Reply timedOut(SmtpSession session) {
        return Reply.of(421, "4.4.2 " + host + " Error: timeout exceeded").thenClose();
    }

    @Override
    public Reply trouble(SmtpSession session) {
        return Reply.of(421, "4.3.0 " + host + " Server local data error").thenClose();
    }

    // ---- names

    @Override
    public String queueId(SmtpSession session, Instant now) {
        return PostfixNames.queueId(session, now, host);
    }

    @Override
    public String received(SmtpSession session, Envelope envelope, Instant now) {
        return PostfixNames.received(session, envelope, host);
    }
}
