package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.honeyspam.dialogue.Peer;

/**
 * Sendmail 8.17.1.9 as Debian 12 ships it, without TLS and AUTH and without name look-ups. Every
 * text was taken from the running program.
 */
final class Sendmail implements SmtpPersona {
    private static final String VERSION = "8.17.1.9/8.17.1.9/Debian-2+deb12u2";
    private static final int BAD_COMMANDS_MAX = 25;
    private static final int HELO_BYTES_MAX = 256;
    private static final int SHOWN_BYTES_MAX = 203;
    private static final int SHOWN_PART_BYTES = 100;
    private static final Duration DELAY_MAX = Duration.ofMinutes(4);

    /** How many commands of a kind are answered at once. */
    private static final Map<Flood, Integer> FREE =
            Map.of(Flood.HELO, 2, Flood.VRFY, 5, Flood.ETRN, 7, Flood.NOOP, 19);

    private static final Set<String> ACCOUNTS =
            Set.of(
                    "root",
                    "postmaster",
                    "mailer-daemon",
                    "daemon",
                    "bin",
                    "sys",
                    "games",
                    "man",
                    "lp",
                    "mail",
                    "news",
                    "uucp",
                    "proxy",
                    "www-data",
                    "backup",
                    "list",
                    "irc",
                    "nobody",
                    "hostmaster",
                    "webmaster",
                    "ftp",
                    "smmsp",
                    "smmta");

    private final String host;
    private final long messageBytesMax;

    Sendmail(String host, long messageBytesMax) {
        this.host = host;
        this.messageBytesMax = messageBytesMax;
    }

