package org.honeyspam.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dns.Zones;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.lookup.NameServers;
import org.honeyspam.lookup.NameServers.Answer;
import org.honeyspam.node.Names;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Asks for each set of records what others are told, and holds it against what should be. */
final class WorldView {
    private static final NameServers.Patience PATIENCE =
            new NameServers.Patience(Duration.ofSeconds(3), Duration.ofSeconds(10));

    private static final int HOSTS_ASKED_MAX = 32;

    private final Configuration configuration;
    private final NameServers servers;

    /** What was found of one set of records. */
    record Finding(String name, String type, boolean right, String seen, String expected) {}

    private WorldView(Configuration configuration) {
        this.configuration = configuration;
        this.servers = new NameServers(configuration.dns().servers(), PATIENCE);
    }

    /**
     * What others see of an installation.
     *
     * @throws IOException if the key cannot be read
     */
    static List<Finding> of(Configuration configuration, Instant now)
            throws IOException, InterruptedException {
        return new WorldView(configuration).findings(Names.zones(configuration, now), now);
    }

    private List<Finding> findings(Zones zones, Instant now) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (List<Record> records : zones.decoys(now).values()) {
            Map<String, List<Record>> sets = new LinkedHashMap<>();
            for (Record record : records) {
                // The serial of another server is its own.
                if (record.getType() != Type.SOA && !record.getName().isWild()) {
                    String set = record.getName() + " " + record.getType();
                    sets.computeIfAbsent(set, none -> new ArrayList<>()).add(record);
                }
            }
            for (List<Record> set : sets.values()) {
                findings.add(finding(set));
            }
        }
        for (Name apex : zones.reverseApexes()) {
            Answer answer = servers.ask(apex.toString(), Type.NS);
            boolean there = answer instanceof Answer.Found found && !found.records().isEmpty();
            findings.add(new Finding(text(apex), "NS", there, seen(answer), "a delegation to us"));
        }
        for (VirtualHost host : sample(zones.hosts())) {
            findings.add(finding(zones.addressOf(host)));
            findings.add(finding(List.of(zones.pointer(host.address()))));
        }
        String list = configuration.dnsbl().zone();
        if (!list.isEmpty()) {
            findings.add(listed("2.0.0.127." + list, true));
            findings.add(listed("1.0.0.127." + list, false));
        }
        return findings;
    }

    /** The single ones, and the first of each network: all would be too many questions. */
    private static List<VirtualHost> sample(VirtualHosts hosts) {
        Stream<VirtualHost> first =
                hosts.areas().stream()
                        .map(area -> hosts.at(area.network().first()))
                        .flatMap(Stream::ofNullable);
        return Stream.concat(hosts.singles().stream(), first)
                .distinct()
                .limit(HOSTS_ASKED_MAX)
                .toList();
    }

    private Finding listed(String name, boolean expected) throws InterruptedException {
        Answer answer = servers.ask(name, Type.A);
        boolean there = answer instanceof Answer.Found found && !found.records().isEmpty();
        boolean right = !(answer instanceof Answer.Silence) && there == expected;
        return new Finding(name, "A", right, seen(answer), expected ? "a listing" : "none");
    }

    private Finding finding(List<Record> set) throws InterruptedException {
        Record first = set.getFirst();
        String type = Type.string(first.getType());
        Answer answer = servers.ask(first.getName().toString(), first.getType());
        boolean right = answer instanceof Answer.Found found && isRight(set, found);
        return new Finding(text(first.getName()), type, right, seen(answer), data(set).toString());
    }

    private boolean isRight(List<Record> set, Answer.Found found) {
        int type = set.getFirst().getType();
        if (type == Type.A || type == Type.AAAA) {
            List<InetAddress> right = new Answer.Found(set).addresses();
            if (areDrawn(right)) {
                return !found.records().isEmpty() && areDrawn(found.addresses());
            }
        }
        return data(set).equals(data(found.records()));
    }

    /** Which addresses they are changes all the time; that they are of the ranges does not. */
    private boolean areDrawn(List<InetAddress> addresses) {
        List<Network> ranges = configuration.dns().ranges();
        return addresses.stream()
                .allMatch(ip -> ranges.stream().anyMatch(range -> range.contains(ip)));
    }

    private static Set<String> data(List<Record> records) {
        Set<String> data = new TreeSet<>();
        for (Record record : records) {
            String text = record.rdataToString();
            boolean names = record.getType() == Type.NS || record.getType() == Type.MX;
            data.add(names ? text.toLowerCase(Locale.ROOT) : text);
        }
        return data;
    }

    private static String seen(Answer answer) {
        return switch (answer) {
            case Answer.Found found ->
                    found.records().isEmpty() ? "none" : data(found.records()).toString();
            case Answer.NoDomain _ -> "no such name";
            case Answer.Silence silence -> "nothing (" + silence.why() + ")";
        };
    }

    private static String text(Name name) {
        return name.toString(true);
    }
}
