package org.honeyspam.probe;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a mail server that remembers the reply by which a message was decided. */
final class Connection extends SMTPTransport {
    /** The other side has not answered the last command, or not in SMTP. */
    static final int NO_REPLY = -1;

    private final RawMessage message;
    private int code = NO_REPLY;
    private String reply = "";
    private boolean decided;

    Connection(Session session, RawMessage message) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.message = message;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (decided) {
            return super.readServerResponse();
        }
        decided = message.written(); // This reply is that to the end of the message.
        code = NO_REPLY;
        reply = "";
        code = super.readServerResponse();
        reply = code == NO_REPLY ? "" : getLastServerResponse();
        return code;
    }

    /** After a refusal, Angus Mail resets; the answer to that decides nothing. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        decided |= command.equals("RSET");
        super.issueCommand(command, expected);
    }

    int code() {
        return code;
    }

    /** The whole reply, its lines apart. */
    String reply() {
        return reply;
    }
}
