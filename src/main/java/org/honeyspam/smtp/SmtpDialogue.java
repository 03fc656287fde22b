package org.honeyspam.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.smtp.SmtpPersona.Flood;
import org.jspecify.annotations.Nullable;

/**
 * A session of SMTP (RFC 5321), seen from the server. All state of the session changes here; what
 * is said, and how an address is read, is the persona's.
 */
final class SmtpDialogue implements Dialogue {
    private static final byte[] NOTHING = {};

    private enum Phase {
        COMMANDS,
        DATA,
        STORING,
        OVER
    }

    private final SmtpPersona persona;
    private final RecipientPolicy policy;
    private final Configuration.Smtp settings;
    private final LineCutter line;
    private final Oddities oddities = new Oddities();
    private final Map<Flood, Integer> floods = new EnumMap<>(Flood.class);
    private Phase phase = Phase.COMMANDS;
    private @Nullable Peer peer;
    private Instant started = Instant.EPOCH;
    private String helo = "";
    private boolean extended;
    private @Nullable Envelope envelope;
    private @Nullable DataReader data;
    private MessageHead head = new MessageHead();
    private String queueId = "";
    private byte[] rest = NOTHING;
    private int envelopes;
    private int badCommands;
    private boolean spoken;
    private boolean timedOutBefore;

    SmtpDialogue(SmtpPersona persona, RecipientPolicy policy, Configuration.Smtp settings) {
        this.persona = persona;
        this.policy = policy;
        this.settings = settings;
        this.line = new LineCutter(settings.lineBytesMax());
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        started = now;
        sink.send(persona.banner(newPeer, now).bytes());
        sink.deadline(settings.commandMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length && (phase == Phase.COMMANDS || phase == Phase.DATA)) {
            at = phase == Phase.DATA ? text(bytes, at, now, sink) : commandLine(bytes, at, sink);
        }
        rest = phase == Phase.STORING ? Arrays.copyOfRange(bytes, at, bytes.length) : NOTHING;
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        Envelope told = envelope;
        if (outcome == Outcome.KEPT) {
            sink.send(persona.messageTaken(queueId).bytes());
        } else if (told != null) {
            refuseMessage("no_room", told, persona.noRoom(), sink);
        }
        endOfMessage(sink);
        received(rest, now, sink);
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        if (phase == Phase.DATA && envelope != null) {
            refuseMessage("cut_short", envelope, dataTimedOut(envelope), sink);
        } else if (line.begun() && !timedOutBefore) {
            // Sendmail takes half a line for a whole one when its patience ends.
            timedOutBefore = true;
            received(new byte[] {'\r', '\n'}, now, sink);
            sink.deadline(settings.commandMax());
            return;
        }
        phase = Phase.OVER;
        sink.close();
    }

