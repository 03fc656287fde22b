package org.honeyspam.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.alert.Alert;
import org.honeyspam.cli.doctor.Doctor;
import org.honeyspam.cli.doctor.Finding;
import org.honeyspam.cli.doctor.Finding.Level;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.node.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the doctor come now and then, if the operator wants to be told what he finds. */
final class DoctorRounds {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorRounds.class);

    /** A node that was just started is looked at soon. */
    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    /** As long as it takes a reload to be noticed. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Node node;
    private final Memory memory = new Memory();

    private DoctorRounds(Node node) {
        this.node = node;
    }

    /** Begins; it lasts as long as the process. */
    static void start(Node node) {
        var rounds = new DoctorRounds(node);
        Thread.ofPlatform().daemon().name("doctor").start(rounds::run);
    }

    private void run() {
        long waitedFrom = System.nanoTime();
        boolean first = true;
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                Configuration configuration = node.configuration();
                Duration every = configuration.alerts().doctorEvery();
                Duration wait = first && every.compareTo(FIRST_AFTER) > 0 ? FIRST_AFTER : every;
                boolean due = System.nanoTime() - waitedFrom >= wait.toNanos();
                if (configuration.alerts().tells(Rule.DOCTOR) && due) {
                    look(configuration);
                    first = false;
                    waitedFrom = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            LOG.error("The doctor was interrupted");
        }
    }

    private void look(Configuration configuration) throws InterruptedException {
        Instant now = Instant.now();
        List<Finding> found;
        try {
            found = Doctor.examine(configuration, node.status(), now);
        } catch (RuntimeException e) {
            LOG.error("The doctor met a fault of the program", e);
            return;
        }
        memory.alerts(found, now).forEach(node::raise);
    }

    /** What failed when he came last. */
    static final class Memory {
        private Map<String, Finding> failing = new TreeMap<>();

        /** What has begun to fail since the last look, and what works again. */
        List<Alert> alerts(List<Finding> found, Instant now) {
            Map<String, Finding> fails = new TreeMap<>();
            found.stream()
                    .filter(one -> one.level() == Level.FAILURE)
                    .sorted(Comparator.comparing(Finding::what))
                    .forEach(one -> fails.putIfAbsent(one.check(), one));
            List<Alert> alerts = new ArrayList<>();
            fails.forEach(
                    (check, finding) -> {
                        if (!failing.containsKey(check)) {
                            String todo =
                                    finding.remedy().isEmpty() ? "" : "; do: " + finding.remedy();
                            alerts.add(alert(check, "%s%s".formatted(finding.what(), todo), now));
                        }
                    });
            failing.keySet().stream()
                    .filter(check -> !fails.containsKey(check))
                    .forEach(check -> alerts.add(alert(check, "it is well again", now)));
            failing = fails;
            return alerts;
        }

        private static Alert alert(String check, String what, Instant now) {
            String text = SafeText.safe("doctor: %s: %s".formatted(check, what));
            return new Alert(now, Rule.DOCTOR, text, Map.of("honeyspam.doctor.check", check));
        }
    }
}
