package org.honeyspam.cli;

import java.net.InetAddress;
import java.util.Map;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;

/** To which virtual host somebody came, by the address on record and the configuration of now. */
final class HostNames {
    private static final int KEPT_MAX = 1_024;

    private final VirtualHosts hosts;
    private final Map<String, String> kept = Bounded.byUse(KEPT_MAX);

    HostNames(VirtualHosts hosts) {
        this.hosts = hosts;
    }

    /** Empty if it was none, or that of another installation. */
    String of(Recorded event) {
        String ip = event.destinationIp();
        boolean ours = event.replayed() == null || event.replayed() == Replayed.OWN_JOURNAL;
        return ip == null || !ours || hosts.isEmpty() ? "" : kept.computeIfAbsent(ip, this::drawn);
    }

    private String drawn(String ip) {
        VirtualHost host = hosts.at(InetAddress.ofLiteral(ip));
        return host == null ? "" : host.name();
    }
}
