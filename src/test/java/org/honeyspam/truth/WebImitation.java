package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.net.Reception;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.honeyspam.site.TestSites;
import org.honeyspam.web.WebServer;
import org.jspecify.annotations.Nullable;

/** Our sites in one persona, in this process, with a journal of its own. */
final class WebImitation implements Server {
    private static final int MEMORY_BYTES = 1 << 20;

    private final Premises premises;
    private final Sites sites;

    private WebImitation(Path folder, Configuration.Persona persona) throws IOException {
        sites = TestSites.make(TestNode.WEB_OF_PRODUCT);
        var server = new WebServer(TestNode.webFace(persona), sites, TestNode.WEB_OF_PRODUCT);
        premises = Premises.open(folder, MEMORY_BYTES, new Reception("web", server::dialogue));
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
                        new Endpoint(address().getAddress(), address().getPort()),
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
        return premises.address();
    }

    @Override
    public void close() throws IOException {
        premises.close();
    }
}
