package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Reception;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.honeyspam.site.TestSites;
import org.honeyspam.web.WebServer;
import org.jspecify.annotations.Nullable;

/** Our sites in one persona, in this process, with a journal of its own. */
final class WebImitation implements Server {
    private static final Configuration.Limits LIMITS =
            new Configuration.Limits(1_000, 1_000, Duration.ofMinutes(5), 1 << 20);
    private static final int QUEUE_EVENTS_MAX = 100_000;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final Duration KEEP = Duration.ofDays(1);

    private final Journal journal;
    private final MessageStore mail;
    private final Listeners listeners;
    private final Sites sites;
    private final InetSocketAddress address;

    private WebImitation(Path folder, Configuration.Persona persona) throws IOException {
        var record = new Configuration.Journal(QUEUE_EVENTS_MAX, SEGMENT_BYTES, 1 << 30, KEEP);
        journal = Journal.open(folder.resolve("journal"), "test", 1, record);
        var kept = new Configuration.Mail(SEGMENT_BYTES, 1 << 30, KEEP, 0);
        mail = MessageStore.open(folder.resolve("mail"), kept, LIMITS.messageMemoryBytesMax());
        var certificates = Certificates.open(folder.resolve("tls"), Map.of(), Instant.now());
        listeners = new Listeners(journal, mail, certificates, Clock.systemUTC(), LIMITS, "test-1");
        sites = TestSites.make(TestNode.WEB_OF_PRODUCT);
        var server = new WebServer(TestNode.webFace(persona), sites, TestNode.WEB_OF_PRODUCT);
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        address = listeners.open(wanted, new Reception("web", server::dialogue));
    }

    static WebImitation start(Path folder, Configuration.Persona persona) throws IOException {
        return new WebImitation(folder, persona);
    }

    /** The page of a site as the player sees it; null if there is none. */
    Site.@Nullable Page page(String host, String path) {
        var peer =
                new Peer(
                        "test-1-0",
                        "web",
                        new Endpoint(HttpPlayer.CLIENT, 40_000),
                        new Endpoint(address.getAddress(), address.getPort()),
                        List.of(),
                        null);
        return sites.site(host).page(path, peer, "", Instant.now());
    }

    String text(String host, String path) {
        Site.Page page = page(host, path);
        return page == null ? "" : new String(page.body(), UTF_8);
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
