package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
        var tour = new Tour(name(), patient);
        List<String> mailed = new ArrayList<>();
        tour.visit(
                List.of(web.getFirst()),
                Finding.SEE_LOG,
                door -> mailed.addAll(mailed(tour, door, mx.getFirst(), patient)));
        if (!mailed.isEmpty()) {
            trace(mailed.getFirst(), patient, tour);
        }
        return tour.found("harvested, mailed and traced");
    }

    /** The address that was harvested and that mail was taken for; none if something is wrong. */
    private static List<String> mailed(
            Tour tour, Patient.Door web, Patient.Door mx, Patient patient) throws IOException {
        List<String> taken = Pages.harvest(tour, web, patient.configuration().bait().domains());
        if (taken.isEmpty()) {
            tour.fails(
                    "no page of the maze at %s has an address".formatted(web),
                    "see [web] addresses_min and [crawlers] unknown; `serials` must be writable");
            return List.of();
        }
        String answer = send(tour, mx, taken.getFirst());
        if (!answer.startsWith("250")) {
            tour.fails(
                    "mail to an address of ours was not taken: " + answer,
                    answer.startsWith("4")
                            ? "there is no room: the disk, or limits.message_memory_max"
                            : "the MX and the site must be of one installation and key");
            return List.of();
        }
        return taken.subList(0, 1);
    }

    private static String send(Tour tour, Patient.Door mx, String to) throws IOException {
        try (Enemy enemy = tour.at(mx)) {
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
    private void trace(String address, Patient patient, Tour tour)
            throws IOException, InterruptedException {
        var data = patient.data();
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            try (Views views =
                    Views.open(data.views(patient.configuration().views()), data.journal())) {
                Trace.Address known = views.traces().address(address);
                if (known != null && !known.mail().isEmpty()) {
                    return;
                }
            } catch (SQLException e) {
                tour.add(
                        Finding.failure(
                                name(),
                                "the views cannot be read: " + e.getMessage(),
                                "honeyspam rebuild, as the service's user"));
                return;
            }
            Thread.sleep(500);
        } while (System.nanoTime() < end);
        tour.add(
                Finding.failure(
                        name(),
                        "mail to %s was taken, but is not traced".formatted(address),
                        "the views do not follow: honeyspam status and the log say why"));
    }
}
