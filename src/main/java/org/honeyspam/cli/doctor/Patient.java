package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Site;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.config.Network;
import org.honeyspam.config.Pace;
import org.honeyspam.health.Status;
import org.honeyspam.node.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param status of the node; null if none runs
 * @param again tells how it is later
 * @param now what the clock says
 * @param patience for what a check does at ports, at all of them together
 */
record Patient(
        Configuration configuration,
        @Nullable Status status,
        Doctor.Asked again,
        Instant now,
        Duration patience) {

    /** Rows of limits at which newcomers are turned away, or have to go for others. */
    private static final Pattern OF_VISITORS =
            Pattern.compile("(connections|accepts_per_second|open_files).*");

    /**
     * A port of the running node, and what the configuration says of it.
     *
     * @param pace by which whoever comes from this machine is met there
     */
    record Door(Listener listener, Status.Port port, Pace pace) {
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
                    doors.add(door(listener, ports.get(doors.size()), listener.pace()));
                }
            }
        }
        return doors;
    }

    /**
     * What is known of a port.
     *
     * @param pace the name of that of whoever stands there
     */
    Door door(Listener listener, Status.Port port, String pace) {
        boolean everywhere = port.address().equals("*");
        InetAddress from = InetAddress.ofLiteral(everywhere ? "127.0.0.1" : port.address());
        String met =
                configuration.paces().stream()
                        .filter(one -> one.sources().stream().anyMatch(net -> net.contains(from)))
                        .map(Pace::name)
                        .findFirst()
                        .or(() -> ofSite(listener))
                        .orElse(pace);
        return new Door(listener, port, configuration.pace(met));
    }

    private Optional<String> ofSite(Listener listener) {
        return configuration.sites().stream()
                .filter(site -> listener.service() == Service.WEB)
                .filter(site -> site.host().equals(listener.host()))
                .map(Site::pace)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** At which limits somebody was turned away, or had to go, since the look began. */
    List<Status.Limit> turnedAway() {
        Status before = status;
        Status later;
        try {
            later = again.status();
        } catch (IOException e) {
            return List.of(); // It tells nothing more; what was found is told without it.
        }
        if (before == null || later == null) {
            return List.of();
        }
        Map<String, Long> known =
                before.limits().stream()
                        .collect(Collectors.toMap(Status.Limit::name, Status.Limit::turnedAway));
        return later.limits().stream()
                .filter(limit -> OF_VISITORS.matcher(limit.name()).matches())
                .filter(limit -> limit.turnedAway() > known.getOrDefault(limit.name(), 0L))
                .toList();
    }

    /** Those of a service that anybody may come to by himself. */
    List<Door> doors(Service service) {
        return doors().stream()
                .filter(door -> door.listener().service() == service && !door.isBehindFrontEnd())
                .toList();
    }
}
