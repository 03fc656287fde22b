package org.honeyspam.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.config.Hosts;
import org.honeyspam.config.Hosts.Bind;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.honeyspam.net.Binding;

/**
 * Where a port is to be, by which it is known again when the configuration has changed: its address
 * and number. One that is left to the machine (0) is known by what it plays.
 *
 * @param address a literal, or {@code *} for every address of both families
 * @param which tells apart what would be at the same spot
 */
record Spot(String address, int port, String which) {
    private static final String ALL = "*";
    private static final String HOSTS = "virtual hosts";

    /** The spots of a configuration, in its order, and what is to be there. */
    static Map<Spot, Listener> of(Configuration configuration) {
        Map<Spot, Listener> spots = new LinkedHashMap<>();
        for (Listener listener : configuration.listeners()) {
            for (String address : listener.addresses()) {
                String plays =
                        listener.port() == 0
                                ? listener.service().label() + " " + listener.host()
                                : "";
                int nth = 0;
                Spot spot;
                do {
                    spot = new Spot(address, listener.port(), plays + " " + nth++);
                } while (spots.containsKey(spot));
                spots.put(spot, listener);
            }
        }
        for (int port : configuration.hosts().portsBeside(configuration.listeners())) {
            spots.put(new Spot(ALL, port, HOSTS), ofHosts(configuration.hosts(), port));
        }
        return spots;
    }

    /** Whether it is at all addresses, also at those of virtual hosts. */
    boolean isEverywhere() {
        return address.equals(ALL);
    }

    /** Whether nobody but virtual hosts has it. */
    boolean isOfHosts() {
        return which.equals(HOSTS);
    }

    /** What most of the hosts that have the port would be called, were they one listener. */
    private static Listener ofHosts(Hosts hosts, int port) {
        Hosts.Offer offer = hosts.at(port);
        Persona persona = offer.personas().getFirst();
        var offered = new Offered(offer.service(), persona, port, Tls.OFF);
        return HostDraw.listener(ALL, "(" + HOSTS + ")", offered);
    }

    /** How its socket has it, beside those of others. */
    Binding binding(Hosts hosts) {
        boolean shared = hosts.ports().contains(port);
        if (isEverywhere()) {
            return new Binding(shared, false, shared && hosts.binds(Bind.TRANSPARENT));
        }
        boolean ours = hosts.has(InetAddress.ofLiteral(address));
        return new Binding(shared, ours && hosts.binds(Bind.FREEBIND), false);
    }

    /** Nothing is looked up: it is a literal. */
    InetSocketAddress socketAddress() {
        return address.equals(ALL)
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
