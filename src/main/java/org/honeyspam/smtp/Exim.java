package org.honeyspam.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.smtp.LineEnds.Sense;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Exim 4.96 as Debian 12 ships and configures it, without name look-ups. Every text was taken from
 * the running program.
 */
final class Exim implements SmtpPersona {
    private static final int LINE_BYTES_MAX = 16_384;
    private static final int TEXT_LINE_BYTES_MAX = 998;

    /** A bare line feed ends lines, and with a dot the message, if the first line ended so. */
    private static final LineEnds LINE_ENDS =
            new LineEnds(Sense.AS_FIRST, Sense.LINE_START, Sense.TEXT);

    private final Terms terms;
    private final String host;
    private final EximPath paths;
    private final EximAccess access;

    Exim(Terms terms) {
        this.terms = terms;
        this.host = terms.host();
        this.paths = new EximPath(host, terms.messageBytesMax());
        this.access = new EximAccess(host);
    }

    // ---- character

    @Override
    public int lineBytesMax() {
        return LINE_BYTES_MAX;
    }

    /** It counts them when it delivers. */
    @Override
    public int hopsMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long textLineBytesMax() {
        return TEXT_LINE_BYTES_MAX;
    }

    @Override
    public boolean takesHeader(String header) {
        return EximHeader.isSound(header);
    }

    @Override
    public LineEnds lineEnds() {
        return LINE_ENDS;
    }

    @Override
    public TlsOffer tls() {
        return TlsOffer.gnuTls(host);
    }

    @Override
    public List<String> mechanisms() {
        return terms.offered("PLAIN", "LOGIN", "CRAM-MD5");
    }

    @Override
    public String challenge(SmtpSession session, Instant now) {
        return EximNames.challenge(session, now, host);
    }

    /** Exim passes over blanks in base64. */
    @Override
    public String base64(String said) {
        return said.replaceAll("[ \t-\r]", "");
    }

    // ---- commands

    @Override
    public Reply banner(SmtpSession session, Instant now) {
        return Reply.of(220, host + " ESMTP Exim 4.96 " + EximNames.date(now));
    }

    @Override
    public Reply earlyTalker(SmtpSession session, Instant now) {
        return banner(session, now);
    }

    @Override
    public Command read(String line) {
        return EximCommands.read(line);
    }

    @Override
    public @Nullable Reply refusal(SmtpSession session, Command command) {
        EximRecipients.next(session, command);
        Reply reply = EximChunks.between(session, command);
        return reply == null ? EximCommands.refusal(session, command) : reply;
    }

    @Override
    public Reply hello(SmtpSession session, Command command) {
        EximPatience.hello(session);
        session.forget(EximPath.EXTENDED);
        if (command.verb() == Command.Verb.EHLO) {
            session.count(EximPath.EXTENDED);
        }
        if (!EximCommands.isHostName(command.argument())) {
            String text = "Syntactically invalid " + command.word() + " argument(s)";
            return EximPatience.badHello(session, Reply.of(501, text));
        }
        EximRecipients.forget(session);
        String client = session.peer().source().ipText();
        String hello = "%s Hello %s [%s]".formatted(host, command.argument(), client);
        return command.verb() == Command.Verb.HELO
                ? Reply.of(250, hello)
                : Reply.of(250, extensions(session, hello).toArray(String[]::new));
    }

    private List<String> extensions(SmtpSession session, String hello) {
        var lines = new ArrayList<String>();
        lines.addAll(List.of(hello, "SIZE " + terms.messageBytesMax(), "8BITMIME", "PIPELINING"));
        if (EximPatience.needNotWait(session)) {
            lines.add("PIPECONNECT");
        }
        if (terms.auth()) {
            lines.add("AUTH " + String.join(" ", mechanisms()));
        }
        lines.add("CHUNKING");
        if (terms.tls() && !session.secured()) {
            lines.add("STARTTLS");
        }
        lines.addAll(List.of("PRDR", "HELP"));
        return lines;
    }

    @Override
    public Path mail(SmtpSession session, Command command) {
        EximRecipients.senderRefused(session); // Until it is taken.
        if (!session.greeted()) {
            return new Path.Bad(Reply.of(503, "HELO or EHLO required"));
        }
        if (session.envelope() != null) {
            return new Path.Bad(EximPatience.fault(session, 503, "sender already given"));
        }
        if (command.argument().isEmpty()) {
            String text = "MAIL must have an address operand";
            return new Path.Bad(EximPatience.fault(session, 501, text));
        }
        EximRecipients.forget(session);
        return paths.sender(session, command.argument());
    }

    @Override
    public Reply senderTaken(SmtpSession session, Path.Good sender) {
        EximRecipients.senderTaken(session);
        return Reply.of(250, sender.has("PRDR") ? "OK, PRDR Requested" : "OK");
    }

    @Override
    public Path recipient(SmtpSession session, Command command) {
        if (session.envelope() == null) {
            return new Path.Bad(EximRecipients.withoutSender(session));
        }
        int named = EximRecipients.named(session);
        if (command.argument().isEmpty()) {
            String text = "RCPT must have an address operand";
            Reply reply = EximPatience.fault(session, 501, text);
            return new Path.Bad(EximRecipients.answered(session, reply, true));
        }
        return switch (paths.recipient(session, command.argument())) {
            case Path.Bad bad -> new Path.Bad(EximRecipients.answered(session, bad.reply(), true));
            case Path.Good good when named > terms.recipientsMax() -> {
                Reply reply = Reply.of(452, "too many recipients");
                yield new Path.Bad(EximRecipients.answered(session, reply, true));
            }
            case Path.Good good -> {
                Reply reply = access.restriction(good.address());
                yield reply == null
                        ? good
                        : new Path.Bad(EximRecipients.answered(session, reply, false));
            }
        };
    }

