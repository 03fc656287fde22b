package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Tls;
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
        List<Finding> all = new ArrayList<>();
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
                    look(host, offered, all);
                }
            }
        }
        String well = "%d of them answer as themselves".formatted(sample.size());
        return all.isEmpty() ? List.of(Finding.ok(name(), well)) : all;
    }

    private static List<VirtualHost> sample(VirtualHosts hosts) {
        Stream<VirtualHost> first =
                hosts.areas().stream()
                        .map(area -> hosts.at(area.network().first()))
                        .flatMap(Stream::ofNullable);
        return Stream.concat(hosts.singles().stream(), first).distinct().limit(HOSTS_MAX).toList();
    }

    private void look(VirtualHost host, VirtualHost.Offered offered, List<Finding> all) {
        Patient.Door door = door(host, offered);
        try (Enemy enemy = Enemy.at(door)) {
            boolean speaksFirst =
                    switch (offered.service()) {
                        case MX, RELAY -> offered.tls() != Tls.IMPLICIT;
                        case WEB, PROXY, DNS -> false;
                    };
            if (speaksFirst) {
                String said = enemy.reply();
                if (!said.contains(host.name())) {
                    String what = "at %s not %s answers: %s".formatted(door, host.name(), said);
                    String remedy = "another program, or a [[listener]], has the port there";
                    all.add(Finding.failure(name(), what.strip(), remedy));
                }
            }
        } catch (IOException e) {
            String remedy = "honeyspam hosts plan --check shows what the machine lacks";
            all.add(Finding.failure(name(), String.valueOf(e.getMessage()), remedy));
        }
    }

    private static Patient.Door door(VirtualHost host, VirtualHost.Offered offered) {
        Listener listener = HostDraw.listener(host, offered);
        var port =
                new Status.Port(
                        listener.service().label(),
                        listener.persona().label(),
                        host.name(),
                        listener.addresses().getFirst(),
                        offered.port(),
                        0);
        return new Patient.Door(listener, port);
    }
}
