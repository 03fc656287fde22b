package org.honeyspam.hosts;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Hosts;
import org.honeyspam.config.Network;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of an installation. Each is drawn when it is asked for, from the key, its
 * address and the rule of its network: other networks change nothing about it.
 */
public final class VirtualHosts {
    /** Set apart from hosts of IPv4, whose names are made of the same words. */
    private static final String SIX = "6";

    private final Hosts settings;
    private final Naming naming;
    private final Map<Network, Plot> plots = new LinkedHashMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final Map<InetAddress, VirtualHost> singles = new LinkedHashMap<>();
    private final Map<String, VirtualHost> byName = new HashMap<>();
    private final Set<String> aboveSingles = new HashSet<>();

    /**
     * A network of the configuration.
     *
     * @param listed whether all its hosts can be told one by one
     */
    public record Area(Network network, Hosts.Bind bind, boolean listed) {}

    /**
     * @param secret that all follows from
     */
    public VirtualHosts(Hosts settings, byte[] secret) {
        var lots = new Lots(secret);
        this.settings = settings;
        for (Hosts.Block block : settings.blocks()) {
            for (Network network : block.networks()) {
                plots.put(network, new Plot(lots, network, block));
                lengths.add(network.bits());
            }
        }
        this.naming = new Naming(lots, List.copyOf(plots.keySet()));
        for (Hosts.Single single : settings.singles()) {
            VirtualHost host = host(single);
            singles.put(host.address(), host);
            byName.put(host.name(), host);
            for (int dot = host.name().indexOf('.'); dot >= 0; ) {
                aboveSingles.add(host.name().substring(dot + 1));
                dot = host.name().indexOf('.', dot + 1);
            }
        }
    }

    /** Of nobody. */
    public static VirtualHosts none() {
        return new VirtualHosts(new Hosts(List.of(), List.of()), new byte[1]);
    }

    public boolean isEmpty() {
        return plots.isEmpty() && singles.isEmpty();
    }

    /** All ports that any of them may have. */
    public List<Integer> ports() {
        return settings.ports();
    }

    /** Those of the ports that no listener has at all addresses. */
    List<Integer> portsBeside(List<Listener> listeners) {
        return settings.portsBeside(listeners);
    }

    /** Where they are. */
    public List<Network> networks() {
        return settings.networks();
    }

    /** The networks of {@code [[hosts]]}, in order. */
    public List<Area> areas() {
        return plots.values().stream()
                .map(plot -> new Area(plot.network(), plot.bind(), plot.isSmall()))
                .toList();
    }

    /** The hosts of {@code [[host]]}, in order. */
    public List<VirtualHost> singles() {
        return List.copyOf(singles.values());
    }

    /** The host at an address; null if there is none. */
    public @Nullable VirtualHost at(InetAddress address) {
        VirtualHost single = singles.get(address);
        if (single != null) {
            return single;
        }
        Plot plot = plot(address);
        return plot == null ? null : host(plot, address);
    }

    /** The host of a name; null if there is none. */
    public @Nullable VirtualHost named(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        VirtualHost single = byName.get(text);
        String[] labels = text.split("\\.", 4);
        if (single != null || labels.length < 4) {
            return single;
        }
        return hosts(labels[1], labels[2])
                .filter(host -> host.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** Whether names of hosts may stand below a name that is none itself. */
    public boolean isAbove(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        if (aboveSingles.contains(text)) {
            return true;
        }
        String[] labels = text.split("\\.", 3);
        if (labels.length == 3 && hosts(labels[0], labels[1]).anyMatch(h -> isBelow(h, text))) {
            return true;
        }
        String[] cut = text.split("\\.", 2);
        return cut.length == 2
                && naming.counties(cut[0]).stream()
                        .anyMatch(
                                county ->
                                        plots.values().stream()
                                                .filter(plot -> plot.domains().contains(cut[1]))
                                                .anyMatch(plot -> plot.network().overlaps(county)));
    }

    private static boolean isBelow(VirtualHost host, String name) {
        return host.name().endsWith("." + name);
    }

    private Stream<VirtualHost> hosts(String town, String county) {
        return naming.addresses(town, county).stream().map(this::at).flatMap(Stream::ofNullable);
    }

    /** All hosts of the networks in which they can be told one by one, and the single ones. */
    public Stream<VirtualHost> all() {
        Stream<VirtualHost> drawn =
                plots.values().stream().filter(Plot::isSmall).flatMap(this::all);
        return Stream.concat(drawn, singlesApart());
    }

    /** How many {@link #all} are. */
    public long told() {
        long drawn = plots.values().stream().filter(Plot::isSmall).mapToLong(Plot::cells).sum();
        return drawn + singlesApart().count();
    }

    /** The single hosts that are in no network of which all hosts can be told. */
    Stream<VirtualHost> singlesApart() {
        return singles.values().stream()
                .filter(
                        host -> {
                            Plot plot = plot(host.address());
                            return plot == null || !plot.isSmall();
                        });
    }

    private Stream<VirtualHost> all(Plot plot) {
        return IntStream.range(0, plot.cells())
                .mapToObj(
                        cell -> {
                            InetAddress address = plot.address(cell);
                            VirtualHost single = singles.get(address);
                            return single == null ? host(plot, address) : single;
                        });
    }

    List<Plot> plots() {
        return List.copyOf(plots.values());
    }

    private @Nullable Plot plot(InetAddress address) {
        int all = Byte.SIZE * address.getAddress().length;
        for (int bits : lengths.headSet(all, true)) {
            Plot plot = plots.get(new Network(address, bits).clean());
            if (plot != null) {
                return plot;
            }
        }
        return null;
    }

    private VirtualHost host(Plot plot, InetAddress address) {
        Plot.Draw draw = plot.draw(plot.cell(address));
        String word = draw.word() + (address instanceof Inet4Address ? "" : SIX);
        String labels = naming.labels(address, plot.network());
        String name = "%s.%s.%s".formatted(word, labels, draw.domain());
        return new VirtualHost(address, name, draw.services(), draw.filters());
    }

    /** Of several personas it has the first. */
    private static VirtualHost host(Hosts.Single single) {
        List<Offered> services = new ArrayList<>();
        for (Hosts.Offer offer : single.services()) {
            Persona persona = offer.personas().getFirst();
            for (Hosts.Door door : offer.doors(persona)) {
                services.add(new Offered(offer.service(), persona, door.port(), door.tls()));
            }
        }
        return new VirtualHost(single.address(), single.name(), services, single.filters());
    }
}
