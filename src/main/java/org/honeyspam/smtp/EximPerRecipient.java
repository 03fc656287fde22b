package org.honeyspam.smtp;

/** PRDR, an extension of Exim's: each of several recipients is answered after the text as well. */
final class EximPerRecipient {
    private EximPerRecipient() {}

    static boolean isAsked(SmtpSession session) {
        Envelope envelope = session.envelope();
        return envelope != null
                && envelope.sender().has("PRDR")
                && EximRecipients.taken(session) > 1;
    }

    /** Where it is asked for, says yes to each before what is said of the message. */
    static Reply answer(SmtpSession session, Reply ofMessage) {
        Envelope envelope = session.envelope();
        if (envelope == null || !isAsked(session)) {
            return ofMessage;
        }
        Reply rest = ofMessage;
        for (String address : envelope.addresses().reversed()) {
            rest = Reply.of(250, "PRDR R=<" + address + "> acceptance").then(rest);
        }
        return Reply.of(353, "PRDR content analysis beginning").then(rest);
    }
}
