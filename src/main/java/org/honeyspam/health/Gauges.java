package org.honeyspam.health;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.honeyspam.health.Status.Limit;

/** What the state of the node says in numbers, asked anew whenever Prometheus asks. */
public final class Gauges {
    private static final String NAME = "name";

    private Gauges() {}

    public static void register(PrometheusRegistry registry, Supplier<Status> node) {
        limits(registry, node);
        parts(registry, node);
        conversations(registry, node);
        sizes(registry, node);
        configuration(registry, node);
    }

    private static void limits(PrometheusRegistry registry, Supplier<Status> node) {
        gauge("honeyspam_limit_now", "How much of a limit is used.", NAME)
                .callback(to -> each(node, Limit::now, to::call))
                .register(registry);
        gauge("honeyspam_limit_max", "The limit.", NAME)
                .callback(to -> each(node, Limit::max, to::call))
                .register(registry);
        counter("honeyspam_limit_reached", "How often something met the limit.")
                .callback(to -> each(node, Limit::reached, to::call))
                .register(registry);
        counter("honeyspam_limit_turned_away", "How often something was turned away at the limit.")
                .callback(to -> each(node, Limit::turnedAway, to::call))
                .register(registry);
    }

    /** Takes a number and its labels. */
    private interface Told {
        void with(double number, String... labels);
    }

    private static void each(Supplier<Status> node, ToLongFunction<Limit> number, Told told) {
        for (Limit limit : node.get().limits()) {
            told.with((double) number.applyAsLong(limit), limit.name());
        }
    }

    private static void parts(PrometheusRegistry registry, Supplier<Status> node) {
        gauge("honeyspam_part_well", "Whether a part of the node works.", NAME)
                .callback(
                        to ->
                                node.get()
                                        .parts()
                                        .forEach(part -> to.call(part.well() ? 1 : 0, part.name())))
                .register(registry);
    }

    private static void conversations(PrometheusRegistry registry, Supplier<Status> node) {
        gauge("honeyspam_conversations", "Open conversations.", "service", "port")
                .callback(
                        to ->
                                node.get()
                                        .ports()
                                        .forEach(
                                                port ->
                                                        to.call(
                                                                (double) port.conversations(),
                                                                port.service(),
                                                                "%s:%d"
                                                                        .formatted(
                                                                                port.address(),
                                                                                port.port()))))
                .register(registry);
    }

    private static void sizes(PrometheusRegistry registry, Supplier<Status> node) {
        gauge("honeyspam_size_bytes", "Of what the data folder holds.", "of")
                .callback(
                        to -> {
                            Status.Sizes sizes = node.get().sizes();
                            to.call((double) sizes.journalBytes(), "journal");
                            to.call((double) sizes.mailBytes(), "mail");
                            to.call((double) sizes.viewsBytes(), "views");
                            to.call((double) sizes.diskFreeBytes(), "disk_free");
                            to.call((double) sizes.viewsBehindBytes(), "views_behind");
                        })
                .register(registry);
    }

    private static void configuration(PrometheusRegistry registry, Supplier<Status> node) {
        gauge(
                        "honeyspam_config_last_reload_successful",
                        "Whether the last configuration was taken.")
                .callback(to -> to.call(node.get().configuration().mistakes().isEmpty() ? 1 : 0))
                .register(registry);
        gauge(
                        "honeyspam_config_last_reload_timestamp_seconds",
                        "When the configuration that holds was taken.")
                .callback(
                        to ->
                                to.call(
                                        (double)
                                                Instant.parse(node.get().configuration().time())
                                                        .getEpochSecond()))
                .register(registry);
        gauge("honeyspam_build_info", "Which program runs; always 1.", "version")
                .callback(to -> to.call(1, node.get().version()))
                .register(registry);
    }

    private static CounterWithCallback.Builder counter(String name, String help) {
        return CounterWithCallback.builder().name(name).help(help).labelNames(NAME);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help, String... labels) {
        return GaugeWithCallback.builder().name(name).help(help).labelNames(labels);
    }
}
