package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final int LINE_BYTES_MAX = 2_046;
    private static final int HOPS_MAX = 25;
    private static final int BAD_COMMANDS_MAX = 25;
    private static final int HELO_BYTES_MAX = 256;
    private static final int SHOWN_BYTES_MAX = 203;
    private static final int SHOWN_PART_BYTES = 100;
    private static final Duration DELAY_MAX = Duration.ofMinutes(4);
    private static final LineEnds LINE_ENDS =
            new LineEnds(Sense.REFUSED, Sense.REFUSED, Sense.REFUSED);

    /** What is counted together, and how many of it are answered at once. */
    private static final Map<String, String> FLOODS =
            Map.of(
                    "HELO", "HELO", "EHLO", "HELO", "VRFY", "VRFY", "EXPN", "VRFY", "ETRN", "ETRN",
                    "NOOP", "NOOP", "VERB", "NOOP");

    private static final Map<String, Integer> FREE =
            Map.of("HELO", 2, "VRFY", 5, "ETRN", 7, "NOOP", 19);

    /** What needs space, and what a client is refused that did not wait for HELO's answer. */
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

    /** Seven-bit, and cut in the middle where it is long: what Sendmail echoes of what was said. */
    static String shown(String text) {
        String cut = text;
        if (text.length() >= SHOWN_BYTES_MAX) {
            cut =
                    text.substring(0, SHOWN_PART_BYTES)
                            + "..."
                            + text.substring(text.length() - SHOWN_PART_BYTES);
        }
        var seven = new StringBuilder(cut.length());
        cut.chars().forEach(c -> seven.append((char) (c & 0x7f)));
        return seven.toString();
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
    public boolean minds(Complaint complaint) {
        return true;
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
        return terms.offered("LOGIN", "PLAIN", "CRAM-MD5");
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
        return new Command(Command.verb(word), word, bare.substring(end).strip(), text);
    }

    @Override
    public @Nullable Reply refusal(SmtpSession session, Command command) {
        String verb = SendmailCommands.verb(command);
        if (session.commands() == 0 && OTHER_PROTOCOLS.contains(verb)) {
            String text = "4.7.0 " + host + " Rejecting open proxy " + client(session);
            return Reply.of(421, text).thenClose();
        }
        if (session.counted(MUZZLED) > 0 && SERIOUS.contains(verb)) {
            return bad(session, Reply.of(550, "5.0.0 Command rejected"));
        }
        if (!session.room() && SERIOUS.contains(verb) && command.verb() == Command.Verb.OTHER) {
            return noRoom(session);
        }
        return null;
    }

    @Override
    public Reply hello(SmtpSession session, Command command) {
        String name = command.argument();
        if (name.isEmpty()) {
            return Reply.of(501, "5.0.0 " + command.word() + " requires domain address");
        }
        if (name.length() > HELO_BYTES_MAX || !name.matches("[A-Za-z0-9._#:\\[\\]-]+")) {
            return Reply.of(501, "5.0.0 Invalid domain name");
        }
        if (session.inputWaits()) {
            session.count(MUZZLED);
            return Reply.of(554, "5.5.0 SMTP protocol error");
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
        return SendmailPath.sender(command.argument(), terms.messageBytesMax());
    }

    @Override
    public Reply senderTaken(SmtpSession session, Path.Good sender) {
        return Reply.of(250, "2.1.0 " + shown(sender.typed()) + "... Sender ok");
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
        return SendmailPath.recipient(command.argument());
    }

    @Override
    public boolean isAccount(String name) {
        return commands.isAccount(name);
    }

    @Override
    public Reply judged(SmtpSession session, Path.Good recipient, Verdict verdict) {
        String typed = shown(recipient.typed());
        Envelope envelope = session.envelope();
        return switch (verdict) {
            case USER_UNKNOWN -> Reply.of(550, "5.1.1 " + typed + "... User unknown");
            case RELAYING_DENIED ->
                    Reply.of(
                            550,
                            "5.7.1 %s... Relaying denied. IP name lookup failed %s"
                                    .formatted(typed, client(session)));
            case TAKEN -> {
                if (envelope == null || !envelope.senderHasDomain()) {
                    String sender = envelope == null ? "" : envelope.senderAddress();
                    yield Reply.of(
                            553,
                            "5.5.4 %s... Domain name required for sender address %s"
                                    .formatted(typed, shown(sender)));
                }
                Path.Good first = envelope.first(recipient);
                String spelled = first == null ? typed : shown(first.typed());
                yield Reply.of(250, "2.1.5 " + spelled + "... Recipient ok");
            }
        };
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
        String flood = FLOODS.get(SendmailCommands.verb(command));
        if (flood == null) {
            return reply;
        }
        int beyond = session.count(flood) - FREE.getOrDefault(flood, 0) - 1;
        if (beyond < 0) {
            return reply;
        }
        return reply.after(beyond > 7 ? DELAY_MAX : Duration.ofSeconds(1L << beyond));
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
