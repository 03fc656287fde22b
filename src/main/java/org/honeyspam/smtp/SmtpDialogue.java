package org.honeyspam.smtp;

import java.time.Instant;
import java.util.Arrays;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.smtp.SmtpPersona.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * A session of SMTP (RFC 5321), seen from the server: which command may do what, and what becomes
 * of a message. What is said, and how an address is read, is the persona's; the code of what it
 * says decides.
 */
final class SmtpDialogue implements Dialogue {
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int START_TEXT = 354;
    private static final int START_TLS = 220;

    private final SmtpServer server;
    private final SmtpPersona persona;
    private final LineCutter line;
    private final Oddities oddities = new Oddities();
    private final Dialect dialect = new Dialect();
    private Phase phase = Phase.GREETING;
    private @Nullable SmtpSession opened;
    private @Nullable Incoming incoming;
    private @Nullable AuthTalk auth;
    private @Nullable Complaint complaint;
    private Command current = Command.END_OF_TEXT;
    private byte[] rest = NOTHING;
    private boolean timedOutBefore;

    SmtpDialogue(SmtpServer server) {
        this.server = server;
        this.persona = server.persona();
        this.line = new LineCutter(persona.lineBytesMax());
    }

    @Override
    public void opened(Peer peer, Instant now, Sink sink) {
        var session = new SmtpSession(peer, now);
        opened = session;
        if (persona.greetPause(session).isPositive()) {
            sink.deadline(persona.greetPause(session));
        } else {
            greet(server.banner(session, now), sink);
        }
    }

