package org.honeyspam.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Meters meters = new Meters(registry, Summary.names());

    private void tell(String service, JournalEvent event) {
        meters.count(
                new Recorded(
                        "n-1-1",
                        Instant.EPOCH,
                        "n",
                        service,
                        "s",
                        "192.0.2.7",
                        1,
                        "192.0.2.1",
                        25,
                        List.of(),
                        null,
                        event));
    }

    private String text() throws IOException {
        var bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        return bytes.toString(UTF_8);
    }

    @Test
    void sessionsCommandsAndMessagesAreCounted() throws IOException {
        tell("mx", new JournalEvent.SessionClosed("peer", 100, 200, 1_500, 500, 250_000, null));
        tell("mx", new JournalEvent.SmtpCommand("rcpt TO:<a@b>", 250, List.of()));
        tell("web", new JournalEvent.BaitServed("v", "s", "/", "a", List.of("a@b", "c@d"), null));
        assertThat(text())
                .contains("honeyspam_sessions_total{outcome=\"peer\",service=\"mx\"} 1.0")
                .contains("honeyspam_held_seconds_total{service=\"mx\"} 0.5")
                .contains("honeyspam_cost_seconds_total{service=\"mx\"} 0.25")
                .contains("honeyspam_session_seconds_sum{service=\"mx\"} 1.5")
                .contains("honeyspam_smtp_commands_total{service=\"mx\",verb=\"rcpt\"} 1.0")
                .contains("honeyspam_addresses_given_total 2.0");
    }

    @Test
    void aLimitTellsHowOftenItWasMetAndWhoWasTurnedAway() throws IOException {
        var limit = new Status.Limit("connections_of_192.0.2.7:25", 4, 5, 3, 1);
        var status =
                new Status(
                        "n",
                        "test",
                        "1970-01-01T00:00:00Z",
                        "epoll",
                        List.of(),
                        List.of(limit),
                        List.of(),
                        new Status.Sizes(0, 0, 0, 0, 0),
                        new Status.Loaded("f", "1970-01-01T00:00:00Z", List.of()));
        Gauges.register(registry, () -> status);
        String of = "{name=\"connections_of_192.0.2.7:25\"} ";
        assertThat(text())
                .contains("honeyspam_limit_now" + of + "4.0")
                .contains("honeyspam_limit_max" + of + "5.0")
                .contains("honeyspam_limit_reached_total" + of + "3.0")
                .contains("honeyspam_limit_turned_away_total" + of + "1.0");
    }

    @Test
    void whatAPeerSaysIsNoLabel() throws IOException {
        for (int i = 0; i < 500; i++) {
            tell("mx", new JournalEvent.SmtpCommand("EVIL" + i + " x", 500, List.of()));
            tell("evil" + i, new JournalEvent.SessionOpened());
        }
        assertThat(text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("evil");
        assertThat(text()).contains("verb=\"other\"} 500.0", "service=\"other\"} 500.0");
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        Gauges.register(
                registry,
                () -> {
                    throw new IllegalStateException("nobody asks");
                });
        String dashboard = Files.readString(Path.of("docs/grafana.json"));
        Set<String> asked = new TreeSet<>();
        Pattern.compile("honeyspam_[a-z_]+")
                .matcher(dashboard)
                .results()
                .forEach(r -> asked.add(r.group()));
        String code =
                Files.readString(Path.of("src/main/java/org/honeyspam/health/Meters.java"))
                        + Files.readString(
                                Path.of("src/main/java/org/honeyspam/health/Gauges.java"))
                        + Files.readString(
                                Path.of("src/main/java/org/honeyspam/console/MetricRoutes.java"));
        assertThat(asked).hasSizeGreaterThan(12);
        for (String name : asked) {
            String bare = name.replaceAll("_(total|count|sum|bucket)$", "");
            assertThat(code).contains("\"" + bare + "\"");
        }
    }
}
