package org.honeyspam.hosts;

import java.net.InetAddress;
import java.util.List;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Tls;
import org.jspecify.annotations.Nullable;

/**
 * What one address passes for.
 *
 * @param filters whether ports that it does not offer look filtered; else closed
 */
public record VirtualHost(
        InetAddress address, String name, List<Offered> services, boolean filters) {
    public VirtualHost {
        services = List.copyOf(services);
    }

    /** A service on one of its ports. */
    public record Offered(Service service, Persona persona, int port, Tls tls) {}

    /** What it offers on that port; null if nothing. */
    public @Nullable Offered at(int port) {
        for (Offered offered : services) {
            if (offered.port() == port) {
                return offered;
            }
        }
        return null;
    }
}
