package org.honeyspam.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Configuration.Service;

/** Whether who answers at a port is the product that is imitated there. */
final class PersonaCheck implements Check {
    private static final String REMEDY =
            "another program, or a rule of a firewall or balancer, has the port";

    /** What each says of itself in its first words. */
    private static final Map<String, String> SAYS =
            Map.of(
                    "sendmail", "Sendmail",
                    "postfix", "Postfix",
                    "exim", "Exim",
                    "exchange", "Microsoft ESMTP",
                    "apache", "Server: Apache",
                    "nginx", "Server: nginx",
                    "iis", "Server: Microsoft");

    @Override
    public String name() {
        return "personas";
    }

    @Override
    public List<Finding> look(Patient patient) {
        var tour = new Tour(name(), patient);
        List<Patient.Door> doors = new ArrayList<>(patient.doors(Service.MX));
        doors.addAll(patient.doors(Service.RELAY));
        tour.visit(
                doors,
                REMEDY,
                door -> {
                    try (Enemy enemy = tour.at(door)) {
                        judge(door, enemy.reply(), door.port().host(), tour);
                    }
                });
        tour.visit(
                patient.doors(Service.WEB),
                REMEDY,
                door -> judge(door, Pages.get(tour, door, "/robots.txt"), "", tour));
        return tour.found("each port is as it should be");
    }

    private static void judge(Patient.Door door, String said, String host, Tour tour) {
        String mark = SAYS.getOrDefault(door.port().persona().toLowerCase(Locale.ROOT), "");
        if (!said.contains(mark) || !said.contains(host)) {
            String first = said.lines().findFirst().orElse("nothing");
            tour.fails(
                    "%s does not answer as %s of %s does: %s"
                            .formatted(door, door.port().persona(), door.port().host(), first),
                    REMEDY);
        }
    }
}
