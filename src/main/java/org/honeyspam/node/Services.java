package org.honeyspam.node;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Network;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.net.Lane;
import org.honeyspam.net.Reception;
import org.honeyspam.net.Receptions;
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
    private final Configuration configuration;
    private final RecipientPolicy relay;
    private final RecipientPolicy destination;
    private final Sites sites;
    private final Pace pace;
    private final Memory memory;
    private final @Nullable Names names;
    private final HostReceptions hosts;

    /** To sites that have one of their own: the same over all listeners. */
    private final Map<String, Lane> toSites = new HashMap<>();

    /**
     * What is remembered from one configuration to the next.
     *
     * @param chance what a product draws at its start: the same on all its ports
     * @param tries how often whom was refused, by listener
     */
    private record Memory(
            long chance,
            Passwords.Sticky sticky,
            Map<String, Passwords.AfterTries> tries,
            Lanes lanes) {}

    private Services(
            Configuration configuration,
            Bait bait,
            Sites sites,
            @Nullable Names names,
            VirtualHosts hosts,
            Pace pace,
            Memory memory) {
        this.configuration = configuration;
        this.relay = new RecipientPolicy.OpenRelay(bait);
        this.destination = new RecipientPolicy.Destination(bait, configuration.bait());
        this.sites = sites;
        this.names = names;
        this.hosts = new HostReceptions(hosts, this::reception);
        this.pace = pace;
        this.memory = memory;
        for (Configuration.Site site : configuration.sites()) {
            String own = site.pace();
            if (own != null) {
                Lane lane = memory.lanes().to("site " + site.host(), configuration.pace(own));
                toSites.put(site.host(), lane);
            }
        }
    }

    static Services of(
            Configuration configuration,
            Bait bait,
            Sites sites,
            @Nullable Names names,
            VirtualHosts hosts) {
        var random = new SecureRandom();
        var pace = new Pace(configuration.slow(), configuration.sites(), random.nextLong());
        var sticky = new Passwords.Sticky();
        var memory = new Memory(random.nextLong(), sticky, new ConcurrentHashMap<>(), new Lanes());
        return new Services(configuration, bait, sites, names, hosts, pace, memory);
    }

    /** Those under another configuration, to which nobody is new who is known here. */
    Services with(
            Configuration newConfiguration,
            Bait bait,
            Sites newSites,
            @Nullable Names newNames,
            VirtualHosts newHosts) {
        Pace newPace = pace.with(newConfiguration.slow(), newConfiguration.sites());
        return new Services(newConfiguration, bait, newSites, newNames, newHosts, newPace, memory);
    }

    /** How visitors are met at a spot: where it is everywhere, by the host that they came to. */
    Receptions receptions(Spot spot, Listener listener) {
        Reception alone = spot.isOfHosts() ? null : reception(listener);
        return alone != null && (hosts.isEmpty() || !spot.isEverywhere())
                ? Receptions.everywhere(alone)
                : hosts.at(listener.port(), listener.service().label(), alone);
    }

    /**
     * How many virtual hosts there are, and were visited under this configuration; null if none.
     */
    @Nullable String hostsCounted() {
        return hosts.isEmpty() ? null : hosts.counted();
    }

    private Reception reception(VirtualHost host, Offered offered) {
        Listener alone = HostDraw.listener(host, offered);
        Reception plain =
                offered.service() == Configuration.Service.WEB
                        ? web(alone, sites.withHost(host.name()))
                        : plain(alone);
        String place = "host " + host.address().getHostAddress();
        return paced(configuration.hosts().paceAt(host.address()), place, plain);
    }

    /** How that listener meets who comes. */
    private Reception reception(Listener listener) {
        String place = // Of those on a free port, name and service tell.
                "%s %s %d %s"
                        .formatted(
                                listener.service().label(),
                                listener.addresses(),
                                listener.port(),
                                listener.host());
        return paced(listener.pace(), place, plain(listener));
    }

    private Reception paced(String name, String place, Reception plain) {
        return plain.at(memory.lanes().to(place, configuration.pace(name)), toSites);
    }

    private Reception plain(Listener listener) {
        return switch (listener.service()) {
            case WEB -> web(listener, sites.from(listener.host()));
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
        return reception(listener, names.service()::dialogue, null, Busy.SILENT);
    }

    private Reception web(Listener listener, Sites shown) {
        boolean secure = listener.tls() == Configuration.Tls.IMPLICIT;
        var face = new WebServer.Face(listener.persona(), secure, memory.chance());
        List<Network> forwarders = networks(listener.forwarders());
        var server = new WebServer(face, shown, configuration.web(), pace, forwarders);
        TlsOffer first = secure ? server.tls() : null;
        String service = listener.service().label();
        return new Reception(
                service,
                server::dialogue,
                first,
                frontEnds(listener),
                forwarders,
                server.busy(),
                most(listener));
    }

    private Reception proxy(Listener listener) {
        Auth auth = listener.auth();
        boolean asked = auth.mode() != Auth.Mode.OFF;
        var face = new ProxyServer.Face(listener.host(), listener.persona(), asked);
        var inside =
                new BehindProxy(configuration, sites, relay, memory.sticky(), passwords(listener));
        var server = new ProxyServer(face, configuration.proxy(), inside);
        TlsOffer first = listener.tls() == Configuration.Tls.IMPLICIT ? server.tls() : null;
        return reception(listener, server::dialogue, first, Busy.SILENT);
    }

    private static Reception mail(Listener listener, SmtpServer server) {
        TlsOffer first = listener.tls() == Configuration.Tls.IMPLICIT ? server.tls() : null;
        return reception(listener, server::dialogue, first, server.busy());
    }

    private static Reception reception(
            Listener listener, Supplier<Dialogue> dialogues, @Nullable TlsOffer first, Busy busy) {
        return new Reception(
                listener.service().label(),
                dialogues,
                first,
                frontEnds(listener),
                List.of(),
                busy,
                most(listener));
    }

    private static int most(Listener listener) {
        return listener.connectionsMax() == 0 ? Integer.MAX_VALUE : listener.connectionsMax();
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
        memory.sticky().remember(user, password);
    }

    private SmtpServer mailServer(Listener listener, RecipientPolicy policy) {
        Auth auth = listener.auth();
        boolean offered = auth.mode() != Auth.Mode.OFF;
        boolean tls = listener.tls() == Configuration.Tls.STARTTLS;
        var face = new SmtpServer.Face(listener.host(), listener.persona(), tls, offered);
        return new SmtpServer(face, policy, passwords(listener), configuration.smtp());
    }

    private Passwords passwords(Listener listener) {
        Auth auth = listener.auth();
        return switch (auth.mode()) {
            case OFF, REFUSE -> new Passwords.None();
            case ACCEPT_AFTER -> tries(listener);
            case STICKY -> memory.sticky();
        };
    }

    private Passwords tries(Listener listener) {
        int most = listener.auth().tries();
        String name =
                "%s %s %s %d %d"
                        .formatted(
                                listener.service(),
                                listener.host(),
                                listener.addresses(),
                                listener.port(),
                                most);
        return memory.tries().computeIfAbsent(name, _ -> new Passwords.AfterTries(most));
    }
}
