package org.honeyspam.smtp;

import java.util.List;
import org.honeyspam.smtp.PostfixWords.Word;

/**
 * BDAT (RFC 3030 section 2) as Postfix 3.7 does it: after an error all chunks are swallowed, up to
 * the last one or RSET.
 *
 * @param messageBytesMax largest message
 */
record PostfixChunks(long messageBytesMax) {
    private static final String FAILED = "chunk failed";
    private static final String LAST = "last chunk";

    /** Whether chunks have begun to come, be they taken or swallowed. */
    static boolean begun(SmtpSession session) {
        Envelope envelope = session.envelope();
        return envelope != null && envelope.chunked() || session.counted(FAILED) > 0;
    }

    static void forget(SmtpSession session) {
        session.forget(FAILED);
    }

    Chunk read(SmtpSession session, Command command) {
        List<Word> words = PostfixCommands.words(command.line());
        boolean last = words.size() == 3;
        String count = words.size() < 2 ? "" : words.get(1).text();
        long size = PostfixParameters.isNumber(count) ? PostfixParameters.number(count) : -1;
        boolean ends = last && words.get(2).text().equalsIgnoreCase("LAST");
        if (size < 0 || words.size() > 3 || last != ends) {
            Reply reply = Reply.of(521, "5.5.4 Syntax: BDAT count [LAST]").thenClose();
            return new Chunk(0, false, reply);
        }
        if (size == 0 && !last) {
            return refused(session, size, false, Reply.of(551, "5.7.1 Null BDAT request"));
        }
        if (session.counted(FAILED) > 0) {
            String text = "5.0.0 Discarded " + size + " bytes after earlier error";
            return refused(session, size, last, Reply.of(551, text));
        }
        Envelope envelope = session.envelope();
        if (envelope == null) {
            Reply reply = Reply.of(503, "5.5.1 Error: need RCPT command");
            return refused(session, size, last, reply);
        }
        if (envelope.recipients().isEmpty()) {
            Reply reply = Reply.of(554, "5.5.1 Error: no valid recipients");
            return refused(session, size, last, reply);
        }
        if (size > messageBytesMax) {
            Reply reply = Reply.of(552, "5.3.4 Chunk exceeds message size limit");
            return refused(session, size, last, reply);
        }
        session.forget(LAST);
        if (last) {
            session.count(LAST);
        }
        return new Chunk(size, last, null);
    }

    private static Chunk refused(SmtpSession session, long size, boolean last, Reply reply) {
        session.forget(FAILED);
        if (!last) {
            session.count(FAILED);
        }
        return new Chunk(size, last, reply);
    }

    /** The message was given up; if more of it is to come, that is swallowed. */
    static void givenUp(SmtpSession session) {
        Envelope envelope = session.envelope();
        if (envelope != null && envelope.chunked() && session.counted(LAST) == 0) {
            session.count(FAILED);
        }
    }
}
