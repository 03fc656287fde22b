package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        List<Finding> all = new ArrayList<>();
        Configuration configuration = patient.configuration();
        for (Configuration.Listener listener : configuration.listeners()) {
            if (listener.certificate() != null && listener.certificateKey() != null) {
                try {
                    Identity given =
                            Identity.read(listener.certificate(), listener.certificateKey());
                    String file = listener.certificate().toString();
                    judge(file, given.chain().getFirst(), patient.now(), all);
                } catch (Identity.Unfit e) {
                    all.add(
                            Finding.failure(
                                    name(), String.valueOf(e.getMessage()), "put it right"));
                }
            }
        }
        for (Patient.Door door : patient.doors()) {
            if (door.isTls() && !door.isBehindFrontEnd()) {
                try (Enemy enemy = Enemy.at(door)) {
                    judge(door.toString(), enemy.certificate(), patient.now(), all);
                }
            }
        }
        return all.isEmpty() ? List.of(Finding.ok(name(), "none is out of date")) : all;
    }

    private void judge(
            String where, @Nullable X509Certificate shown, Instant now, List<Finding> all) {
        if (shown == null) {
            return;
        }
        Instant end = shown.getNotAfter().toInstant();
        String remedy = "renew it, then: honeyspam reload";
        if (end.isBefore(now)) {
            String what = "%s: the certificate expired at %s".formatted(where, end);
            all.add(Finding.failure(name(), what, remedy));
        } else if (end.isBefore(now.plus(SOON))) {
            String what = "%s: the certificate expires at %s".formatted(where, end);
            all.add(Finding.warning(name(), what, remedy));
        }
    }
}
