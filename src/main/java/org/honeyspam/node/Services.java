package org.honeyspam.node;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.net.Reception;
import org.honeyspam.proxy.ProxyServer;
import org.honeyspam.site.Sites;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;
import org.honeyspam.web.Pace;
import org.honeyspam.web.WebServer;

/** Knows which dialogue a listener's visitors meet, and how the services lead to each other. */
final class Services {
    /** What a product draws at its start: the same on all its ports. */
    private final long chance = new SecureRandom().nextLong();

    private final Configuration configuration;
    private final RecipientPolicy relay;
    private final RecipientPolicy destination;
    private final Sites sites;
    private final Pace pace;
    private final Passwords.Sticky sticky = new Passwords.Sticky();

    private Services(Configuration configuration, Bait bait, Sites sites) {
        this.configuration = configuration;
        this.relay = new RecipientPolicy.OpenRelay(bait);
        this.destination = new RecipientPolicy.Destination(bait, configuration.bait());
        this.sites = sites;
        long drawn = new SecureRandom().nextLong();
        this.pace = new Pace(configuration.slow(), configuration.sites(), drawn);
    }

    static Services of(Configuration configuration, Bait bait, Sites sites) {
        return new Services(configuration, bait, sites);
    }

    Reception reception(Listener listener) {
        String host = listener.host();
        return switch (listener.service()) {
            case WEB -> web(listener);
            case MX -> mail(listener, mailServer(listener, destination));
            case RELAY -> mail(listener, mailServer(listener, relay));
            case PROXY -> {
                var settings = configuration.proxy();
                var proxy = new ProxyServer(host, settings, sites::pageFor, this::behindProxy);
                yield inTheClear(listener, proxy::dialogue);
            }
        };
    }

    private Reception web(Listener listener) {
        boolean secure = listener.tls() == Configuration.Tls.IMPLICIT;
        var face = new WebServer.Face(listener.persona(), secure, chance);
        List<Network> forwarders = networks(listener.forwarders());
        var server =
                new WebServer(
                        face, sites.from(listener.host()), configuration.web(), pace, forwarders);
        TlsOffer first = secure ? server.tls() : null;
        String service = listener.service().label();
        return new Reception(service, server::dialogue, first, frontEnds(listener), forwarders);
    }

    private static Reception inTheClear(Listener listener, Supplier<Dialogue> dialogues) {
        return new Reception(listener.service().label(), dialogues, null, frontEnds(listener));
    }

    private static Reception mail(Listener listener, SmtpServer server) {
        TlsOffer first = listener.tls() == Configuration.Tls.IMPLICIT ? server.tls() : null;
        String service = listener.service().label();
        return new Reception(service, server::dialogue, first, frontEnds(listener));
    }

    private static List<Network> frontEnds(Listener listener) {
        return networks(listener.frontEnds());
    }

    private static List<Network> networks(List<String> named) {
        return named.stream().map(Network::of).toList();
    }

    /** What answers a spammer who thinks he is connected to the mail server of that name. */
    private Dialogue behindProxy(String host) {
        var face = new SmtpServer.Face(host, Persona.SENDMAIL, true, false);
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
        boolean tls = listener.tls() == Configuration.Tls.STARTTLS;
        var face = new SmtpServer.Face(listener.host(), listener.persona(), tls, offered);
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
