package org.honeyspam.smtp;

import static org.honeyspam.smtp.SendmailText.shown;

/** Why Sendmail does not take a message. */
final class SendmailComplaints {

    private SendmailComplaints() {}

    static Reply about(
            SmtpSession session, SmtpPersona.Complaint complaint, SmtpPersona.Terms terms) {
        return switch (complaint) {
            case TOO_LARGE -> {
                long max = terms.messageBytesMax();
                yield Reply.of(552, "5.2.3 Message exceeds maximum fixed size (" + max + ")");
            }
            case HEADER_TOO_LARGE -> Reply.of(552, "5.6.0 Headers too large (32768 max)");
            case TOO_MANY_HOPS -> Reply.of(554, "5.4.6 Too many hops");
            case NUL -> Reply.of(554, "5.6.1 NUL byte not allowed");
            case BARE_LF -> Reply.of(421, "4.5.0 Bare linefeed (LF) not allowed").thenClose();
            case BARE_CR ->
                    Reply.of(421, "4.5.0 Bare carriage return (CR) not allowed").thenClose();
            case NO_ROOM -> Sendmail.NO_ROOM;
            case CUT_SHORT -> brokenOff(session, "read timeout").thenClose();
            case HEADER_SYNTAX, LINE_TOO_LONG ->
                    throw new IllegalStateException("Sendmail takes " + complaint);
        };
    }

    /** Said when no more of a message comes, with the reason. */
    static Reply brokenOff(SmtpSession session, String info) {
        Envelope envelope = session.envelope();
        String sender = envelope == null ? "" : shown(envelope.sender().typed());
        String client = Sendmail.client(session.peer());
        return Reply.of(
                421, "4.4.1 collect: relay=%s, from=%s, info=%s".formatted(client, sender, info));
    }
}
