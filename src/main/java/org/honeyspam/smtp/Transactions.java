package org.honeyspam.smtp;

import java.time.Instant;
import org.honeyspam.smtp.RecipientPolicy.Ruling;

/** What the commands of a transaction do to the session, once the persona has spoken. */
record Transactions(SmtpServer server, SmtpSession session) {

    Reply hello(Command command, Instant now) {
        Reply reply = server.hello(session, command, now);
        if (reply.positive()) {
            if (session.greeted() || session.envelope() != null) {
                session.ends();
            }
            session.greets(command.argument(), command.verb() == Command.Verb.EHLO);
        }
        return reply;
    }

    Reply reset(Command command) {
        Reply reply = server.persona().reset(session, command);
        if (reply.positive()) {
            session.ends();
        }
        return reply;
    }

    Reply mail(Command command, Instant now) {
        SmtpPersona persona = server.persona();
        return switch (persona.mail(session, command)) {
            case Path.Bad bad -> bad.reply();
            case Path.Good sender when !session.room() -> persona.noRoom(session);
            case Path.Good sender -> {
                Reply reply = persona.senderTaken(session, sender);
                if (reply.positive()) {
                    session.begins(new Envelope(sender), now, persona.queueId(session, now));
                }
                yield reply;
            }
        };
    }

    Reply recipient(Command command) {
        return switch (server.persona().recipient(session, command)) {
            case Path.Bad bad -> bad.reply();
            case Path.Good recipient when !session.room() -> server.persona().noRoom(session);
            case Path.Good recipient -> judge(recipient);
        };
    }

    Reply data(Command command) {
        Reply reply = server.persona().data(session, command);
        return reply.positive() && !session.room() ? server.persona().noRoom(session) : reply;
    }

    Chunk chunk(Command command) {
        Chunk chunk = server.persona().chunk(session, command);
        Envelope envelope = session.envelope();
        if (chunk.refusal() != null || envelope == null) {
            return chunk;
        }
        envelope.comesInChunks();
        return session.room() ? chunk : chunk.refused(server.persona().noRoom(session));
    }

    /** With a last chunk the transaction is over, also if it was refused. */
    void swallowed(Chunk chunk) {
        if (chunk.last() && session.envelope() != null) {
            session.ends();
        }
    }

    private Reply judge(Path.Good recipient) {
        SmtpPersona persona = server.persona();
        String address = recipient.address();
        Ruling ruling = server.policy().judge(address, persona.isAccount(address));
        Reply reply = persona.judged(session, recipient, ruling.verdict());
        Envelope envelope = session.envelope();
        if (reply.positive() && envelope != null) {
            envelope.add(recipient, ruling.bait());
        }
        return reply;
    }
}
