package org.honeyspam.node;

import java.io.IOException;
import java.util.function.Supplier;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.proxy.ProxyServer;
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
            case MX -> new SmtpServer(host, destination, configuration.smtp())::dialogue;
            case RELAY -> new SmtpServer(host, relay, configuration.smtp())::dialogue;
            case PROXY ->
                    new ProxyServer(host, configuration.proxy(), sites::pageFor, this::behindProxy)
                            ::dialogue;
        };
    }

    /** What answers a spammer who thinks he is connected to the mail server of that name. */
    private Dialogue behindProxy(String host) {
        return new SmtpServer(host, relay, configuration.smtp()).dialogue();
    }
}
