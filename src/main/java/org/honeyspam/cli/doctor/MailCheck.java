package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;

/** The whole round: an address is harvested, mail comes to it, and the node knows whose it was. */
final class MailCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "round";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException, InterruptedException {
        List<Patient.Door> web = patient.doors(Service.WEB);
        List<Patient.Door> mx = patient.doors(Service.MX);
        Configuration configuration = patient.configuration();
        boolean shown = configuration.crawlers().unknown() == Treatment.ADDRESSES;
        boolean alone = configuration.sites().stream().allMatch(site -> site.below().equals("/"));
        if (web.isEmpty() || mx.isEmpty() || !shown || !alone) {
            return List.of(Finding.ok(name(), "there is none to try from here"));
        }
        List<String> taken = Pages.harvest(web.getFirst(), configuration.bait().domains());
        if (taken.isEmpty()) {
            return List.of(
                    Finding.failure(
                            name(),
                            "no page of the maze at %s has an address".formatted(web.getFirst()),
                            "see [web] addresses_min and [crawlers] unknown; `serials` must be writable"));
        }
        String answer = send(mx.getFirst(), taken.getFirst());
        if (!answer.startsWith("250")) {
            return List.of(
                    Finding.failure(
                            name(),
                            "mail to an address of ours was not taken: " + answer,
                            answer.startsWith("4")
                                    ? "there is no room: the disk, or limits.message_memory_max"
                                    : "the MX and the site must be of one installation and key"));
        }
        return List.of(traced(patient, taken.getFirst()));
    }

    private static String send(Patient.Door mx, String to) throws IOException {
        try (Enemy enemy = Enemy.at(mx)) {
            enemy.reply();
            enemy.ask("EHLO " + Enemy.NAME);
            enemy.ask("MAIL FROM:<doctor@honeyspam.invalid>");
            String recipient = enemy.ask("RCPT TO:<" + to + ">");
            if (!recipient.startsWith("250")) {
                return recipient;
            }
            enemy.ask("DATA");
            enemy.say("From: doctor@honeyspam.invalid");
            enemy.say("Subject: a test by honeyspam doctor");
            enemy.say("");
            enemy.say("This is no spam.");
            return enemy.ask(".");
        }
    }

    /** The node's own views must come to know it. */
    private Finding traced(Patient patient, String address)
            throws IOException, InterruptedException {
        var data = patient.data();
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            try (Views views =
                    Views.open(data.views(patient.configuration().views()), data.journal())) {
                Trace.Address known = views.traces().address(address);
                if (known != null && !known.mail().isEmpty()) {
                    return Finding.ok(name(), "harvested, mailed and traced");
                }
            } catch (SQLException e) {
                return Finding.failure(
                        name(),
                        "the views cannot be read: " + e.getMessage(),
                        "honeyspam rebuild, as the service's user");
            }
            Thread.sleep(500);
        } while (System.nanoTime() < end);
        return Finding.failure(
                name(),
                "mail to %s was taken, but is not traced".formatted(address),
                "the views do not follow: honeyspam status and the log say why");
    }
}
