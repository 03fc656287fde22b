package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.health.Status;

/**
 * The visits of one check to ports of the node. All together take a bounded time, what goes wrong
 * at one keeps nobody from the next, and where the node's own limits or paces are the likely cause,
 * that is said.
 */
final class Tour {
    private final String check;
    private final Patient patient;
    private final long endNanos;
    private final List<Finding> found = new ArrayList<>();

    /** What is done at a port. */
    interface Visit {
        void at(Patient.Door door) throws IOException;
    }

    Tour(String check, Patient patient) {
        this.check = check;
        this.patient = patient;
        this.endNanos = System.nanoTime() + patient.patience().toNanos();
    }

    /** Comes to a port; one visit has half of the time at most. */
    Enemy at(Patient.Door door) throws IOException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw new Enemy.Late(door, null);
        }
        return Enemy.at(door, Duration.ofNanos(Math.min(left, patient.patience().toNanos() / 2)));
    }

    /**
     * Visits each of the ports.
     *
     * @param remedy if one cannot be visited
     */
    void visit(List<Patient.Door> doors, String remedy, Visit visit) {
        for (Patient.Door door : doors) {
            try {
                visit.at(door);
            } catch (Enemy.Late e) {
                late(e, remedy);
            } catch (IOException e) {
                fails(String.valueOf(e.getMessage()), remedy);
            }
        }
    }

    private void late(Enemy.Late late, String remedy) {
        Patient.Door door = late.door(); // A visit may lead on to another port.
        if (late.getCause() == null) { // Nobody came to it.
            found.add(
                    Finding.warning(
                            check,
                            "%s: not looked at: those before it took all the time".formatted(door),
                            "what is said of those; what is looked at once they are quick"));
            return;
        }
        if (door.pace().isNone()) {
            fails(String.valueOf(late.getMessage()), remedy);
            return;
        }
        found.add(
                Finding.warning(
                        check,
                        "%s: slow: pace %s; not looked at to the end"
                                .formatted(door, door.pace().name()),
                        "to have it looked at, give the address that the doctor comes from a"
                                + " [[pace]] of its own: docs/operations.md, \"How quickly visitors"
                                + " are met\""));
    }

    /** Something is not as it should be. */
    void fails(String what, String remedy) {
        List<Status.Limit> limits = patient.turnedAway();
        String why = limits.isEmpty() ? "" : turnedAway(limits);
        found.add(Finding.failure(check, what, why + remedy));
    }

    private static String turnedAway(List<Status.Limit> limits) {
        String names =
                limits.stream()
                        .map(one -> "%s (at most %d)".formatted(one.name(), one.max()))
                        .collect(Collectors.joining(", "));
        String keys =
                limits.stream()
                        .map(one -> key(one.name()))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "likely it was the node itself that turned the doctor away, as it did somebody just"
                + " now at its limit %s: come again when fewer are there, or raise %s; else: "
                        .formatted(names, keys);
    }

    private static String key(String limit) {
        return switch (limit) {
            case "connections", "connections_shed" -> "limits.connections_max";
            case "connections_of_one_source" -> "limits.connections_per_source_max";
            case "connections_of_one_network" -> "limits.connections_per_network_max";
            case "accepts_per_second" -> "limits.accepts_per_second_max";
            case "accepts_per_second_of_one_network" -> "limits.accepts_per_second_per_network_max";
            case "open_files" -> "LimitNOFILE";
            default -> "connections_max of the listener";
        };
    }

    /** All that was found; that it is well if nothing was. */
    List<Finding> found(String well) {
        return found.isEmpty() ? List.of(Finding.ok(check, well)) : List.copyOf(found);
    }

    /** What is known of it otherwise. */
    void add(Finding finding) {
        found.add(finding);
    }
}
