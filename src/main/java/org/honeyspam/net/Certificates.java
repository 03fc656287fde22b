package org.honeyspam.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.honeyspam.config.Identity;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.dialogue.TlsOffer;

/**
 * What each imitated server proves itself with: the certificate it was given, or a self-signed one.
 * Peers choose names too, so only so many are remembered; a forgotten one is made again, the same.
 */
public final class Certificates {
    private static final int HOSTS_MAX = 256;

    /** Those of clients that bring their own ticket are not kept here at all. */
    private static final int SESSIONS_OF_HOST_MAX = 64;

    private static final int SESSION_SECONDS_MAX = 7_200;

    static {
        // As OpenSSL since 3.0; else a peer could have us make keys without end.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final SelfSigned selfSigned;
    private volatile Map<Host, Identity> given = Map.of();
    private final Map<List<Host>, SSLContext> remembered = Bounded.byUse(HOSTS_MAX);

    private Certificates(SelfSigned selfSigned) {
        this.selfSigned = selfSigned;
    }

    /**
     * Opens the folder of the key for self-signed certificates, and makes both at the first time.
     *
     * @param given certificates by host
     */
    public static Certificates open(Path folder, Map<String, Identity> given, Instant now)
            throws IOException {
        var certificates = new Certificates(SelfSigned.open(folder, now));
        certificates.give(given);
        return certificates;
    }

    /** Other certificates, for handshakes from now on. */
    public void give(Map<String, Identity> byHost) {
        Map<Host, Identity> all = new HashMap<>();
        byHost.forEach((host, identity) -> all.put(Host.of(host), identity));
        synchronized (remembered) {
            if (!all.equals(given)) {
                given = all;
                remembered.clear();
            }
        }
    }

    /** The server's side of a connection. What the JDK does not know is left out of the offer. */
    SSLEngine engine(TlsOffer offer) {
        List<Host> hosts =
                Stream.concat(Stream.of(offer.host()), offer.others().stream())
                        .map(Host::of)
                        .toList();
        SSLEngine engine = context(hosts).createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(known(offer.versions(), engine.getSupportedProtocols()));
        parameters.setCipherSuites(known(offer.ciphers(), engine.getSupportedCipherSuites()));
        parameters.setUseCipherSuitesOrder(!offer.clientChooses());
        engine.setSSLParameters(parameters);
        if (!offer.protocols().isEmpty()) {
            engine.setHandshakeApplicationProtocolSelector(
                    (self, asked) -> firstOf(offer.protocols(), asked));
        }
        return engine;
    }

    /** Empty if none is in both: then one goes on without. */
    private static String firstOf(List<String> offered, List<String> asked) {
        return offered.stream().filter(asked::contains).findFirst().orElse("");
    }

    int rememberedHosts() {
        synchronized (remembered) {
            return remembered.size();
        }
    }

    private static String[] known(List<String> wanted, String[] supported) {
        List<String> all = Arrays.asList(supported);
        return wanted.stream().filter(all::contains).toArray(String[]::new);
    }

    private SSLContext context(List<Host> hosts) {
        synchronized (remembered) {
            return remembered.computeIfAbsent(hosts, this::make);
        }
    }

    Identity identity(Host host) {
        Identity known = given.get(host);
        return known == null ? selfSigned.of(host) : known;
    }

    /** This kind of key manager shows what fits the name that is asked for, or else the first. */
    private SSLContext make(List<Host> hosts) {
        try {
            List<KeyStore.Builder> stores = new ArrayList<>();
            for (Host host : hosts) {
                stores.add(store(identity(host)));
            }
            var keys = KeyManagerFactory.getInstance("NewSunX509");
            keys.init(new KeyStoreBuilderParameters(stores));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS_OF_HOST_MAX);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS_MAX);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS for " + hosts.getFirst().name(), e);
        }
    }

    private static KeyStore.Builder store(Identity identity)
            throws GeneralSecurityException, IOException {
        char[] password = {};
        // PKCS12 would take longer to encrypt the key than all the rest.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, password);
        Certificate[] chain = identity.chain().toArray(Certificate[]::new);
        store.setKeyEntry("host", identity.key(), password, chain);
        return KeyStore.Builder.newInstance(store, new KeyStore.PasswordProtection(password));
    }
}
