package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SocketWatch;

/** A node whose sockets are looked at for as long as it runs. */
record WatchedNode(Installation installation, RunningNode node, SocketWatch sockets)
        implements AutoCloseable {

    static WatchedNode start(Path folder) throws IOException, InterruptedException {
        return start(folder, "127.0.0.1");
    }

    static WatchedNode start(Path folder, String ip) throws IOException, InterruptedException {
        // Enough for all pages of a walk: each address then stands on one page only.
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("listener", "addresses", "[\"%s\"]".formatted(ip))
                        .set("bait", "addresses_per_visit_max", "10000");
        RunningNode node = installation.start();
        return new WatchedNode(installation, node, SocketWatch.start(node.pid(), node.ports()));
    }

    int port(Service service) {
        return node.port(service);
    }

    /** Ends it in order: nothing went wrong inside, and nobody but peers had a connection. */
    void end() throws InterruptedException {
        assertThat(sockets.looks()).isPositive();
        assertThat(sockets.strangers()).isEmpty();
        assertThat(node.terminate()).isZero();
        assertThat(node.log()).doesNotContain("Exception", "ERROR", "WARN");
    }

    @Override
    public void close() {
        node.close();
        sockets.close();
    }
}
