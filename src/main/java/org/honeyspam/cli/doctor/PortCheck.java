package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.honeyspam.config.Configuration.Listener;

/**
 * The ports: each takes connections; or, while no node runs, each could be had. Whether others can
 * reach them is known only to others.
 */
final class PortCheck implements Check {
    @Override
    public String name() {
        return "ports";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        var tour = new Tour(name(), patient);
        if (patient.status() == null) {
            free(patient, tour);
        } else {
            String remedy = "a firewall of this machine, or too many connections: honeyspam status";
            tour.visit(patient.doors(), remedy, door -> tour.at(door).close());
        }
        return tour.found("all can be had from this machine; try one from elsewhere, too");
    }

    private void free(Patient patient, Tour tour) {
        for (Listener listener : patient.configuration().listeners()) {
            for (String address : listener.addresses()) {
                try (var socket = new ServerSocket()) {
                    socket.setReuseAddress(true);
                    socket.bind(
                            address.equals("*")
                                    ? new InetSocketAddress(listener.port())
                                    : new InetSocketAddress(
                                            InetAddress.ofLiteral(address), listener.port()));
                } catch (IOException e) {
                    tour.add(
                            Finding.failure(
                                    name(),
                                    "%s on %s port %d cannot be had: %s"
                                            .formatted(
                                                    listener.service().label(),
                                                    address,
                                                    listener.port(),
                                                    e.getMessage()),
                                    "end the program that has it (ss -ltnp shows which), or give"
                                            + " the listener another port"));
                }
            }
        }
    }
}
