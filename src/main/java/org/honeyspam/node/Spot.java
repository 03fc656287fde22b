package org.honeyspam.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Listener;

/**
 * Where a port is to be, by which it is known again when the configuration has changed: its address
 * and number. One that is left to the machine (0) is known by what it plays.
 *
 * @param address a literal, or {@code *} for every address of both families
 * @param which tells apart what would be at the same spot
 */
record Spot(String address, int port, String which) {

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
        return spots;
    }

    /** Nothing is looked up: it is a literal. */
    InetSocketAddress socketAddress() {
        return address.equals("*")
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
