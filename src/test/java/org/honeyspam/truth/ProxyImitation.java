package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.honeyspam.TestInside;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Reception;
import org.honeyspam.proxy.ProxyServer;

/** Our open proxy in one persona, in this process, with a journal of its own. */
final class ProxyImitation implements Server {
    static final String HOST = "proxy.one.example";
    static final Duration CONNECT_MAX = Duration.ofSeconds(1);
    private static final Configuration.Limits LIMITS =
            new Configuration.Limits(1_000, 1_000, Duration.ofMinutes(5), 1 << 20);
    private static final Duration KEEP = Duration.ofDays(1);
    private final Journal journal;
    private final MessageStore mail;
    private final Listeners listeners;
    private final InetSocketAddress address;

    /** What is set of a proxy. */
    record Wanted(
            Configuration.Persona persona,
            boolean asksPassword,
            Configuration.Anonymity anonymity) {

        private ProxyServer server() {
            var settings =
                    new Configuration.Proxy(
                            64 * 1024,
                            Duration.ofMinutes(5),
                            CONNECT_MAX,
                            false,
                            4,
                            anonymity,
                            "",
                            1 << 16);
            var face = new ProxyServer.Face(HOST, persona, asksPassword);
            return new ProxyServer(face, settings, new TestInside());
        }
    }

    private ProxyImitation(Path folder, Wanted wantedProxy) throws IOException {
        var record = new Configuration.Journal(100_000, 8 << 20, 1 << 30, KEEP);
        journal = Journal.open(folder.resolve("journal"), "test", 1, record);
        var kept = new Configuration.Mail(8 << 20, 1 << 30, KEEP, 0);
        mail = MessageStore.open(folder.resolve("mail"), kept, LIMITS.messageMemoryBytesMax());
        var certificates = Certificates.open(folder.resolve("tls"), Map.of(), Instant.now());
        listeners = new Listeners(journal, mail, certificates, Clock.systemUTC(), LIMITS, "test-1");
        ProxyServer server = wantedProxy.server();
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        address = listeners.open(wanted, new Reception("proxy", server::dialogue));
    }

    static ProxyImitation start(Path folder, Wanted wanted) throws IOException {
        return new ProxyImitation(folder, wanted);
    }

    static ProxyImitation start(Path folder, Configuration.Persona persona) throws IOException {
        return start(folder, new Wanted(persona, false, Configuration.Anonymity.TRANSPARENT));
    }

    /** One that lets nobody through without a password. */
    static ProxyImitation startClosed(Path folder, Configuration.Persona persona)
            throws IOException {
        return start(folder, new Wanted(persona, true, Configuration.Anonymity.TRANSPARENT));
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        listeners.close();
        journal.close();
        mail.close();
    }
}
