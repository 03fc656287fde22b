package org.honeyspam.config;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Configuration.Tls;

/** {@code [[hosts]]} and {@code [[host]]}: addresses of which each is to pass for a machine. */
public record Hosts(List<Block> blocks, List<Single> singles) {
    public Hosts {
        blocks = List.copyOf(blocks);
        singles = List.copyOf(singles);
    }

    /** How a socket takes what comes for addresses that no interface has. */
    public enum Bind {
        /** The kernel holds the networks for its own. */
        ANYIP,
        /** The same, and listeners on addresses of the networks may be open before it does. */
        FREEBIND,
        /** The networks stay another's for the kernel; a firewall mark brings the packets. */
        TRANSPARENT
    }

    /**
     * {@code [[hosts]]}: networks whose hosts are drawn by one rule.
     *
     * @param mix shares of a hundred, in order; together a hundred
     * @param domains below which the hosts have their names
     * @param filterPercent hosts of a hundred whose other ports look filtered; else closed
     * @param pace by its name
     */
    public record Block(
            List<Network> networks,
            List<Share> mix,
            List<String> domains,
            int filterPercent,
            Bind bind,
            String pace) {}

    /** Of a hundred hosts so many offer this. */
    public record Share(int percent, List<Offer> offers) {
        /** Stands for what the others leave. */
        public static final int REST = -1;

        public Share {
            offers = List.copyOf(offers);
        }
    }

    /**
     * A service of a host.
     *
     * @param personas of which each host has one
     * @param doors where it is; none for the usual port of the persona
     */
    public record Offer(Service service, List<Persona> personas, List<Door> doors) {
        public Offer {
            personas = List.copyOf(personas);
            doors = List.copyOf(doors);
        }

        /** Where a host of that persona offers it. */
        public List<Door> doors(Persona persona) {
            return doors.isEmpty()
                    ? List.of(new Door(usualPort(service, persona), Tls.OFF))
                    : doors;
        }

        Stream<Integer> ports() {
            return personas.stream().flatMap(persona -> doors(persona).stream()).map(Door::port);
        }
    }

    /** A port, and how TLS is spoken on it. */
    public record Door(int port, Tls tls) {}

    /**
     * {@code [[host]]}: one host, as its operator wants it.
     *
     * @param filters whether its other ports look filtered; else closed
     * @param pace by its name
     */
    public record Single(
            InetAddress address, String name, List<Offer> services, boolean filters, String pace) {}

    /** The name of the pace of the host at an address of theirs. */
    public String paceAt(InetAddress address) {
        return Stream.concat(
                        singles.stream()
                                .filter(single -> single.address().equals(address))
                                .map(Single::pace),
                        blocks.stream()
                                .filter(
                                        b ->
                                                b.networks().stream()
                                                        .anyMatch(n -> n.contains(address)))
                                .map(Block::pace))
                .findFirst()
                .orElse(Pace.NONE);
    }

    /** All ports that any host may have, each once, in order. */
    public List<Integer> ports() {
        return offers().flatMap(Offer::ports).sorted().distinct().toList();
    }

    private Stream<Offer> offers() {
        return Stream.concat(
                blocks.stream().flatMap(b -> b.mix().stream()).flatMap(s -> s.offers().stream()),
                singles.stream().flatMap(single -> single.services().stream()));
    }

    /** All networks; a host of its own is a network of one address. */
    public List<Network> networks() {
        return Stream.concat(
                        blocks.stream().flatMap(block -> block.networks().stream()),
                        singles.stream().map(single -> Network.of(single.address())))
                .toList();
    }

    /** Those ports for which no listener has all addresses anyway. */
    public List<Integer> portsBeside(List<Configuration.Listener> listeners) {
        return ports().stream()
                .filter(
                        port ->
                                listeners.stream()
                                        .filter(listener -> listener.addresses().contains("*"))
                                        .noneMatch(listener -> listener.port() == port))
                .toList();
    }

    /** The first service that is offered on one of those ports. */
    public Offer at(int port) {
        return offers().filter(offer -> offer.ports().anyMatch(one -> one == port))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the address is one of theirs. */
    public boolean has(InetAddress address) {
        return networks().stream().anyMatch(network -> network.contains(address));
    }

    /** Whether a network is bound so. */
    public boolean binds(Bind bind) {
        return blocks.stream().anyMatch(block -> block.bind() == bind);
    }

    public boolean isEmpty() {
        return blocks.isEmpty() && singles.isEmpty();
    }

    private static int usualPort(Service service, Persona persona) {
        return switch (service) {
            case WEB -> 80;
            case MX, RELAY -> 25;
            case DNS -> 53;
            case PROXY ->
                    switch (persona) {
                        case SQUID -> 3128;
                        case DANTE, MICROSOCKS -> 1080;
                        default -> 8080;
                    };
        };
    }
}
