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
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Reception;
import org.honeyspam.proxy.ProxyServer;

/** Our SOCKS proxy in one persona, in this process; what lies behind it is silent. */
final class SocksImitation implements Server {
    private static final Configuration.Limits LIMITS =
            new Configuration.Limits(1_000, 1_000, Duration.ofMinutes(5), 1 << 20);
    private static final int QUEUE_EVENTS_MAX = 100_000;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final Duration KEEP = Duration.ofDays(1);

    private final Journal journal;
    private final MessageStore mail;
    private final Listeners listeners;
    private final InetSocketAddress address;

    private SocksImitation(Path folder, ProxyServer.Face face) throws IOException {
        var record = new Configuration.Journal(QUEUE_EVENTS_MAX, SEGMENT_BYTES, 1 << 30, KEEP);
        journal = Journal.open(folder.resolve("journal"), "test", 1, record);
        var kept = new Configuration.Mail(SEGMENT_BYTES, 1 << 30, KEEP, 0);
        mail = MessageStore.open(folder.resolve("mail"), kept, LIMITS.messageMemoryBytesMax());
        var certificates = Certificates.open(folder.resolve("tls"), Map.of(), Instant.now());
        listeners = new Listeners(journal, mail, certificates, Clock.systemUTC(), LIMITS, "test-1");
        var server = new ProxyServer(face, TestNode.PROXY, new TestInside());
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        address = listeners.open(wanted, new Reception("proxy", server::dialogue));
    }

    static SocksImitation start(Path folder, Configuration.Persona persona, boolean asksPassword)
            throws IOException {
        var face = new ProxyServer.Face("proxy.one.example", persona, asksPassword);
        return new SocksImitation(folder, face);
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
