package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.smtp.LineEnds.Sense;
import org.honeyspam.smtp.RecipientPolicy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Sendmail 8.17.1.9 as Debian 12 ships it, without name look-ups. Every text was taken from the
 * running program.
 */
final class Sendmail implements SmtpPersona {
    static final String VERSION = "8.17.1.9/8.17.1.9/Debian-2+deb12u2";

    static final Reply NO_ROOM = Reply.of(452, "4.4.5 Insufficient disk space; try again later");

    /** RFC 4954 section 4.5 asks for no less, and it reads no more of other commands either. */
    private static final int LINE_BYTES_MAX = 12_286;

    private static final int COMMAND_BYTES_MAX = 2_046;
    private static final int BAD_COMMANDS_MAX = 25;
    private static final int HELO_BYTES_MAX = 256;
    private static final LineEnds LINE_ENDS =
            new LineEnds(Sense.REFUSED, Sense.REFUSED, Sense.REFUSED);

    /** What needs space. */
    private static final Set<String> SERIOUS =
            Set.of("MAIL", "RCPT", "DATA", "VRFY", "EXPN", "HELP", "AUTH", "STARTTLS", "VERB");

    private static final Set<String> OTHER_PROTOCOLS = Set.of("GET", "POST", "CONNECT", "USER");

    private static final String BAD_COMMANDS = "bad commands";
    private static final String MUZZLED = "muzzled";

    private final Terms terms;
    private final String host;
    private final SendmailCommands commands;

    Sendmail(Terms terms) {
        this.terms = terms;
        this.host = terms.host();
        this.commands = new SendmailCommands(host);
    }

    /** A client without a name in the DNS; we never look one up. */
    static String client(Peer peer) {
        String ip = peer.source().ipText();
        return ip.indexOf(':') < 0 ? "[" + ip + "]" : "[IPv6:" + ip + "]";
    }

    private static String client(SmtpSession session) {
        return client(session.peer());
    }

    @Override
    public int lineBytesMax() {
        return LINE_BYTES_MAX;
    }

    @Override
    public boolean mindsLargeHeader() {
        return true;
    }

    @Override
    public boolean mindsNul() {
        return true;
    }

    @Override
    public int hopsMax() {
        return Integer.MAX_VALUE; // It takes them all, and counts when it delivers.
    }

    @Override
    public LineEnds lineEnds() {
        return LINE_ENDS;
    }

    @Override
    public Duration greetPause(SmtpSession session) {
        return terms.greetPause();
    }

    @Override
    public TlsOffer tls() {
        return TlsOffer.openSsl(host);
    }

    @Override
    public boolean greetingOutlivesTls() {
        return true;
    }

    @Override
    public List<String> mechanisms() {
        return terms.offered("CRAM-MD5", "LOGIN", "PLAIN");
    }

    @Override
    public String challenge(SmtpSession session, Instant now) {
        return SendmailNames.challenge(session, now, host);
    }

    @Override
    public Reply banner(SmtpSession session, Instant now) {
        String who = client(session) + "(FAIL)-" + client(session);
        String date = SendmailNames.date(now);
        return Reply.of(
                220,
                "%s ESMTP Sendmail %s; %s; (No UCE/UBE) logging access from: %s"
                        .formatted(host, VERSION, date, who));
    }

    @Override
    public Reply earlyTalker(SmtpSession session, Instant now) {
        session.count(MUZZLED);
        return Reply.of(554, host + " ESMTP not accepting messages");
    }

    @Override
    public Command read(String line) {
        int nul = line.indexOf('\0');
        String text = nul < 0 ? line : line.substring(0, nul);
        String bare = text.strip();
        int end = 0;
        while (end < bare.length() && bare.charAt(end) > ' ') {
            end++;
        }
        String word = bare.substring(0, end);
        String argument = bare.substring(end).strip();
        if (Command.verb(word) == Command.Verb.AUTH) {
            argument = SendmailSecurity.argument(text.stripLeading().substring(end));
        }
        return new Command(Command.verb(word), word, argument, text);
    }