    @Override
    public void secured(Peer within, Instant now, Sink sink) {
        session().secures(within, persona.greetingOutlivesTls());
        phase = Phase.COMMANDS;
        sink.deadline(server.settings().commandMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        if (phase == Phase.GREETING) {
            dialect.early();
            oddities.note("early_talker", "", sink);
            greet(persona.earlyTalker(session(), now), sink);
        }
        int at = 0;
        while (at < bytes.length && phase.listens()) {
            at =
                    switch (phase) {
                        case TEXT -> text(bytes, at, now, sink);
                        case CHUNK -> chunk(bytes, at, now, sink);
                        case AUTH -> response(bytes, at, sink);
                        default -> commandLine(bytes, at, now, sink);
                    };
        }
        byte[] unheard = Arrays.copyOfRange(bytes, at, bytes.length);
        if (phase == Phase.SECURING) {
            sink.startTls(persona.tls(), unheard);
        }
        rest = phase == Phase.STORING ? unheard : NOTHING;
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        Complaint why = complaint;
        if (outcome == Outcome.NO_ROOM) {
            why = why == null ? Complaint.NO_ROOM : why;
            sink.record(refused(why, null));
        }
        Reply reply =
                why == null
                        ? server.messageTaken(session(), now)
                        : persona.messageRefused(session(), why);
        forgetMessage();
        session().ends();
        dialect.endOfText();
        phase = Phase.COMMANDS;
        answer(current, current.line(), reply, sink);
        received(rest, now, sink);
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        switch (phase) {
            case GREETING -> greet(server.banner(session(), now), sink);
            case TEXT -> refuse(Complaint.CUT_SHORT, sink);
            case COMMANDS, AUTH, CHUNK -> impatient(now, sink);
            case STORING, SECURING, OVER -> end(sink);
        }
    }

    @Override
    public void inputEnds(Instant now, Sink sink) {
        if (phase == Phase.COMMANDS && line.begun() && persona.takesHalfLines()) {
            received(LINE_END, now, sink);
        }
        boolean withinText = incoming != null && session().envelope() != null;
        Reply last = phase.listens() ? persona.inputLost(session(), withinText) : null;
        if (last != null) {
            sink.send(last.bytes());
        }
    }

    private void impatient(Instant now, Sink sink) {
        boolean half = phase == Phase.COMMANDS && line.begun() && persona.takesHalfLines();
        if (half && !timedOutBefore) {
            timedOutBefore = true;
            received(LINE_END, now, sink);
            sink.deadline(server.settings().commandMax());
            return;
        }
        Reply last = persona.timedOut(session());
        if (last != null) {
            sink.send(last.bytes());
        }
        end(sink);
    }

    private void end(Sink sink) {
        phase = Phase.OVER;
        sink.close();
    }

    @Override
    public void failed(Instant now, Sink sink) {
        sink.send(persona.trouble(session()).bytes());
        end(sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        if (auth != null) {
            sink.record(auth.event("cut_short"));
        }
        if (incoming != null && session().envelope() != null && complaint == null) {
            sink.discard();
            sink.record(refused(Complaint.CUT_SHORT, null));
        }
        if (!dialect.empty()) {
            sink.record(dialect.event());
        }
        phase = Phase.OVER;
    }

    // ---- commands

    private void greet(Reply banner, Sink sink) {
        phase = Phase.COMMANDS;
        sink.record(new JournalEvent.SmtpGreeting(banner.code(), banner.lines()));
        say(banner, sink);
        sink.deadline(server.settings().commandMax());
    }

    private int commandLine(byte[] bytes, int from, Instant now, Sink sink) {
        int next = line.feed(bytes, from);
        session().hears(sink.hasRoom(), next < bytes.length || sink.hasInput());
        if (line.tooLong()) {
            oddities.note("line_too_long", line.text(), sink);
            Reply reply = persona.lineTooLong(session());
            if (reply != null) {
                answer(Command.END_OF_TEXT, line.text(), reply, sink);
                return next;
            }
        }
        if (line.complete()) {
            oddities.noteLine(line.text(), line.bareLineFeed(), sink);
            command(persona.read(line.text()), now, sink);
            session().heard();
        }
        return next;
    }

    private void command(Command command, Instant now, Sink sink) {
        dialect.command(command, line.bareLineFeed(), session().inputWaits());
        if (incoming != null && session().envelope() == null) {
            sink.discard();
            forgetMessage();
        }
        current = command;
        Reply refusal = persona.refusal(session(), command);
        Reply reply =
                refusal != null
                        ? refusal
                        : switch (command.verb()) {
                            case HELO, EHLO -> transactions().hello(command, now);
                            case MAIL -> transactions().mail(command, now);
                            case RCPT -> transactions().recipient(command);
                            case DATA -> data(command, now);
                            case BDAT -> bdat(command, now, sink);
                            case RSET -> transactions().reset(command);
                            case STARTTLS -> persona.startTls(session(), command);
                            case AUTH -> auth(command, now, sink);
                            case OTHER -> persona.other(session(), command);
                        };
        if (reply == null) {
            return; // It comes with the end of the chunk, or of AUTH.
        }
        answer(command, command.line(), reply, sink);
        if (command.verb() == Command.Verb.STARTTLS && reply.code() == START_TLS) {
            phase = Phase.SECURING;
        }
    }

    private void answer(Command command, String said, Reply planned, Sink sink) {
        Reply reply = persona.paced(session(), command, planned);
        sink.record(reply.event(Oddities.bounded(said)));
        say(reply, sink);
        if (phase != Phase.OVER) {
            boolean text = phase == Phase.TEXT || phase == Phase.CHUNK;
            sink.deadline(text ? server.settings().dataMax() : server.settings().commandMax());
        }
    }

    private void say(Reply reply, Sink sink) {
        reply.say(sink);
        if (reply.closes()) {
            end(sink);
        }
    }

    private Reply data(Command command, Instant now) {
        Reply reply = transactions().data(command);
        if (reply.code() == START_TEXT) {
            incoming = begin(now);
            current = Command.END_OF_TEXT;
            phase = Phase.TEXT;
        }
        return reply;
    }

    private Incoming begin(Instant now) {
        if (persona.namesTexts()) {
            session().textBegins(now, persona.queueId(session(), now));
        }
        return new Incoming(server);
    }

    private @Nullable Reply bdat(Command command, Instant now, Sink sink) {
        Chunk chunk = transactions().chunk(command);
        Incoming message = incoming == null ? begin(now) : incoming;
        incoming = message;
        message.begin(chunk);
        phase = Phase.CHUNK;
        if (chunk.sizeBytes() == 0) {
            chunkDone(message, chunk, now, sink);
        }
        return null;
    }

    // ---- AUTH

    private @Nullable Reply auth(Command command, Instant now, Sink sink) {
        Reply refusal = persona.authRefusal(session(), command);
        if (refusal != null) {
            return refusal;
        }
        AuthTalk talk = AuthTalk.begin(command, persona, session(), now);
        auth = talk;
        phase = Phase.AUTH;
        goOn(talk, command.line(), sink);
        return null;
    }

    private int response(byte[] bytes, int from, Sink sink) {
        LineCutter said = known(auth).line();
        int next = said.feed(bytes, from);
        if (said.complete() || said.tooLong()) {
            known(auth).hear();
            session().hears(sink.hasRoom(), next < bytes.length || sink.hasInput());
            goOn(known(auth), said.text(), sink);
        }
        return next;
    }

    private void goOn(AuthTalk talk, String said, Sink sink) {
        AuthEnd end = talk.end(server.passwords(), session().peer().source().ip());
        if (end == null) {
            answer(current, said, talk.question(), sink);
            return;
        }
        Reply reply = persona.authenticated(session(), end, talk);
        if (end == AuthEnd.ACCEPTED) {
            session().proves(talk.user());
        }
        // Who was let in is let in again after a crash as well.
        sink.recordFirst(talk.event(end.label()));
        auth = null;
        phase = Phase.COMMANDS;
        answer(current, said, reply, sink);
    }

    // ---- the text of a message

    private int text(byte[] bytes, int from, Instant now, Sink sink) {
        Incoming message = known(incoming);
        int next = message.readText(bytes, from, sink);
        sink.deadline(server.settings().dataMax());
        oddities.noteText(message, sink);
        if (message.cutOff() != null) {
            refuse(message.cutOff(), sink);
        } else if (message.textEnded()) {
            whole(message, now, sink);
        }
        return next;
    }

    private int chunk(byte[] bytes, int from, Instant now, Sink sink) {
        Incoming message = known(incoming);
        int next = message.readChunk(bytes, from, sink);
        sink.deadline(server.settings().dataMax());
        if (message.wholeChunk() != null) {
            chunkDone(message, message.wholeChunk(), now, sink);
        }
        return next;
    }

    private void chunkDone(Incoming message, Chunk chunk, Instant now, Sink sink) {
        phase = Phase.COMMANDS;
        Reply refusal = chunk.refusal();
        if (refusal != null) {
            transactions().swallowed(chunk);
            incoming = message.sizeBytes() == 0 ? null : message;
            answer(current, current.line(), refusal, sink);
        } else if (message.tooLarge()) {
            refuse(Complaint.TOO_LARGE, sink);
        } else if (chunk.last()) {
            whole(message, now, sink);
        } else {
            answer(current, current.line(), persona.chunkTaken(session(), chunk), sink);
        }
    }

    private void whole(Incoming message, Instant now, Sink sink) {
        session().measures(message.measure(), message.messageId(), now);
        Complaint why = message.complaint(persona, session().measure());
        if (why != null) {
            refuse(why, sink);
            return;
        }
        phase = Phase.STORING;
        Envelope envelope = known(session().envelope());
        String trace = persona.received(session(), envelope, now);
        sink.store(message.taken(session(), envelope, trace));
    }

    /** What is refused is kept as well: it shows what the peer tried. */
    private void refuse(Complaint why, Sink sink) {
        phase = Phase.STORING;
        complaint = why;
        sink.store(content -> refused(why, content.sha256()));
    }

    private JournalEvent refused(Complaint why, @Nullable String sha256) {
        return known(incoming).refused(why, known(session().envelope()), sha256);
    }

    private void forgetMessage() {
        incoming = null;
        complaint = null;
    }

    private Transactions transactions() {
        return new Transactions(server, session());
    }

    private SmtpSession session() {
        return known(opened);
    }

    private static <T> T known(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("what this needs has not begun");
        }
        return part;
    }
}
