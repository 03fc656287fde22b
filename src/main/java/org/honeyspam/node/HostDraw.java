package org.honeyspam.node;

import java.io.IOException;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Pace;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.honeyspam.hosts.VirtualHosts;

/** Draws the virtual hosts of a configuration from the key of the installation. */
public final class HostDraw {
    private HostDraw() {}

    static VirtualHosts of(Configuration configuration, KeyRing keys) {
        return new VirtualHosts(configuration.hosts(), keys.derive("hosts"));
    }

    /**
     * Those that a node would have if it started now.
     *
     * @throws IOException if there are some, and the key cannot be read
     */
    public static VirtualHosts of(Configuration configuration) throws IOException {
        return configuration.hosts().isEmpty()
                ? VirtualHosts.none()
                : of(configuration, KeyRing.read(configuration.node().keyFile()));
    }

    /** The listener that a service of a virtual host would be, were the host a machine. */
    public static Listener listener(VirtualHost host, Offered offered) {
        return listener(IpText.of(host.address()), host.name(), offered);
    }

    static Listener listener(String address, String name, Offered offered) {
        return new Listener(
                offered.service(),
                List.of(address),
                offered.port(),
                name,
                offered.persona(),
                new Auth(Auth.Mode.OFF, 0),
                offered.tls(),
                null,
                null,
                List.of(),
                List.of(),
                Pace.NONE, // That of the host counts, which Services knows.
                0);
    }
}
