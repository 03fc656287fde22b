package org.honeyspam.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        List<Finding> found = new ArrayList<>();
        try {
            Doctor.examine(configuration, node::status, now, found::add);
        } catch (IOException | RuntimeException e) {
            LOG.error("The doctor met a fault of the program", e);
            found = List.of(new Finding("doctor", Level.FAILURE, "a fault: " + e, "see the log"));
        }
        memory.alerts(found, now).forEach(node::raise);
    }

    /** What failed when he came last. */
    static final class Memory {
        private Map<String, Finding> failing = new TreeMap<>();

        /** What has begun to fail since the last look, and which checks are well again. */
        List<Alert> alerts(List<Finding> found, Instant now) {
            Map<String, Finding> fails = new TreeMap<>();
            found.stream()
                    .filter(one -> one.level() == Level.FAILURE)
                    .filter(one -> !one.what().startsWith("alerts ")) // They cannot tell it.
                    .forEach(one -> fails.putIfAbsent(name(one), one));
            List<Alert> alerts = new ArrayList<>();
            fails.forEach(
                    (name, one) -> {
                        if (!failing.containsKey(name)) {
                            String todo = one.remedy().isEmpty() ? "" : "; do: " + one.remedy();
                            alerts.add(alert(one.check(), one.what() + todo, now));
                        }
                    });
            Set<String> sick = checks(fails);
            checks(failing).stream()
                    .filter(check -> !sick.contains(check))
                    .forEach(check -> alerts.add(alert(check, "it is well again", now)));
            failing = fails;
            return alerts;
        }

        /** Of disk and clock there is one to be said, with numbers that change. */
        private static String name(Finding one) {
            boolean single = one.check().equals("disk") || one.check().equals("clock");
            return single ? one.check() : one.check() + ": " + one.what();
        }

        private static Set<String> checks(Map<String, Finding> findings) {
            Set<String> checks = new TreeSet<>();
            findings.values().forEach(one -> checks.add(one.check()));
            return checks;
        }

        private static Alert alert(String check, String what, Instant now) {
            String text = SafeText.safe("doctor: %s: %s".formatted(check, what));
            return new Alert(now, Rule.DOCTOR, text, Map.of("honeyspam.doctor.check", check));
        }
    }
}
