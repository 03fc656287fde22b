package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Identity;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.journal.Journal;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * What visitors meet under one configuration. The next one is made beside it, and takes over what
 * is remembered: who visits, what he was given, how often he tried.
 *
 * @param certificates that were given, by host
 * @param witness null if nobody is asked about crawlers
 * @param names null if there is no name server
 */
record Scene(
        Configuration configuration,
        Bait bait,
        Services services,
        Map<String, Identity> certificates,
        @Nullable DnsWitness witness,
        @Nullable Names names)
        implements AutoCloseable {

    /** What stays, whatever the configuration becomes. */
    record Ground(Journal journal, SerialSource serials, Blocklist blocklist, Clock clock) {}

    static Scene first(Configuration configuration, Ground ground) throws IOException {
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        var bait = new Bait(keys, configuration.bait(), hosts(configuration), ground.serials());
        Names names =
                Names.isAsked(configuration)
                        ? Names.of(configuration, keys, ground.blocklist(), ground.clock())
                        : null;
        DnsWitness witness = witness(configuration, ground);
        Sites sites = sites(configuration, keys, bait, witness);
        var services =
                Services.of(configuration, bait, sites, names, HostDraw.of(configuration, keys));
        return whole(configuration, bait, services, witness, names);
    }

    /**
     * The scene under another configuration; this one stays as it is.
     *
     * @throws IOException if something that the configuration names cannot be used
     */
    Scene with(Configuration next, Ground ground) throws IOException {
        KeyRing keys = KeyRing.read(next.node().keyFile());
        Bait nextBait = bait.with(keys, next.bait(), hosts(next));
        Names nextNames = null;
        if (Names.isAsked(next)) {
            nextNames =
                    names == null
                            ? Names.of(next, keys, ground.blocklist(), ground.clock())
                            : names.with(next, keys, ground.blocklist());
        }
        boolean same = next.crawlers().equals(configuration.crawlers());
        DnsWitness nextWitness = same ? witness : witness(next, ground);
        Sites sites = sites(next, keys, nextBait, nextWitness);
        var nextServices = services.with(next, nextBait, sites, nextNames, HostDraw.of(next, keys));
        return whole(next, nextBait, nextServices, nextWitness, nextNames);
    }

    private static Scene whole(
            Configuration configuration,
            Bait bait,
            Services services,
            @Nullable DnsWitness witness,
            @Nullable Names names)
            throws IOException {
        if (services.remembersPasswords()) {
            ViewsKeeper.logins(configuration).forEach(services::remember);
        }
        var given = certificates(configuration);
        return new Scene(configuration, bait, services, given, witness, names);
    }

    /** Somebody was let in. */
    void arrived(Peer peer) {
        if (names != null) {
            names.arrived(peer);
        }
    }

    /** Ends what the next one does not go on with. */
    void giveWayTo(Scene next) {
        if (witness != null && witness != next.witness) {
            witness.close();
        }
    }

    /** The end of the node. */
    @Override
    public void close() {
        if (witness != null) {
            witness.close();
        }
        if (names != null) {
            names.close();
        }
    }

    private static List<String> hosts(Configuration configuration) {
        return configuration.sites().stream().map(Configuration.Site::host).toList();
    }

    /** It asks nobody before somebody comes, so one that is not used need not be closed. */
    private static @Nullable DnsWitness witness(Configuration configuration, Ground ground) {
        var crawlers = configuration.crawlers();
        return crawlers.lookUps()
                ? new DnsWitness(crawlers, ground.journal(), ground.clock())
                : null;
    }

    private static Sites sites(
            Configuration configuration, KeyRing keys, Bait bait, @Nullable DnsWitness witness)
            throws IOException {
        Obedience.Witness asked = witness == null ? Obedience.nobody() : witness;
        return Guests.sites(configuration, keys, bait, asked);
    }

    private static Map<String, Identity> certificates(Configuration configuration)
            throws IOException {
        var given = new HashMap<String, Identity>();
        for (Listener listener : configuration.listeners()) {
            give(listener.host(), listener.certificate(), listener.certificateKey(), given);
        }
        for (Configuration.Site site : configuration.sites()) {
            give(site.host(), site.certificate(), site.certificateKey(), given);
        }
        return given;
    }

    private static void give(
            String host,
            @Nullable Path certificate,
            @Nullable Path key,
            Map<String, Identity> given)
            throws IOException {
        if (certificate != null && key != null) {
            try {
                given.put(host, Identity.read(certificate, key));
            } catch (Identity.Unfit e) { // Changed since it was checked.
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
