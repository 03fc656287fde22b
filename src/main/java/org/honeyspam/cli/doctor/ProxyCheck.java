package org.honeyspam.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Service;

/** Whether each proxy leads to a mail server, by the protocol that it speaks. */
final class ProxyCheck implements Check {
    private static final String TARGET =
            "mx.doctor.example"; // Of no name that proxies know to be none.
    private static final int MAIL_PORT = 25;
    private static final String REMEDY = "another program has the port, or an older node does";

    @Override
    public String name() {
        return "proxies";
    }

    @Override
    public List<Finding> look(Patient patient) {
        var tour = new Tour(name(), patient);
        List<Patient.Door> proxies = patient.doors(Service.PROXY);
        tour.visit(
                proxies.stream()
                        // Others want a password first, on purpose.
                        .filter(door -> door.listener().auth().mode() == Auth.Mode.OFF)
                        .toList(),
                REMEDY,
                door -> ask(door, tour));
        return tour.found(
                proxies.isEmpty() ? "there is none of ours" : "they lead to mail servers");
    }

    private static void ask(Patient.Door door, Tour tour) throws IOException {
        try (Enemy enemy = tour.at(door)) {
            String said =
                    switch (door.port().persona()) {
                        case "dante", "microsocks" -> socks(enemy);
                        default -> connect(enemy);
                    };
            if (!said.startsWith("220")) {
                tour.fails("%s leads to no mail server: %s".formatted(door, said), REMEDY);
            }
        }
    }

    private static String connect(Enemy enemy) throws IOException {
        enemy.say("CONNECT " + TARGET + ":" + MAIL_PORT + " HTTP/1.0");
        enemy.say("");
        String status = enemy.line();
        if (!status.contains(" 200")) {
            return status;
        }
        while (!enemy.line().isEmpty()) {
            // What the head says besides makes no difference.
        }
        return enemy.line();
    }

    /** RFC 1928, without a password. */
    private static String socks(Enemy enemy) throws IOException {
        enemy.write(new byte[] {5, 1, 0});
        byte[] method = enemy.bytes(2);
        if (method[0] != 5 || method[1] != 0) {
            return "no SOCKS 5 without a password";
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {5, 1, 0, 3, (byte) TARGET.length()});
        request.writeBytes(TARGET.getBytes(US_ASCII));
        request.writeBytes(new byte[] {0, MAIL_PORT});
        enemy.write(request.toByteArray());
        byte[] head = enemy.bytes(4);
        if (head[1] != 0) {
            return "SOCKS says " + head[1];
        }
        enemy.bytes(head[3] == 1 ? 6 : 18);
        return enemy.line();
    }
}
