package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.health.Status;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.node.HostDraw;

/** Whether virtual hosts answer, and as themselves: of many, one of each network. */
final class HostsCheck implements Check {
    private static final int HOSTS_MAX = 8;

    @Override
    public String name() {
        return "virtual hosts";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        VirtualHosts hosts = HostDraw.of(patient.configuration());
        Status status = patient.status();
        if (hosts.isEmpty() || status == null) {
            return List.of(Finding.ok(name(), hosts.isEmpty() ? "there are none" : "no node runs"));
        }
        var tour = new Tour(name(), patient);
        List<VirtualHost> sample = sample(hosts);
        for (VirtualHost host : sample) {
            for (VirtualHost.Offered offered : host.services()) {
                boolean open =
                        status.ports().stream()
                                .anyMatch(
                                        port ->
                                                port.port() == offered.port()
                                                        && port.address().equals("*"));
                if (open) {
                    String remedy = "honeyspam hosts plan --check shows what the machine lacks";
                    List<Patient.Door> doors = List.of(door(patient, host, offered));
                    tour.visit(doors, remedy, door -> greets(tour, host, door));
                }
            }
        }
        String well = "%d of them answer as themselves".formatted(sample.size());
        return tour.found(well);
    }

    private static List<VirtualHost> sample(VirtualHosts hosts) {
        Stream<VirtualHost> first =
                hosts.areas().stream()
                        .map(area -> hosts.at(area.network().first()))
                        .flatMap(Stream::ofNullable);
        return Stream.concat(hosts.singles().stream(), first).distinct().limit(HOSTS_MAX).toList();
    }

    private static void greets(Tour tour, VirtualHost host, Patient.Door door) throws IOException {
        try (Enemy enemy = tour.at(door)) {
            boolean speaksFirst =
                    switch (door.listener().service()) {
                        case MX, RELAY -> !door.isTls();
                        case WEB, PROXY, DNS -> false;
                    };
            if (speaksFirst) {
                String said = enemy.reply();
                if (!said.contains(host.name())) {
                    String what = "at %s not %s answers: %s".formatted(door, host.name(), said);
                    tour.fails(
                            what.strip(), "another program, or a [[listener]], has the port there");
                }
            }
        }
    }

    private static Patient.Door door(
            Patient patient, VirtualHost host, VirtualHost.Offered offered) {
        Listener listener = HostDraw.listener(host, offered);
        var port =
                new Status.Port(
                        listener.service().label(),
                        listener.persona().label(),
                        host.name(),
                        listener.addresses().getFirst(),
                        offered.port(),
                        0);
        String pace = patient.configuration().hosts().paceAt(host.address());
        return patient.door(listener, port, pace);
    }
}
