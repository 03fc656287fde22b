package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Identity;
import org.jspecify.annotations.Nullable;

/** Certificates: those in files, and those that ports show. */
final class CertificateCheck implements Check {
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        var tour = new Tour(name(), patient);
        Configuration configuration = patient.configuration();
        for (Configuration.Listener listener : configuration.listeners()) {
            if (listener.certificate() != null && listener.certificateKey() != null) {
                try {
                    Identity given =
                            Identity.read(listener.certificate(), listener.certificateKey());
                    String file = listener.certificate().toString();
                    judge(file, given.chain().getFirst(), patient.now(), tour);
                } catch (Identity.Unfit e) {
                    tour.add(
                            Finding.failure(
                                    name(), String.valueOf(e.getMessage()), "put it right"));
                }
            }
        }
        tour.visit(
                patient.doors().stream()
                        .filter(door -> door.isTls() && !door.isBehindFrontEnd())
                        .toList(),
                Finding.SEE_LOG,
                door -> {
                    try (Enemy enemy = tour.at(door)) {
                        judge(door.toString(), enemy.certificate(), patient.now(), tour);
                    }
                });
        return tour.found("none is out of date");
    }

    private void judge(String where, @Nullable X509Certificate shown, Instant now, Tour tour) {
        if (shown == null) {
            return;
        }
        Instant end = shown.getNotAfter().toInstant();
        String remedy = "renew it, then: honeyspam reload";
        if (end.isBefore(now)) {
            String what = "%s: the certificate expired at %s".formatted(where, end);
            tour.add(Finding.failure(name(), what, remedy));
        } else if (end.isBefore(now.plus(SOON))) {
            String what = "%s: the certificate expires at %s".formatted(where, end);
            tour.add(Finding.warning(name(), what, remedy));
        }
    }
}
