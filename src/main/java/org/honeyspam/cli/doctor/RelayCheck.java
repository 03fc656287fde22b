package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
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
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> all = new ArrayList<>();
        for (Patient.Door door : patient.doors(Service.RELAY)) {
            if (door.listener().auth().mode() != Auth.Mode.OFF) {
                continue; // It wants a password first, on purpose.
            }
            try (Enemy enemy = Enemy.at(door)) {
                enemy.reply();
                enemy.ask("EHLO " + Enemy.NAME);
                enemy.ask("MAIL FROM:<doctor@honeyspam.invalid>");
                String answer = enemy.ask("RCPT TO:<anybody@elsewhere.invalid>");
                enemy.ask("RSET");
                if (!answer.startsWith("250")) {
                    all.add(
                            Finding.failure(
                                    name(),
                                    "%s does not relay: %s".formatted(door, answer),
                                    answer.startsWith("4")
                                            ? "there is no room: see the disk"
                                            : "another server has the port"));
                }
            }
        }
        boolean any = !patient.doors(Service.RELAY).isEmpty();
        String well = any ? "it seems to be open" : "there is none of ours";
        return all.isEmpty() ? List.of(Finding.ok(name(), well)) : all;
    }
}