    /** Seven-bit, and cut in the middle where it is long: what Sendmail echoes of what was said. */
    static String shown(String text) {
        String cut = text;
        if (text.length() > SHOWN_BYTES_MAX) {
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
    private static String client(Peer peer) {
        String ip = peer.source().ipText();
        return ip.indexOf(':') < 0 ? "[" + ip + "]" : "[IPv6:" + ip + "]";
    }

    @Override
    public Reply banner(Peer peer, Instant now) {
        String who = client(peer) + "(FAIL)-" + client(peer);
        String date = SendmailNames.date(now);
        return Reply.of(
                220,
                "%s ESMTP Sendmail %s; %s; (No UCE/UBE) logging access from: %s"
                        .formatted(host, VERSION, date, who));
    }

    @Override
    public Reply hello(String verb, String name, Peer peer) {
        if (name.isEmpty()) {
            return Reply.of(501, "5.0.0 " + verb + " requires domain address");
        }
        if (name.length() > HELO_BYTES_MAX || !name.matches("[A-Za-z0-9._#:\\[\\]-]+")) {
            return Reply.of(501, "5.0.0 Invalid domain name");
        }
        String hello = host + " Hello " + client(peer) + ", pleased to meet you";
        return verb.equalsIgnoreCase("HELO")
                ? Reply.of(250, hello)
                : Reply.of(
                        250,
                        hello,
                        "ENHANCEDSTATUSCODES",
                        "PIPELINING",
                        "EXPN",
                        "VERB",
                        "8BITMIME",
                        "SIZE " + messageBytesMax,
                        "DSN",
                        "ETRN",
                        "DELIVERBY",
                        "HELP");
    }

    @Override
    public Path mail(String argument) {
        return SendmailPath.sender(argument, messageBytesMax);
    }

    @Override
    public Path recipient(String argument) {
        return SendmailPath.recipient(argument);
    }

    @Override
    public Reply senderTaken(Path.Good sender) {
        return Reply.of(250, "2.1.0 " + shown(sender.typed()) + "... Sender ok");
    }

    @Override
    public Reply recipientTaken(Path.Good recipient) {
        return Reply.of(250, "2.1.5 " + shown(recipient.typed()) + "... Recipient ok");
    }

    @Override
    public Reply unqualifiedSender(Path.Good sender, Path.Good recipient) {
        return Reply.of(
                553,
                "5.5.4 %s... Domain name required for sender address %s"
                        .formatted(shown(recipient.typed()), shown(sender.address())));
    }

    @Override
    public Reply userUnknown(Path.Good recipient) {
        return Reply.of(550, "5.1.1 " + shown(recipient.typed()) + "... User unknown");
    }

    @Override
    public Reply relayingDenied(Path.Good recipient, Peer peer) {
        return Reply.of(
                550,
                "5.7.1 %s... Relaying denied. IP name lookup failed %s"
                        .formatted(shown(recipient.typed()), client(peer)));
    }

    @Override
    public Reply tooManyRecipients() {
        return Reply.of(452, "4.5.3 Too many recipients");
    }

    @Override
    public Reply needHelo(String verb) {
        return Reply.of(
                503,
                verb.equals("MAIL")
                        ? "5.0.0 Polite people say HELO first"
                        : "5.0.0 I demand that you introduce yourself first");
    }

    @Override
    public Reply needMail(String verb) {
        return Reply.of(
                503,
                verb.equals("RCPT") ? "5.0.0 Need MAIL before RCPT" : "5.0.0 Need MAIL command");
    }

    @Override
    public Reply needRecipient() {
        return Reply.of(503, "5.0.0 Need RCPT (recipient)");
    }

    @Override
    public Reply nestedMail() {
        return Reply.of(503, "5.5.0 Sender already specified");
    }

    @Override
    public Reply startData() {
        return Reply.of(354, "End data with <CR><LF>.<CR><LF>");
    }

    @Override
    public Reply messageTaken(String queueId) {
        return Reply.of(250, "2.0.0 " + queueId + " Message accepted for delivery");
    }

    @Override
    public Reply messageTooLarge() {
        return Reply.of(552, "5.2.3 Message exceeds maximum fixed size (" + messageBytesMax + ")");
    }

    @Override
    public Reply headersTooLarge() {
        return Reply.of(552, "5.6.0 Headers too large (32768 max)");
    }

    @Override
    public Reply nulInMessage() {
        return Reply.of(554, "5.6.1 NUL byte not allowed");
    }

    @Override
    public Reply bareLineFeed() {
        return Reply.of(421, "4.5.0 Bare linefeed (LF) not allowed").thenClose();
    }

    @Override
    public Reply bareReturn() {
        return Reply.of(421, "4.5.0 Bare carriage return (CR) not allowed").thenClose();
    }

    @Override
    public Reply noRoom() {
        return Reply.of(452, "4.4.5 Insufficient disk space; try again later");
    }

    @Override
    public Reply reset() {
        return Reply.of(250, "2.0.0 Reset state");
    }

    @Override
    public Reply noop() {
        return Reply.of(250, "2.0.0 OK");
    }

    @Override
    public Reply verify(String verb, String argument) {
        if (argument.isEmpty()) {
            return Reply.of(501, "5.5.2 Argument required");
        }
        Path path = SendmailPath.recipient("TO:" + argument);
        if (path instanceof Path.Bad bad) {
            return bad.reply();
        }
        String address = ((Path.Good) path).address();
        if (address.indexOf('@') >= 0) {
            int code = verb.equals("VRFY") ? 252 : 250;
            return Reply.of(code, "2.1.5 <" + shown(address) + ">");
        }
        if (!isAccount(address)) {
            return Reply.of(550, "5.1.1 " + shown(argument) + "... User unknown");
        }
        // Debian's aliases send all that is no person to root; VRFY does not follow them.
        boolean root = verb.equals("EXPN") || address.equalsIgnoreCase("root");
        String account = root ? "root <root@" : "<" + shown(address) + "@";
        return Reply.of(250, "2.1.5 " + account + host + ">");
    }

    @Override
    public Reply help(String topic) {
        return SendmailHelp.about(topic);
    }

    @Override
    public Reply etrn(String argument) {
        if (argument.isEmpty()) {
            return Reply.of(500, "5.5.2 Parameter required");
        }
        if (!argument.startsWith("#")) {
            return Reply.of(250, "2.0.0 Queuing for node " + shown(argument) + " started");
        }
        String queue = shown(argument.substring(1));
        return queue.equals("mqueue")
                ? Reply.of(250, "2.0.0 Queuing for queue group mqueue started")
                : Reply.of(459, "4.5.4 Queue " + queue + " unknown");
    }

    @Override
    public Reply verb() {
        return Reply.of(250, "2.0.0 Verbose mode");
    }

    @Override
    public Reply startTls(String argument) {
        return argument.isEmpty()
                ? Reply.of(454, "4.3.3 TLS not available after start")
                : Reply.of(501, "5.5.2 Syntax error (no parameters allowed)");
    }

    @Override
    public Reply auth() {
        return Reply.of(503, "5.3.3 AUTH not available");
    }

    @Override
    public Reply quit() {
        return Reply.of(221, "2.0.0 " + host + " closing connection").thenClose();
    }

    @Override
    public Reply unimplemented(String line) {
        return Reply.of(502, "5.5.1 Command not implemented: \"" + shown(line) + "\"");
    }

    @Override
    public Reply unrecognized(String line) {
        return Reply.of(500, "5.5.1 Command unrecognized: \"" + shown(line) + "\"");
    }

    @Override
    public Reply otherProtocol(Peer peer) {
        return Reply.of(421, "4.7.0 " + host + " Rejecting open proxy " + client(peer)).thenClose();
    }

    @Override
    public Reply lineTooLong(Peer peer) {
        String text = "4.7.0 " + host + " Command too long, possible attack " + client(peer);
        return Reply.of(421, text).thenClose();
    }

    @Override
    public Reply tooManyBadCommands() {
        String text = "4.7.0 " + host + " Too many bad commands; closing connection";
        return Reply.of(421, text).thenClose();
    }

    @Override
    public Reply dataTimedOut(Peer peer, String sender) {
        String text =
                "4.4.1 collect: relay=%s, from=%s, info=read timeout"
                        .formatted(client(peer), shown(sender));
        return Reply.of(421, text).thenClose();
    }

    @Override
    public Reply trouble() {
        return Reply.of(421, "4.3.0 " + host + " Temporary system failure").thenClose();
    }

    @Override
    public int badCommandsMax() {
        return BAD_COMMANDS_MAX;
    }

    @Override
    public Duration delay(Flood flood, int count) {
        int beyond = count - FREE.getOrDefault(flood, Integer.MAX_VALUE) - 1;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        return beyond > 7 ? DELAY_MAX : Duration.ofSeconds(1L << beyond);
    }

    @Override
    public boolean isAccount(String name) {
        return ACCOUNTS.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String queueId(Peer peer, Instant sessionStart, int envelope) {
        return SendmailNames.queueId(peer, sessionStart, envelope);
    }

    @Override
    public String received(Received facts) {
        String only =
                facts.recipients().size() == 1
                        ? "\r\n\tfor <" + facts.recipients().getFirst() + ">"
                        : "";
        String date = SendmailNames.date(facts.time());
        return "Received: from %s (%s)\r\n\tby %s (%s) with %s id %s%s;%s%s"
                .formatted(
                        facts.helo(),
                        client(facts.peer()),
                        host,
                        VERSION,
                        facts.extended() ? "ESMTP" : "SMTP",
                        facts.queueId(),
                        only,
                        only.isEmpty() ? "\r\n\t" : " ",
                        date);
    }
}
