package org.honeyspam.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Network;
import org.honeyspam.hosts.VirtualHost;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** The zones as others take them: files for a name server (RFC 1035 section 5), and lines. */
public final class ZoneFile {
    /** Beyond it, a file would have a line for each of 65,536 networks. */
    private static final int WIDEST_BITS = 16;

    private static final int LINE_BITS = 24;

    private final Zones zones;
    private final Instant now;

    /** Those virtual hosts that can be told one by one. */
    private final List<VirtualHost> hosts;

    /** The zones as they are at that time: addresses that are drawn are those of now. */
    public ZoneFile(Zones zones, Instant now) {
        this.zones = zones;
        this.now = now;
        this.hosts = zones.hosts().all().toList();
    }

    /** A record as a panel asks for it. */
    public record Line(String zone, String name, String type, long ttl, String data) {}

    /** All records of the decoy domains. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        zones.decoys(now)
                .forEach(
                        (apex, records) ->
                                records.forEach(record -> lines.add(line(apex, record))));
        zones.decoys(now)
                .keySet()
                .forEach(apex -> zones.ofHosts(apex, hosts).forEach(r -> lines.add(line(apex, r))));
        return lines;
    }

    private static Line line(Name apex, Record record) {
        return new Line(
                text(apex),
                text(record.getName()),
                Type.string(record.getType()),
                record.getTTL(),
                record.rdataToString());
    }

    private static String text(Name name) {
        return name.toString(true);
    }

    /** Names of all zones that there is a file of. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        zones.decoys(now).keySet().forEach(apex -> names.add(text(apex)));
        zones.reverseApexes().forEach(apex -> names.add(text(apex)));
        return names;
    }

    /** The file of a zone; empty if it is none of ours. */
    public String of(String zone) {
        var file = new StringBuilder();
        zones.decoys(now)
                .forEach(
                        (apex, records) -> {
                            if (text(apex).equals(zone)) {
                                records.forEach(record -> append(file, record));
                                forward(file, apex);
                                zones.ofHosts(apex, hosts).forEach(record -> append(file, record));
                                untold(file);
                            }
                        });
        for (Name apex : zones.reverseApexes()) {
            if (text(apex).equals(zone)) {
                Zone found = zones.of(apex);
                if (found != null) {
                    found.find(apex, Type.ANY, now).records().forEach(r -> append(file, r));
                }
                reverse(file, apex);
                hosts.stream()
                        .filter(host -> ReverseMap.fromAddress(host.address()).subdomain(apex))
                        .forEach(host -> append(file, zones.pointer(host.address())));
            }
        }
        return file.toString();
    }

    private static void append(StringBuilder file, Record record) {
        file.append(
                "%s %d %s %s %s\n"
                        .formatted(
                                record.getName(),
                                record.getTTL(),
                                DClass.string(record.getDClass()),
                                Type.string(record.getType()),
                                record.rdataToString()));
    }

    /** What the addresses are called, of those whose names are in this zone. */
    private void forward(StringBuilder file, Name apex) {
        OwnNames names = zones.ownNames();
        if (names == null || !names.domain().equals(apex)) {
            return;
        }
        for (Network range : names.ranges()) {
            for (Network part : parts(file, range)) {
                generate(file, part, "ip-%s-$." + apex + " A %s.$");
            }
        }
    }

    private void reverse(StringBuilder file, Name apex) {
        OwnNames names = zones.ownNames();
        if (names == null) {
            return;
        }
        for (Network range : names.ranges()) {
            for (Network part : parts(file, range)) {
                InetAddress first = part.first();
                Name whole = ReverseMap.fromAddress(first);
                if (whole.subdomain(apex)) {
                    Name network = new Name(whole, 1);
                    generate(file, part, "$." + network + " PTR ip-%s-$." + names.domain());
                }
            }
        }
    }

    private void untold(StringBuilder file) {
        for (Network network : zones.untold()) {
            file.append("; the hosts of %s are too many for a file\n".formatted(network.text()));
        }
    }

    private static void generate(StringBuilder file, Network part, String form) {
        byte[] first = part.first().getAddress();
        int from = first[3] & 0xff;
        int to = from + (1 << Integer.SIZE - Math.max(part.bits(), LINE_BITS)) - 1;
        String dotted = "%d.%d.%d".formatted(first[0] & 0xff, first[1] & 0xff, first[2] & 0xff);
        String dashed = dotted.replace('.', '-');
        String filled = form.replaceFirst("%s", dashed).replaceFirst("%s", dotted);
        file.append("$GENERATE %d-%d %s\n".formatted(from, to, filled));
    }

    /** A range in pieces of a line each; none of those that have too many, and a word of that. */
    private static List<Network> parts(StringBuilder file, Network range) {
        boolean four = range.prefix() instanceof Inet4Address;
        if (!four || range.bits() < WIDEST_BITS) {
            file.append("; the names of %s are too many for a file\n".formatted(range.text()));
            return List.of();
        }
        List<Network> parts = new ArrayList<>();
        int count = 1 << Math.max(0, LINE_BITS - range.bits());
        byte[] bytes = range.first().getAddress();
        int network = (bytes[1] & 0xff) << 8 | bytes[2] & 0xff;
        for (int i = 0; i < count; i++) {
            int at = network + i;
            String text =
                    "%d.%d.%d.%d".formatted(bytes[0] & 0xff, at >> 8, at & 0xff, bytes[3] & 0xff);
            parts.add(new Network(InetAddress.ofLiteral(text), Math.max(range.bits(), LINE_BITS)));
        }
        return parts;
    }
}
