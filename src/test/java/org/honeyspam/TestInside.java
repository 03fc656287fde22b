package org.honeyspam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.proxy.Inside;
import org.honeyspam.site.Site;
import org.honeyspam.transcript.Silence;
import org.jspecify.annotations.Nullable;

/** What is behind a proxy in tests: silence, and pages that say who was asked for what. */
public record TestInside(Supplier<Dialogue> relay) implements Inside {
    private static final Instant MADE = Instant.parse("2025-06-01T12:00:00Z");

    public TestInside() {
        this(Silence::new);
    }

    @Override
    public Landing mail(String host, int port) {
        return new Landing(relay.get(), port == 465 ? TlsOffer.openSsl(host) : null);
    }

    @Override
    public Landing proxy(String host, int port) {
        return new Landing(new Silence(), null);
    }

    @Override
    public Site.Page page(String host, String path, Peer peer, String userAgent, Instant now) {
        byte[] body = "<p>%s %s</p>\n".formatted(host, path).getBytes(US_ASCII);
        return new Site.Page(Site.Kind.MAZE, "text/html", body, MADE, null, null);
    }

    @Override
    public @Nullable String recognise(String address) {
        return List.of("bait@one.example").contains(address) ? address : null;
    }

    @Override
    public boolean admits(String user, String password, InetAddress source) {
        return password.equals("secret");
    }
}
