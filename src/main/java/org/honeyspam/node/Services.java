package org.honeyspam.node;

import java.io.IOException;
import java.util.function.Supplier;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.proxy.ProxyServer;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;
import org.honeyspam.web.Corpus;
import org.honeyspam.web.Sites;
import org.honeyspam.web.WebServer;

/** Knows which dialogue a listener's visitors meet, and how the services lead to each other. */
final class Services {
    private final Configuration configuration;
    private final RecipientPolicy relay;
    private final RecipientPolicy destination;
    private final Sites sites;
    private final Passwords.Sticky sticky = new Passwords.Sticky();

    private Services(Configuration configuration, Bait bait, Sites sites) {
        this.configuration = configuration;
        this.relay = new RecipientPolicy.OpenRelay(bait);
        this.destination = new RecipientPolicy.Destination(bait, configuration.bait());
        this.sites = sites;
    }

    static Services of(Configuration configuration, KeyRing keys, Bait bait) throws IOException {
        var web = configuration.web();
        Corpus corpus = Corpus.read(web.textFolders());
        var sites = new Sites(configuration.sites(), web, keys.derive("pages"), bait, corpus);
        return new Services(configuration, bait, sites);
    }

    Supplier<Dialogue> of(Listener listener) {
        String host = listener.host();
        return switch (listener.service()) {
            case WEB -> new WebServer(sites, configuration.web())::dialogue;
            case MX -> mailServer(listener, destination)::dialogue;
            case RELAY -> mailServer(listener, relay)::dialogue;
            case PROXY ->
                    new ProxyServer(host, configuration.proxy(), sites::pageFor, this::behindProxy)
                            ::dialogue;
        };
    }

    /** What answers a spammer who thinks he is connected to the mail server of that name. */
    private Dialogue behindProxy(String host) {
        var face = new SmtpServer.Face(host, Persona.SENDMAIL, false, false);
        return new SmtpServer(face, relay, new Passwords.None(), configuration.smtp()).dialogue();
    }

    /** Whether a listener takes the password that it took before. */
    boolean remembersPasswords() {
        return configuration.listeners().stream()
                .anyMatch(listener -> listener.auth().mode() == Auth.Mode.STICKY);
    }

    void remember(String user, String password) {
        sticky.remember(user, password);
    }

    private SmtpServer mailServer(Listener listener, RecipientPolicy policy) {
        Auth auth = listener.auth();
        boolean offered = auth.mode() != Auth.Mode.OFF;
        var face = new SmtpServer.Face(listener.host(), listener.persona(), false, offered);
        return new SmtpServer(face, policy, passwords(auth), configuration.smtp());
    }

    private Passwords passwords(Auth auth) {
        return switch (auth.mode()) {
            case OFF, REFUSE -> new Passwords.None();
            case ACCEPT_AFTER -> new Passwords.AfterTries(auth.tries());
            case STICKY -> sticky;
        };
    }
}