    @Override
    public @Nullable Reply refusal(SmtpSession session, Command command) {
        String verb = SendmailCommands.verb(command);
        boolean auth = command.line().regionMatches(true, 0, "AUTH ", 0, 5);
        if (command.line().length() > COMMAND_BYTES_MAX && !auth) {
            return lineTooLong(session);
        }
        boolean first = session.commands() == 0 && command.line().startsWith(command.word());
        if (first && OTHER_PROTOCOLS.contains(verb)) {
            String text = "4.7.0 " + host + " Rejecting open proxy " + client(session);
            return Reply.of(421, text).thenClose();
        }
        boolean muzzled = session.counted(MUZZLED) > 0;
        if (muzzled && (SERIOUS.contains(verb) || verb.equals("ETRN"))) {
            return bad(session, Reply.of(550, "5.0.0 Command rejected"));
        }
        if (!session.room() && SERIOUS.contains(verb) && command.verb() == Command.Verb.OTHER) {
            return noRoom(session);
        }
        return null;
    }

    @Override
    public Reply hello(SmtpSession session, Command command) {
        if (session.inputWaits()) {
            session.count(MUZZLED);
            return Reply.of(554, "5.5.0 SMTP protocol error");
        }
        String name = command.argument();
        if (name.isEmpty()) {
            return Reply.of(501, "5.0.0 " + command.word() + " requires domain address");
        }
        if (name.length() > HELO_BYTES_MAX || !name.matches("[A-Za-z0-9._#:\\[\\]-]+")) {
            return Reply.of(501, "5.0.0 Invalid domain name");
        }
        var lines = new ArrayList<String>();
        lines.add(host + " Hello " + client(session) + ", pleased to meet you");
        if (command.verb() == Command.Verb.EHLO) {
            lines.add("ENHANCEDSTATUSCODES");
            if (session.counted(MUZZLED) == 0) {
                extensions(session, lines);
            }
        }
        return Reply.of(250, lines.toArray(String[]::new));
    }

    private void extensions(SmtpSession session, List<String> lines) {
        lines.addAll(List.of("PIPELINING", "EXPN", "VERB", "8BITMIME"));
        lines.addAll(List.of("SIZE " + terms.messageBytesMax(), "DSN", "ETRN"));
        if (terms.auth()) {
            lines.add("AUTH " + String.join(" ", mechanisms()));
        }
        if (terms.tls() && !session.secured()) {
            lines.add("STARTTLS");
        }
        lines.addAll(List.of("DELIVERBY", "HELP"));
    }

    @Override
    public Path mail(SmtpSession session, Command command) {
        if (!session.greeted()) {
            return new Path.Bad(Reply.of(503, "5.0.0 Polite people say HELO first"));
        }
        if (session.envelope() != null) {
            return new Path.Bad(Reply.of(503, "5.5.0 Sender already specified"));
        }
        return path(session).sender(SendmailCommands.tail(command), terms.messageBytesMax());
    }

    @Override
    public Reply senderTaken(SmtpSession session, Path.Good sender) {
        return Reply.of(250, "2.1.0 " + SendmailText.shown(sender.typed()) + "... Sender ok");
    }

    @Override
    public Path recipient(SmtpSession session, Command command) {
        Envelope envelope = session.envelope();
        if (envelope == null) {
            return new Path.Bad(Reply.of(503, "5.0.0 Need MAIL before RCPT"));
        }
        if (envelope.recipients().size() >= terms.recipientsMax()) {
            return new Path.Bad(Reply.of(452, "4.5.3 Too many recipients"));
        }
        return path(session).recipient(SendmailCommands.tail(command));
    }

    private SendmailPath path(SmtpSession session) {
        return SendmailPath.of(host, session);
    }

    @Override
    public boolean isAccount(String name) {
        return SendmailAccounts.isAccount(name);
    }

