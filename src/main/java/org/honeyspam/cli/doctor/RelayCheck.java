package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.List;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Service;

/** Whether the relay takes mail for anybody; none is sent. */
final class RelayCheck implements Check {
    @Override
    public String name() {
        return "relay";
    }

    @Override
    public List<Finding> look(Patient patient) {
        var tour = new Tour(name(), patient);
        List<Patient.Door> relays = patient.doors(Service.RELAY);
        tour.visit(
                relays.stream()
                        // Others want a password first, on purpose.
                        .filter(door -> door.listener().auth().mode() == Auth.Mode.OFF)
                        .toList(),
                Finding.SEE_LOG,
                door -> ask(door, tour));
        return tour.found(relays.isEmpty() ? "there is none of ours" : "it seems to be open");
    }

    private static void ask(Patient.Door door, Tour tour) throws IOException {
        try (Enemy enemy = tour.at(door)) {
            enemy.reply();
            enemy.ask("EHLO " + Enemy.NAME);
            enemy.ask("MAIL FROM:<doctor@honeyspam.invalid>");
            String answer = enemy.ask("RCPT TO:<anybody@elsewhere.invalid>");
            enemy.ask("RSET");
            if (!answer.startsWith("250")) {
                tour.fails(
                        "%s does not relay: %s".formatted(door, answer),
                        answer.startsWith("4")
                                ? "there is no room: see the disk"
                                : "another server has the port");
            }
        }
    }
}
