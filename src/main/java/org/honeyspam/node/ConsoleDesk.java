package org.honeyspam.node;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.honeyspam.bait.Carried;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Geo;
import org.honeyspam.config.Network;
import org.honeyspam.config.Setting;
import org.honeyspam.console.Backend;
import org.honeyspam.console.ConsoleServer;
import org.honeyspam.console.live.Wire;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.geo.Origins;
import org.honeyspam.health.Gauges;
import org.honeyspam.health.Meters;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Listed;
import org.honeyspam.intel.Summary;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.Journal;
import org.jspecify.annotations.Nullable;

/** What the console is told of a node. */
final class ConsoleDesk implements Backend {
    private final Node node;
    private final Clock clock;
    private @Nullable Preview preview;
    private @Nullable Configuration previewed;
    private Geo geo;
    private OriginFiles origins;

    private ConsoleDesk(Node node, Clock clock) {
        this.node = node;
        this.clock = clock;
        this.geo = node.configuration().geo();
        this.origins = new OriginFiles(geo);
    }

    /** Opens the console of a node; null if it is to have none. */
    static @Nullable ConsoleServer open(Node node, Journal journal, Clock clock)
            throws IOException {
        var settings = node.configuration().console();
        Endpoint listen = settings.listen();
        if (listen == null) {
            return null;
        }
        var desk = new ConsoleDesk(node, clock);
        var registry = new PrometheusRegistry();
        var wire = new Wire();
        var meters = new Meters(registry, Summary.names());
        Gauges.register(registry, node::status);
        journal.watch(
                event -> {
                    if (event.replayed() == null) { // Only what happens now.
                        meters.count(event);
                        wire.tell(event);
                    }
                });
        var parts =
                new ConsoleServer.Parts(
                        desk,
                        wire,
                        registry,
                        node.data().consoleToken(),
                        node.data().audit(),
                        clock);
        return ConsoleServer.start(settings, listen, parts);
    }

    @Override
    public Configuration configuration() {
        return node.configuration();
    }

    @Override
    public List<Setting> settings() {
        return node.configuration().settings();
    }

    @Override
    public Status status() {
        return node.status();
    }

    @Override
    public Views openViews() throws IOException, SQLException {
        DataFolder data = node.data();
        return Views.open(data.views(configuration().views()), data.journal());
    }

    @Override
    public Path journal() {
        return node.data().journal();
    }

    @Override
    public Listed listed() {
        return node.listed();
    }

    @Override
    public Blacklist blacklist(Views views, Instant now) throws IOException, SQLException {
        return Blacklists.of(configuration(), views, now);
    }

    @Override
    public Blocks blocks() {
        return node.data().blocks();
    }

    @Override
    public @Nullable String neverListed(Network network, Views views, Instant now)
            throws IOException, SQLException {
        return Blacklists.whyNever(network, configuration(), views, now);
    }

    @Override
    public @Nullable String bait(String address) {
        Carried carried = node.scene().bait().decode(address);
        return carried == null ? null : carried.address();
    }

    @Override
    public synchronized Origins origins() {
        Geo now = configuration().geo();
        if (!now.equals(geo)) {
            geo = now;
            origins = new OriginFiles(now);
        }
        origins.look(clock.instant());
        return origins.origins();
    }

    @Override
    public byte @Nullable [] text(String sha256) throws IOException {
        return node.data().texts().read(sha256);
    }

    @Override
    public synchronized Look look(String host, String path, String userAgent) throws IOException {
        Configuration now = configuration();
        Preview known = preview;
        if (known == null || !now.equals(previewed)) {
            known = Preview.of(now);
            preview = known;
            previewed = now;
        }
        return known.look(host, path, userAgent, clock.instant());
    }
}
