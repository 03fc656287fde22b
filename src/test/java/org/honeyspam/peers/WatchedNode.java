package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SocketWatch;

/** A node whose sockets are looked at for as long as it runs. */
record WatchedNode(
        Installation installation, RunningNode node, SocketWatch sockets, Path loadedClasses)
        implements AutoCloseable {
    /**
     * What could open a connection or ask the DNS, be it for shorter than anybody looks. Netty's
     * TLS makes a socket to ask it for its settings; the JDK loads NetHooks when one is to connect.
     */
    private static final Pattern OUTBOUND =
            Pattern.compile(
                    ".* (?:org\\.honeyspam\\.(?:lookup\\.(?!OwnResolvers[ $])\\S+|probe\\.(?:ProbeRelease|Finder|MailExchangers|Attempt))"
                            + "|(?:org\\.eclipse\\.angus|jakarta\\.mail)\\.\\S+"
                            + "|org\\.xbill\\.DNS\\.(?:(?!ResolverConfig )\\w*Resolver\\w*|Lookup|lookup\\.\\S+|\\w*Client|io\\.\\S+)"
                            + "|java\\.net\\.(?:DatagramSocket|http\\.\\S+)"
                            + "|sun\\.(?:net\\.NetHooks|nio\\.ch\\.DatagramChannelImpl)"
                            + "|io\\.netty\\.bootstrap\\.Bootstrap) source: .*");

    static WatchedNode start(Path folder) throws IOException, InterruptedException {
        return start(folder, "127.0.0.1");
    }

    static WatchedNode start(Path folder, String ip) throws IOException, InterruptedException {
        return start(folder, ip, "");
    }

    /**
     * @param more tables of the configuration
     */
    static WatchedNode start(Path folder, String ip, String more)
            throws IOException, InterruptedException {
        // Enough for all pages of a walk: each address then stands on one page only.
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("listener", "addresses", "[\"%s\"]".formatted(ip))
                        .set("bait", "addresses_per_visit_max", "100000")
                        .set("bait", "addresses_per_visitor_max", "1000000")
                        .set("slow", "from_page", "1000000") // They have no time.
                        .add(more);
        return start(folder, installation);
    }

    static WatchedNode start(Path folder, Installation installation)
            throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        RunningNode node =
                installation.start(
                        List.of("-Xmx256m", "-Xlog:class+load:file=%s".formatted(classes)));
        var watch = SocketWatch.start(node.pid(), node.ports(), node.portsOf(Service.DNS));
        return new WatchedNode(installation, node, watch, classes);
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
        assertNothingOutbound(loadedClasses);
    }

    /** Of a Java machine that wrote there which classes it loaded. */
    static void assertNothingOutbound(Path loadedClasses) {
        List<String> loaded = lines(loadedClasses);
        assertThat(loaded).anyMatch(line -> line.contains(" org.honeyspam.smtp."));
        assertThat(loaded).filteredOn(line -> OUTBOUND.matcher(line).matches()).isEmpty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.close();
        sockets.close();
    }
}
