package org.honeyspam.smtp;

import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;

/** What all sessions of one SMTP listener share: whom it imitates and whom it takes mail for. */
public final class SmtpServer {
    private final SmtpPersona persona;
    private final RecipientPolicy policy;
    private final Configuration.Smtp settings;

    /**
     * @param host the name the imitated server gives as its own
     */
    public SmtpServer(String host, RecipientPolicy policy, Configuration.Smtp settings) {
        this.persona = new Sendmail(host, settings.messageBytesMax());
        this.policy = policy;
        this.settings = settings;
    }

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return new SmtpDialogue(persona, policy, settings);
    }
}