    @Override
    public Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict) {
        String typed = SendmailText.shown(recipient.typed());
        Envelope envelope = session.envelope();
        if (verdict == Verdict.RELAYING_DENIED) {
            return Reply.of(
                    550,
                    "5.7.1 %s... Relaying denied. IP name lookup failed %s"
                            .formatted(typed, client(session)));
        }
        if (envelope == null || !envelope.senderHasDomain()) {
            String sender = envelope == null ? "" : SendmailText.shown(envelope.senderAddress());
            return Reply.of(
                    553,
                    "5.5.4 %s... Domain name required for sender address %s"
                            .formatted(typed, sender));
        }
        if (!path(session).isReal(envelope.sender())) {
            return Reply.of(
                    553, "5.5.4 " + typed + "... Real domain name required for sender address");
        }
        if (path(session).areTooDeep(envelope.sender(), recipient)) {
            return Reply.of(554, "5.0.0 rewrite: excessive recursion (max 50), ruleset D");
        }
        Reply notForMail = path(session).notForMail(recipient);
        if (notForMail != null) {
            return notForMail;
        }
        if (verdict == Verdict.USER_UNKNOWN || isUnknownHere(session, recipient)) {
            return Reply.of(550, "5.1.1 " + typed + "... User unknown");
        }
        Path.Good first = envelope.first(recipient);
        boolean known = first != null && first.address().equals(recipient.address());
        String spelled = known && first != null ? SendmailText.shown(first.typed()) : typed;
        return Reply.of(250, "2.1.5 " + spelled + "... Recipient ok");
    }

    /** An open relay takes all for the world; of its own users it knows the names. */
    private boolean isUnknownHere(SmtpSession session, Path.Good recipient) {
        return terms.policy() instanceof RecipientPolicy.OpenRelay relay
                && relay.judge(recipient.address(), false).bait() == null
                && path(session).isNobody(recipient);
    }

    @Override
    public Reply data(SmtpSession session, Command command) {
        Envelope envelope = session.envelope();
        if (envelope == null) {
            return Reply.of(503, "5.0.0 Need MAIL command");
        }
        if (envelope.recipients().isEmpty()) {
            return Reply.of(503, "5.0.0 Need RCPT (recipient)");
        }
        return session.inputWaits()
                ? Reply.of(554, "5.5.0 SMTP protocol error").thenClose()
                : Reply.of(354, "End data with <CR><LF>.<CR><LF>");
    }

    @Override
    public Chunk chunk(SmtpSession session, Command command) {
        return new Chunk(0, false, bad(session, SendmailCommands.unrecognized(command.line())));
    }

    @Override
    public Reply chunkTaken(SmtpSession session, Chunk chunk) {
        throw new IllegalStateException("Sendmail knows no BDAT");
    }

    @Override
    public Reply messageTaken(SmtpSession session) {
        return Reply.of(250, "2.0.0 " + session.queueId() + " Message accepted for delivery");
    }

    @Override
    public Reply messageRefused(SmtpSession session, Complaint complaint) {
        return SendmailComplaints.about(session, complaint, terms);
    }

    @Override
    public Reply reset(SmtpSession session, Command command) {
        return Reply.of(250, "2.0.0 Reset state");
    }

    @Override
    public Reply startTls(SmtpSession session, Command command) {
        return SendmailSecurity.startTls(session, command, terms.tls());
    }

    @Override
    public @Nullable Reply authRefusal(SmtpSession session, Command command) {
        return SendmailSecurity.authRefusal(session, command, terms.auth() ? mechanisms() : null);
    }

    @Override
    public Reply authenticated(SmtpSession session, AuthEnd end, AuthTalk talk) {
        return SendmailSecurity.authenticated(end, talk);
    }

    @Override
    public Reply other(SmtpSession session, Command command) {
        Reply reply = commands.answer(session, command);
        return reply.code() == 500 && !SendmailCommands.verb(command).equals("ETRN")
                ? bad(session, reply)
                : reply;
    }

    private Reply bad(SmtpSession session, Reply reply) {
        if (session.count(BAD_COMMANDS) <= BAD_COMMANDS_MAX) {
            return reply;
        }
        String text = "4.7.0 " + host + " Too many bad commands; closing connection";
        return Reply.of(421, text).thenClose();
    }

    @Override
    public Reply noRoom(SmtpSession session) {
        return NO_ROOM;
    }

    @Override
    public Reply paced(SmtpSession session, Command command, Reply reply) {
        return SendmailPatience.paced(session, command, reply);
    }

    @Override
    public @Nullable Reply lineTooLong(SmtpSession session) {
        String text = "4.7.0 " + host + " Command too long, possible attack " + client(session);
        return Reply.of(421, text).thenClose();
    }

    @Override
    public @Nullable Reply timedOut(SmtpSession session) {
        return null;
    }

    @Override
    public @Nullable Reply inputLost(SmtpSession session, boolean withinText) {
        return withinText ? SendmailComplaints.brokenOff(session, "unexpected close") : null;
    }

    @Override
    public boolean takesHalfLines() {
        return true;
    }

    @Override
    public Reply trouble(SmtpSession session) {
        return Reply.of(421, "4.3.0 " + host + " Temporary system failure").thenClose();
    }

    @Override
    public String queueId(SmtpSession session, Instant now) {
        return SendmailNames.queueId(session);
    }

    @Override
    public String received(SmtpSession session, Envelope envelope, Instant now) {
        return SendmailNames.received(session, envelope, now, host);
    }
}