    @Override
    public void failed(Instant now, Sink sink) {
        phase = Phase.OVER;
        sink.send(persona.trouble().bytes());
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {
        if (phase == Phase.DATA && envelope != null && data != null) {
            sink.discard();
            sink.record(refused("cut_short", envelope));
        }
        phase = Phase.OVER;
    }

    // ---- commands

    private int commandLine(byte[] bytes, int from, Sink sink) {
        int next = line.feed(bytes, from);
        if (line.tooLong()) {
            oddities.note("line_too_long", line.text(), sink);
            answer(line.text(), persona.lineTooLong(known()), sink);
        } else if (line.complete()) {
            String text = line.text();
            oddities.noteLine(text, line.bareLineFeed(), sink);
            int nul = text.indexOf('\0');
            command(nul < 0 ? text : text.substring(0, nul), sink);
        }
        return next;
    }

    private void command(String text, Sink sink) {
        String bare = text.strip();
        int end = 0;
        while (end < bare.length() && bare.charAt(end) > ' ') {
            end++;
        }
        String word = bare.substring(0, end);
        String argument = bare.substring(end).strip();
        boolean first = !spoken;
        spoken = true;
        Reply reply =
                switch (word.toUpperCase(Locale.ROOT)) {
                    case "HELO", "EHLO" -> hello(word, argument);
                    case "MAIL" -> mail(argument, sink);
                    case "RCPT" -> recipient(argument, sink);
                    case "DATA" -> data(sink);
                    case "RSET" -> reset();
                    case "NOOP" -> slower(Flood.NOOP, persona.noop());
                    case "VERB" -> slower(Flood.NOOP, persona.verb());
                    case "VRFY", "EXPN" -> verify(word.toUpperCase(Locale.ROOT), argument);
                    case "HELP" -> sink.hasRoom() ? persona.help(argument) : persona.noRoom();
                    case "ETRN" -> slower(Flood.ETRN, persona.etrn(argument));
                    case "QUIT" -> persona.quit();
                    case "STARTTLS" -> persona.startTls(argument);
                    case "AUTH" -> persona.auth();
                    case "SEND", "SAML", "SOML", "TURN" -> persona.unimplemented(text);
                    case "GET", "POST", "CONNECT", "USER" ->
                            first ? otherProtocol(text, sink) : unrecognized(text);
                    default -> unrecognized(text);
                };
        answer(text, reply, sink);
        sink.deadline(settings.commandMax());
    }

    private void answer(String text, Reply reply, Sink sink) {
        sink.record(new JournalEvent.SmtpCommand(Oddities.bounded(text), reply.code()));
        if (reply.pause().isPositive()) {
            sink.pause(reply.pause());
        }
        sink.send(reply.bytes());
        if (reply.close()) {
            phase = Phase.OVER;
            sink.close();
        }
    }

    private Reply hello(String word, String name) {
        Reply reply = persona.hello(word, name, known());
        if (reply.positive()) {
            helo = name;
            extended = word.equalsIgnoreCase("EHLO");
            envelope = null;
        }
        return slower(Flood.HELO, reply);
    }

    private Reply mail(String argument, Sink sink) {
        if (helo.isEmpty()) {
            return persona.needHelo("MAIL");
        }
        if (!sink.hasRoom()) {
            return persona.noRoom();
        }
        if (envelope != null) {
            return persona.nestedMail();
        }
        return switch (persona.mail(argument)) {
            case Path.Bad bad -> bad.reply();
            case Path.Good sender -> {
                envelope = new Envelope(sender);
                queueId = persona.queueId(known(), started, envelopes++);
                yield persona.senderTaken(sender);
            }
        };
    }

    private Reply recipient(String argument, Sink sink) {
        if (envelope == null) {
            return persona.needMail("RCPT");
        }
        if (!sink.hasRoom()) {
            return persona.noRoom();
        }
        if (envelope.recipients().size() >= settings.recipientsMax()) {
            return persona.tooManyRecipients();
        }
        return switch (persona.recipient(argument)) {
            case Path.Bad bad -> bad.reply();
            case Path.Good recipient -> judge(recipient, envelope);
        };
    }

    private Reply judge(Path.Good recipient, Envelope current) {
        String address = recipient.address();
        var ruling = policy.judge(address, persona.isAccount(address));
        return switch (ruling.verdict()) {
            case USER_UNKNOWN -> persona.userUnknown(recipient);
            case RELAYING_DENIED -> persona.relayingDenied(recipient, known());
            case TAKEN ->
                    current.senderHasDomain()
                            ? persona.recipientTaken(current.add(recipient, ruling.bait()))
                            : persona.unqualifiedSender(current.sender(), recipient);
        };
    }

    private Reply data(Sink sink) {
        if (envelope == null) {
            return persona.needMail("DATA");
        }
        if (envelope.recipients().isEmpty()) {
            return persona.needRecipient();
        }
        if (!sink.hasRoom()) {
            return persona.noRoom();
        }
        data = new DataReader(settings.messageBytesMax());
        head = new MessageHead();
        phase = Phase.DATA;
        return persona.startData();
    }

    private Reply reset() {
        envelope = null;
        return persona.reset();
    }

    private Reply verify(String verb, String argument) {
        Reply reply = helo.isEmpty() ? persona.needHelo(verb) : persona.verify(verb, argument);
        return slower(Flood.VRFY, reply);
    }

    private Reply otherProtocol(String text, Sink sink) {
        oddities.note("other_protocol", text, sink);
        return persona.otherProtocol(known());
    }

    private Reply unrecognized(String text) {
        return ++badCommands > persona.badCommandsMax()
                ? persona.tooManyBadCommands()
                : persona.unrecognized(text);
    }

    private Reply slower(Flood flood, Reply reply) {
        int count = floods.merge(flood, 1, Integer::sum);
        Duration delay = persona.delay(flood, count);
        return reply.after(delay);
    }

    // ---- the text of a message

    private int text(byte[] bytes, int from, Instant now, Sink sink) {
        DataReader reader = data;
        Envelope current = envelope;
        if (reader == null || current == null) {
            throw new IllegalStateException("text of a message without an envelope");
        }
        int next = reader.feed(bytes, from, sink, head);
        sink.deadline(settings.dataMax());
        if (reader.bareLineFeed() || reader.bareReturn()) {
            boolean feed = reader.bareLineFeed();
            oddities.note(feed ? "bare_lf_in_data" : "bare_cr_in_data", "", sink);
            Reply reply = feed ? persona.bareLineFeed() : persona.bareReturn();
            refuseMessage(feed ? "bare_lf" : "bare_cr", current, reply, sink);
        } else if (reader.ended()) {
            whole(reader, current, now, sink);
        }
        return next;
    }

    private void whole(DataReader reader, Envelope current, Instant now, Sink sink) {
        if (reader.tooLarge()) {
            refuseMessage("too_large", current, persona.messageTooLarge(), sink);
            endOfMessage(sink);
        } else if (head.tooLarge()) {
            refuseMessage("header_too_large", current, persona.headersTooLarge(), sink);
            endOfMessage(sink);
        } else if (reader.nul()) {
            oddities.note("nul_in_data", "", sink);
            refuseMessage("nul", current, persona.nulInMessage(), sink);
            endOfMessage(sink);
        } else {
            phase = Phase.STORING;
            store(current, now, sink);
        }
    }

    private void store(Envelope current, Instant now, Sink sink) {
        var facts =
                new SmtpPersona.Received(
                        helo, extended, known(), queueId, current.addresses(), now);
        String trace = persona.received(facts);
        MessageHead.Fields fields = head.fields();
        String id = queueId;
        String name = helo;
        sink.store(
                content ->
                        new JournalEvent.MessageTaken(
                                id,
                                name,
                                current.senderAddress(),
                                current.recipients(),
                                content.sha256(),
                                content.sizeBytes(),
                                trace,
                                fields.messageId(),
                                fields.subject()));
    }

    private void refuseMessage(String reason, Envelope current, Reply reply, Sink sink) {
        sink.discard();
        sink.record(refused(reason, current));
        sink.send(reply.bytes());
        if (reply.close()) {
            phase = Phase.OVER;
            sink.close();
        }
    }

    private JournalEvent refused(String reason, Envelope current) {
        long size = data == null ? 0 : data.sizeBytes();
        return new JournalEvent.MessageRefused(
                reason, current.senderAddress(), current.addresses(), size);
    }

    private void endOfMessage(Sink sink) {
        envelope = null;
        data = null;
        phase = Phase.COMMANDS;
        sink.deadline(settings.commandMax());
    }

    private Reply dataTimedOut(Envelope current) {
        return persona.dataTimedOut(known(), current.sender().typed());
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
