package org.honeyspam.smtp;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** BDAT (RFC 3030 section 2) as Exim 4.96 does it, and what may come between two chunks. */
final class EximChunks {
    private static final Pattern SIZE =
            Pattern.compile("([+-]?)([0-9]+)[ \t]*(.*)", Pattern.DOTALL);

    /** Exim reads a number of 32 bits. */
    private static final long SIZE_BYTES_MAX = 0xffff_ffffL;

    private static final String BROKEN = "chunks broken off";
    private static final String LAST_CHUNK = "size of the last chunk";

    private static final Set<String> HEARD_BETWEEN = Set.of("BDAT", "NOOP", "RSET");

    private EximChunks() {}

    static Chunk read(SmtpSession session, Command command) {
        if (!session.extended()) {
            return refused(
                    EximPatience.fault(
                            session, 503, "BDAT command used when CHUNKING not advertised"));
        }
        Matcher said = SIZE.matcher(command.argument());
        if (!said.matches()) {
            return refused(EximPatience.fault(session, 501, "missing size for BDAT command"));
        }
        boolean last = said.group(3).equalsIgnoreCase("LAST");
        long size = size(said.group(2), said.group(1).equals("-"));
        EximPatience.textSeen(session);
        Envelope envelope = session.envelope();
        if (envelope == null || envelope.recipients().isEmpty()) {
            return new Chunk(size, last, EximRecipients.missing(session, "BDAT"));
        }
        EximRecipients.found(session);
        session.remember(LAST_CHUNK, Long.toString(size));
        return new Chunk(size, last, null);
    }

    private static long size(String digits, boolean negative) {
        long size = new BigInteger(digits).min(BigInteger.valueOf(SIZE_BYTES_MAX)).longValue();
        return negative && size > 0 ? SIZE_BYTES_MAX + 1 - size : size;
    }

    /** Between two chunks only a few commands are heard, and after another one only RSET. */
    static @Nullable Reply between(SmtpSession session, Command command) {
        Envelope envelope = session.envelope();
        String word = command.word();
        if (envelope == null || !envelope.chunked() || word.equals("QUIT")) {
            return null;
        }
        if (session.counted(BROKEN) > 0) {
            return word.equals("RSET")
                    ? null
                    : EximPatience.fault(session, 503, "only RSET accepted now");
        }
        if (HEARD_BETWEEN.contains(word)) {
            return null;
        }
        session.count(BROKEN);
        return EximPatience.fault(session, 503, "only BDAT permissible after non-LAST BDAT");
    }

    static void forget(SmtpSession session) {
        session.forget(BROKEN);
    }

    static Reply taken(Chunk chunk) {
        return Reply.of(250, chunk.sizeBytes() + " byte chunk received");
    }

    /** What is said of the last chunk, before the message it ends. */
    static String last(SmtpSession session) {
        Measure text = session.measure();
        // Exim completes a message that has no header by an empty line, and counts it.
        long added = text.lines() == 0 ? 2 : text.headless() ? 1 : 0;
        long total = text.smtpBytes() + text.bareReturns() + added;
        return " %s byte chunk, total %d".formatted(session.remembered(LAST_CHUNK), total);
    }

    private static Chunk refused(Reply reply) {
        return new Chunk(0, false, reply);
    }
}
