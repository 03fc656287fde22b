package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.console.Backend;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Sites;
import org.honeyspam.web.WebServer;

/**
 * Plays a visitor of a site, without a network and off the record, so that the operator sees what
 * one sees. The pages are those of the installation; the addresses in them are made with a key of
 * nobody's.
 */
final class Preview {
    private static final InetAddress NOBODY = InetAddress.ofLiteral("192.0.2.1");
    private static final int PORT = 80;

    private final Configuration configuration;
    private final Sites sites;

    private Preview(Configuration configuration, Sites sites) {
        this.configuration = configuration;
        this.sites = sites;
    }

    static Preview of(Configuration configuration) throws IOException {
        List<String> hosts = configuration.sites().stream().map(Configuration.Site::host).toList();
        var bait = new Bait(KeyRing.drawn(), configuration.bait(), hosts, SerialSource.inMemory());
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        return new Preview(
                configuration, Guests.sites(configuration, keys, bait, Obedience.nobody()));
    }

    Backend.Look look(String host, String path, String userAgent, Instant now) {
        var face = new WebServer.Face(persona(host), false, 1);
        var server = new WebServer(face, sites.from(host), configuration.web());
        Dialogue dialogue = server.dialogue();
        var answer = new Answer();
        var at = new Endpoint(NOBODY, PORT);
        dialogue.opened(new Peer("preview", "web", at, at, List.of(), null), now, answer);
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
                        .formatted(path, host, userAgent);
        dialogue.received(request.getBytes(ISO_8859_1), now, answer);
        dialogue.closed(now, answer);
        return answer.look();
    }

    private Configuration.Persona persona(String host) {
        return configuration.listeners().stream()
                .filter(listener -> listener.service() == Configuration.Service.WEB)
                .sorted((a, b) -> Boolean.compare(b.host().equals(host), a.host().equals(host)))
                .map(Configuration.Listener::persona)
                .findFirst()
                .orElse(Configuration.Persona.APACHE);
    }

    /** Takes what would go to a peer, and forgets what would be recorded of him. */
    private static final class Answer implements Sink {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private Duration waited = Duration.ZERO;

        Backend.Look look() {
            String text = sent.toString(ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            String body = end < 0 ? "" : text.substring(end + 4);
            boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            byte[] bytes = (chunked ? joined(body) : body).getBytes(ISO_8859_1);
            return new Backend.Look(head, bytes, waited.toMillis());
        }

        /** RFC 9112 section 7.1, of what we wrote ourselves. */
        private static String joined(String chunks) {
            var body = new StringBuilder();
            int at = 0;
            int line = chunks.indexOf("\r\n");
            while (line > at) {
                int size = Integer.parseInt(chunks.substring(at, line).strip(), 16);
                int from = line + 2;
                body.append(chunks, from, Math.min(from + size, chunks.length()));
                at = from + size + 2;
                line = size == 0 || at > chunks.length() ? -1 : chunks.indexOf("\r\n", at);
            }
            return body.toString();
        }

        @Override
        public void send(byte[] bytes) {
            sent.writeBytes(bytes);
        }

        @Override
        public void pause(Duration wait) {
            waited = waited.plus(wait);
        }

        @Override
        public boolean keep(byte[] piece) {
            return false;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean hasInput() {
            return false;
        }

        @Override
        public void deadline(Duration limit) {
            // Nobody waits.
        }

        @Override
        public void speaksFor(Peer visitor) {
            // There is no front end.
        }

        @Override
        public void record(Event event) {
            // Off the record.
        }

        @Override
        public void recordFirst(Event event) {
            // Off the record.
        }

        @Override
        public void discard() {
            // Nothing was kept.
        }

        @Override
        public void store(Function<Content, Event> taken) {
            throw new IllegalStateException("a page is asked for, nothing is sent");
        }

        @Override
        public void handOver(Dialogue next, Peer peer, byte[] rest) {
            throw new IllegalStateException("a site leads nowhere");
        }

        @Override
        public void handOverBehindTls(Dialogue next, Peer peer, TlsOffer offer, byte[] rest) {
            throw new IllegalStateException("a site leads nowhere");
        }

        @Override
        public void startTls(TlsOffer offer, byte[] rest) {
            throw new IllegalStateException("a site in the clear asks for no TLS");
        }

        @Override
        public void close() {
            // All was sent.
        }
    }
}