    @Override
    public boolean isAccount(String address) {
        return access.isAccount(address);
    }

    @Override
    public Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict) {
        int tried = EximRecipients.tried(session);
        int taken = EximRecipients.taken(session);
        Reply reply = EximAccess.judged(recipient.address(), verdict, tried, taken);
        return EximRecipients.answered(session, reply, reply.positive());
    }

    @Override
    public Reply data(SmtpSession session, Command command) {
        EximPatience.textSeen(session);
        Envelope envelope = session.envelope();
        if (envelope == null || envelope.recipients().isEmpty()) {
            return EximRecipients.missing(session, "DATA");
        }
        EximRecipients.found(session);
        return Reply.of(354, "Enter message, ending with \".\" on a line by itself");
    }

    @Override
    public boolean namesTexts() {
        return true;
    }

    @Override
    public Chunk chunk(SmtpSession session, Command command) {
        return EximChunks.read(session, command);
    }

    @Override
    public Reply chunkTaken(SmtpSession session, Chunk chunk) {
        return EximChunks.taken(chunk);
    }

    @Override
    public Reply messageTaken(SmtpSession session) {
        Reply reply = taken(session, "id=" + session.queueId());
        messageEnds(session);
        return reply;
    }

    private static Reply taken(SmtpSession session, String id) {
        if (EximPerRecipient.isAsked(session)) {
            return EximPerRecipient.answer(session, Reply.of(250, id + " message accepted"));
        }
        Envelope envelope = session.envelope();
        return envelope != null && envelope.chunked()
                ? Reply.of(250, EximChunks.last(session), "OK " + id)
                : Reply.of(250, "OK " + id);
    }

    @Override
    public Reply messageRefused(SmtpSession session, Complaint complaint) {
        String tooLong =
                "maximum allowed line length is 998 octets, got "
                        + session.measure().longestLineBytes();
        String tooLate = host + " SMTP incoming data timeout - closing connection.";
        Reply reply =
                switch (complaint) {
                    case TOO_LARGE -> Reply.of(552, "Message size exceeds maximum permitted");
                    case LINE_TOO_LONG -> EximPerRecipient.answer(session, Reply.of(550, tooLong));
                    case HEADER_SYNTAX ->
                            EximPerRecipient.answer(session, Reply.of(550, "header syntax"));
                    case CUT_SHORT -> Reply.of(421, tooLate).thenClose();
                    case NO_ROOM -> noRoom(session);
                    case HEADER_TOO_LARGE, BARE_LF, BARE_CR, NUL, TOO_MANY_HOPS ->
                            throw new IllegalStateException("Exim takes " + complaint);
                };
        messageEnds(session);
        return reply;
    }

    private static void messageEnds(SmtpSession session) {
        EximPatience.messageEnds(session);
        EximRecipients.forget(session);
        EximChunks.forget(session);
    }

    @Override
    public Reply reset(SmtpSession session, Command command) {
        EximPatience.reset(session);
        EximRecipients.forget(session);
        EximChunks.forget(session);
        return Reply.of(250, "Reset OK");
    }

    @Override
    public Reply startTls(SmtpSession session, Command command) {
        Reply reply = EximSecurity.startTls(session, terms.tls());
        if (reply.positive()) {
            EximPatience.handshake(session);
            EximRecipients.forget(session);
        }
        return reply;
    }

    @Override
    public @Nullable Reply authRefusal(SmtpSession session, Command command) {
        List<String> offered = terms.auth() ? mechanisms() : List.of();
        return EximSecurity.authRefusal(session, command, offered);
    }

    @Override
    public Reply authenticated(SmtpSession session, AuthEnd end, AuthTalk talk) {
        return EximSecurity.authenticated(end);
    }

    @Override
    public Reply other(SmtpSession session, Command command) {
        if (!command.word().equals("VRFY")) {
            return EximCommands.other(session, command, host, terms.tls());
        }
        return switch (paths.verified(command.argument())) {
            case Path.Bad bad -> bad.reply();
            case Path.Good good -> Reply.of(252, "Administrative prohibition");
        };
    }

    @Override
    public Reply noRoom(SmtpSession session) {
        return Reply.of(452, "Space shortage, please try later");
    }

    @Override
    public Reply paced(SmtpSession session, Command command, Reply reply) {
        return reply;
    }

    // ---- trouble

    /** Exim takes the beginning of the line for the command. */
    @Override
    public @Nullable Reply lineTooLong(SmtpSession session) {
        return null;
    }

    @Override
    public Reply timedOut(SmtpSession session) {
        return Reply.of(421, host + ": SMTP command timeout - closing connection").thenClose();
    }

    @Override
    public Reply inputLost(SmtpSession session, boolean withinText) {
        return Reply.of(
                421, withinText ? "Lost incoming connection" : host + " lost input connection");
    }

    @Override
    public Reply trouble(SmtpSession session) {
        return Reply.of(451, "Temporary local problem - please try later").thenClose();
    }

    // ---- names

    @Override
    public String queueId(SmtpSession session, Instant now) {
        return EximNames.queueId(session, now, host);
    }

    @Override
    public String received(SmtpSession session, Envelope envelope, Instant now) {
        return EximNames.received(session, envelope, host);
    }
}
