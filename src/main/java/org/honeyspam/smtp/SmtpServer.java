package org.honeyspam.smtp;

import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;

/** What all sessions of one SMTP listener share: whom it imitates and whom it takes mail for. */
public final class SmtpServer {
    private final SmtpPersona persona;
    private final RecipientPolicy policy;
    private final Passwords passwords;
    private final Configuration.Smtp settings;

    /**
     * What a listener shows of itself.
     *
     * @param host the name the imitated server gives as its own
     * @param tls whether STARTTLS is announced
     * @param auth whether AUTH is announced
     */
    public record Face(String host, Configuration.Persona persona, boolean tls, boolean auth) {}

    public SmtpServer(
            Face face, RecipientPolicy policy, Passwords passwords, Configuration.Smtp settings) {
        this.persona = persona(face, policy, settings);
        this.policy = policy;
        this.passwords = passwords;
        this.settings = settings;
    }

    private static SmtpPersona persona(
            Face face, RecipientPolicy policy, Configuration.Smtp settings) {
        var terms =
                new SmtpPersona.Terms(
                        face.host(),
                        settings.messageBytesMax(),
                        settings.recipientsMax(),
                        settings.greetPause(),
                        policy,
                        face.tls(),
                        face.auth(),
                        settings.authMechanisms());
        return switch (face.persona()) {
            case SENDMAIL -> new Sendmail(terms);
            case POSTFIX -> new Postfix(terms);
            case EXIM -> new Exim(terms);
            case EXCHANGE -> new Exchange(terms);
            default -> throw new IllegalArgumentException(face.persona() + " is no mail server");
        };
    }

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return new SmtpDialogue(this);
    }

    /** How TLS is done where it comes before the first word. */
    public TlsOffer tls() {
        return persona.tls();
    }

    SmtpPersona persona() {
        return persona;
    }

    RecipientPolicy policy() {
        return policy;
    }

    Passwords passwords() {
        return passwords;
    }

    Configuration.Smtp settings() {
        return settings;
    }
}
