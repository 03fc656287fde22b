package org.honeyspam.smtp;

import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;
import org.jspecify.annotations.Nullable;

/** What all sessions of one SMTP listener share: whom it imitates and whom it takes mail for. */
public final class SmtpServer {
    private final Configuration.Persona product;
    private final SmtpPersona persona;
    private final String host;
    private final @Nullable Brand brand;
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
        this(face, null, policy, passwords, settings);
    }

    private SmtpServer(
            Face face,
            @Nullable Brand brand,
            RecipientPolicy policy,
            Passwords passwords,
            Configuration.Smtp settings) {
        this.product = face.persona();
        this.host = face.host();
        this.brand = brand;
        this.persona = persona(face, policy, settings);
        this.policy = policy;
        this.passwords = passwords;
        this.settings = settings;
    }

    /**
     * The server of a provider.
     *
     * @param tls whether STARTTLS is announced
     * @param auth whether AUTH is announced
     */
    public static SmtpServer of(
            Provider provider,
            boolean tls,
            boolean auth,
            RecipientPolicy policy,
            Passwords passwords,
            Configuration.Smtp settings) {
        var face = new Face(provider.name(), provider.persona(), tls, auth);
        return new SmtpServer(face, provider.brand(), policy, passwords, settings);
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

    /** What is said to those who are not let in. */
    public Busy busy() {
        return new Crowded(product, host);
    }

    /** How TLS is done where it comes before the first word. */
    public TlsOffer tls() {
        return persona.tls();
    }

    Reply banner(SmtpSession session, Instant now) {
        return brand == null ? persona.banner(session, now) : brand.banner(session, host, now);
    }

    Reply hello(SmtpSession session, Command command, Instant now) {
        Reply reply = persona.hello(session, command);
        return brand == null ? reply : brand.hello(reply, session, host, now);
    }

    Reply messageTaken(SmtpSession session, Instant now) {
        Reply reply = persona.messageTaken(session);
        return brand == null ? reply : brand.taken(reply, session, host, now);
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
