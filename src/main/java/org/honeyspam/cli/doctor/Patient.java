package org.honeyspam.cli.doctor;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.config.Network;
import org.honeyspam.health.Status;
import org.honeyspam.node.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param status of the node; null if none runs
 * @param now what the clock says
 */
record Patient(Configuration configuration, @Nullable Status status, Instant now) {

    /** A port of the running node, and what the configuration says of it. */
    record Door(Listener listener, Status.Port port) {
        boolean isTls() {
            return listener.tls() == Tls.IMPLICIT;
        }

        /** Whether whoever comes from this machine must say first for whom. */
        boolean isBehindFrontEnd() {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            return listener.frontEnds().stream()
                    .anyMatch(network -> Network.of(network).contains(loopback));
        }

        @Override
        public String toString() {
            return "%s on %s port %d".formatted(port.service(), port.address(), port.port());
        }
    }

    DataFolder data() {
        return new DataFolder(configuration.node().dataFolder());
    }

    /** Whether the node has the ports that its file asks for. */
    boolean isAsConfigured() {
        return status != null
                && doors().size() + portsOfHosts() == status.ports().size()
                && doors().stream().allMatch(Patient::fits);
    }

    private int portsOfHosts() {
        return configuration.hosts().portsBeside(configuration.listeners()).size();
    }

    private static boolean fits(Door door) {
        int wanted = door.listener().port();
        return (wanted == 0 || wanted == door.port().port())
                && door.listener().service().label().equals(door.port().service());
    }

    /** Its ports in the order of the configuration, as far as there are any. */
    List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        List<Status.Port> ports = status == null ? List.of() : status.ports();
        for (Listener listener : configuration.listeners()) {
            for (int i = 0; i < listener.addresses().size(); i++) {
                if (doors.size() < ports.size()) {
                    doors.add(new Door(listener, ports.get(doors.size())));
                }
            }
        }
        return doors;
    }

    /** Those of a service that anybody may come to by himself. */
    List<Door> doors(Service service) {
        return doors().stream()
                .filter(door -> door.listener().service() == service && !door.isBehindFrontEnd())
                .toList();
    }
}
