package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Configuration.Service;

/** Whether who answers at a port is the product that is imitated there. */
final class PersonaCheck implements Check {
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
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> all = new ArrayList<>();
        List<Patient.Door> doors = new ArrayList<>(patient.doors(Service.MX));
        doors.addAll(patient.doors(Service.RELAY));
        for (Patient.Door door : doors) {
            try (Enemy enemy = Enemy.at(door)) {
                judge(door, enemy.reply(), door.port().host(), all);
            }
        }
        for (Patient.Door door : patient.doors(Service.WEB)) {
            judge(door, Pages.get(door, "/robots.txt"), "", all);
        }
        return all.isEmpty() ? List.of(Finding.ok(name(), "each port is as it should be")) : all;
    }

    private void judge(Patient.Door door, String said, String host, List<Finding> all) {
        String mark = SAYS.getOrDefault(door.port().persona().toLowerCase(Locale.ROOT), "");
        if (!said.contains(mark) || !said.contains(host)) {
            String first = said.lines().findFirst().orElse("nothing");
            all.add(
                    Finding.failure(
                            name(),
                            "at %s somebody else answers, not %s of %s: %s"
                                    .formatted(
                                            door, door.port().persona(), door.port().host(), first),
                            "another program, or a rule of a firewall or balancer, has the port"));
        }
    }
}
