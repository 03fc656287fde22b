package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode.Service;

/** A watched node with open proxies of several kinds, each at an address of its own. */
record ProxyNode(WatchedNode watched) implements AutoCloseable {
    /** Where clients come from: what is asked for at one's own address is refused. */
    static final String CALLER = "127.0.0.51";

    static final String SENDER = "offers@pharmacy.example";
    static final String RECIPIENT = "ann@victim.example";
    private static final String BODY = "Gr\u00fc\u00dfe\n.\n..two dots\nQUIT\n\n";

    /** A proxy listener. */
    enum Door {
        ANY("127.0.0.71", "any-proxy", "off"),
        SQUID("127.0.0.72", "squid", "off"),
        DANTE("127.0.0.73", "dante", "off"),
        STICKY("127.0.0.75", "any-proxy", "sticky"),
        TLS("127.0.0.74", "any-proxy", "off");

        private final String ip;
        private final String persona;
        private final String auth;

        Door(String ip, String persona, String auth) {
            this.ip = ip;
            this.persona = persona;
            this.auth = auth;
        }

        String ip() {
            return ip;
        }

        private String table() {
            return """

            [[listener]]
            service = "proxy"
            addresses = ["%s"]
            port = 0
            host = "cache.lindenhof.example"
            persona = "%s"
            auth = "%s"
            tls = "%s"
            """
                    .formatted(ip, persona, auth, name().equals("TLS") ? "implicit" : "off");
        }
    }

    static ProxyNode start(Path folder) throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        installation.set("proxy", "follow", "true");
        for (Door door : Door.values()) {
            installation.add(door.table());
        }
        return new ProxyNode(WatchedNode.start(folder, installation));
    }

    int port(Door door) {
        return watched.node().port(Service.PROXY, door.ip());
    }

    /** As a URL and most clients have it. */
    String at(Door door) {
        return door.ip() + ":" + port(door);
    }

    /** As it stands in a chain. */
    String hop(String via, Door door, String target) {
        return "%s %s %s".formatted(via, at(door), target);
    }

    Installation installation() {
        return watched.installation();
    }

    /** A message that a careless way would damage. */
    static Sample letter(String name) {
        return Sample.of(name, BODY);
    }

    /** One for clients that have ideas of their own about dots and other alphabets. */
    static Sample plain(String name) {
        return Sample.of(name, "Hello,\n\nthis is all.\n");
    }

    /** It is in the store byte for byte, once, and its trace has the way that it took. */
    JsonNode assertDelivered(Sample sample, String... chain)
            throws IOException, InterruptedException {
        List<JsonNode> traces = installation().trace(sample.name() + "@pharmacy.example");
        assertThat(traces).as("deliveries of %s", sample.name()).hasSize(1);
        JsonNode trace = traces.getFirst();
        assertThat(trace.path("chain")).extracting(JsonNode::asText).containsExactly(chain);
        assertThat(trace.path("service").asText()).isEqualTo("relay");
        assertThat(trace.path("sender").asText()).isEqualTo(SENDER);
        assertThat(trace.path("recipients"))
                .extracting(recipient -> recipient.path("address").asText())
                .containsExactly(RECIPIENT);
        byte[] bytes =
                new MessageReader(installation().data().mail()).read(trace.path("sha256").asText());
        assertThat(bytes).as("the message of %s", trace).isNotNull();
        assertThat(new String(bytes, ISO_8859_1)).isEqualTo(sample.onTheWire());
        return trace;
    }

    /** What is on record of requests to proxies that have that in a field. */
    List<JsonNode> requests(String field, String value) throws IOException, InterruptedException {
        return installation().journal("action=proxy_request").stream()
                .filter(event -> event.path(field).asText().equals(value))
                .toList();
    }

    /** Ends it in order; nothing went out, and nothing went wrong. */
    void end() throws InterruptedException {
        watched.end();
    }

    @Override
    public void close() {
        watched.close();
    }
}
