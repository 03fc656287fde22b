package org.honeyspam.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.honeyspam.console.live.Streams;

/** What other programs watch the node by: Prometheus, and whoever asks whether it is well. */
final class MetricRoutes {
    private final PrometheusRegistry registry;
    private final Backend backend;

    MetricRoutes(PrometheusRegistry registry, Backend backend, Streams streams) {
        this.registry = registry;
        this.backend = backend;
        GaugeWithCallback.builder()
                .name("honeyspam_console_viewers")
                .help("Who follows the journal live.")
                .callback(to -> to.call(streams.viewers()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("honeyspam_blacklist_entries")
                .help("Sources that are listed.")
                .callback(to -> to.call(backend.listed().all().size()))
                .register(registry);
    }

    void register(HttpRouting.Builder routing) {
        routing.get("/metrics", this::metrics);
        // Whoever is answered at all knows that the process lives.
        routing.get("/healthz", (q, a) -> ConsoleServer.text("ok", Status.OK_200, a));
        routing.get("/readyz", this::ready);
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        var bytes = new ByteArrayOutputStream();
        var writer = PrometheusTextFormatWriter.create();
        try {
            writer.write(bytes, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        response.header(HeaderNames.CONTENT_TYPE, writer.getContentType());
        response.send(bytes.toByteArray());
    }

    private void ready(ServerRequest request, ServerResponse response) {
        List<String> troubles =
                backend.status().parts().stream()
                        .filter(part -> !part.well())
                        .map(part -> part.name())
                        .toList();
        if (troubles.isEmpty()) {
            ConsoleServer.text("ready", Status.OK_200, response);
        } else {
            String why = "not ready: " + String.join(", ", troubles);
            ConsoleServer.text(why, Status.SERVICE_UNAVAILABLE_503, response);
        }
    }
}
