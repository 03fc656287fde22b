package org.honeyspam.node;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Network;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.net.Reception;
import org.honeyspam.proxy.ProxyServer;
import org.honeyspam.site.Sites;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;
import org.honeyspam.web.Pace;
import org.honeyspam.web.WebServer;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Names names;

    private Services(Configuration configuration, Bait bait, Sites sites, @Nullable Names names) {
        this.configuration = configuration;
        this.relay = new RecipientPolicy.OpenRelay(bait);
        this.destination = new RecipientPolicy.Destination(bait, configuration.bait());
        this.sites = sites;
        this.names = names;
        long drawn = new SecureRandom().nextLong();
        this.pace = new Pace(configuration.slow(), configuration.sites(), drawn);
    }

    static Services of(Configuration configuration, Bait bait, Sites sites, @Nullable Names names) {
        return new Services(configuration, bait, sites, names);
    }

    Reception reception(Listener listener) {
        return switch (listener.service()) {
            case WEB -> web(listener);
            case MX -> mail(listener, mailServer(listener, destination));
            case RELAY -> mail(listener, mailServer(listener, relay));
            case PROXY -> proxy(listener);
            case DNS -> names(listener);
        };
    }

    private Reception names(Listener listener) {
        if (names == null) {
            throw new IllegalStateException("a node with such a listener has a name server");
        }
        return new Reception(listener.service().label(), names.service()::dialogue);
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

    private Reception proxy(Listener listener) {
        Auth auth = listener.auth();
        boolean asked = auth.mode() != Auth.Mode.OFF;
        var face = new ProxyServer.Face(listener.host(), listener.persona(), asked);
        var inside = new BehindProxy(configuration, sites, relay, sticky, passwords(auth));
        var server = new ProxyServer(face, configuration.proxy(), inside);
        TlsOffer first = listener.tls() == Configuration.Tls.IMPLICIT ? server.tls() : null;
        String service = listener.service().label();
        return new Reception(service, server::dialogue, first, frontEnds(listener));
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

    /** Answers that are slow on purpose. */
    Use slowAnswers(Instant now) {
        return pace.slowAnswers(now);
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
