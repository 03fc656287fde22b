package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Service;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The name server: our zones with our names in them, and the blocklist with its test points. */
final class NameCheck implements Check {
    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Finding> look(Patient patient) {
        var tour = new Tour(name(), patient);
        List<Patient.Door> servers = patient.doors(Service.DNS);
        tour.visit(
                servers,
                Finding.SEE_LOG,
                door -> {
                    for (String domain : patient.configuration().bait().domains()) {
                        zone(tour, door, domain);
                    }
                    blocklist(tour, door, patient.configuration());
                });
        return tour.found(
                servers.isEmpty() ? "there is no name server of ours" : "it answers for all zones");
    }

    private static void zone(Tour tour, Patient.Door door, String domain) throws IOException {
        Message answer = ask(tour, door, domain, Type.NS);
        String own = door.port().host() + ".";
        List<String> servers =
                answer.getSection(Section.ANSWER).stream()
                        .filter(record -> record.getType() == Type.NS)
                        .map(record -> record.rdataToString().toLowerCase(Locale.ROOT))
                        .toList();
        if (!servers.contains(own)) {
            tour.fails(
                    "%s does not say that %s is a name server of %s, but %s %s"
                            .formatted(door, own, domain, Rcode.string(answer.getRcode()), servers),
                    "another name server has the port, or the domain is in no [[site]] or"
                            + " bait.domains: dns.name_servers, then honeyspam dns records");
        }
    }

    private static void blocklist(Tour tour, Patient.Door door, Configuration configuration)
            throws IOException {
        String zone = configuration.dnsbl().zone();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        if (zone.isEmpty()
                || configuration.dnsbl().clients().stream()
                        .noneMatch(network -> network.contains(loopback))) {
            return; // This machine may not ask.
        }
        Message listed = ask(tour, door, "2.0.0.127." + zone, Type.A);
        Message clean = ask(tour, door, "1.0.0.127." + zone, Type.A);
        if (listed.getSection(Section.ANSWER).isEmpty() || clean.getRcode() != Rcode.NXDOMAIN) {
            tour.fails(
                    "the test points of the blocklist %s are not as RFC 5782 wants: %s, %s"
                            .formatted(
                                    zone,
                                    Rcode.string(listed.getRcode()),
                                    Rcode.string(clean.getRcode())),
                    "another name server has the port, or dnsbl.zone is not what it was:"
                            + " honeyspam reload");
        }
    }

    private static Message ask(Tour tour, Patient.Door door, String name, int type)
            throws IOException {
        var question = Record.newRecord(Name.fromString(name + "."), type, DClass.IN);
        byte[] query = Message.newQuery(question).toWire();
        try (Enemy enemy = tour.at(door)) {
            enemy.write(new byte[] {(byte) (query.length >> 8), (byte) query.length});
            enemy.write(query);
            byte[] length = enemy.bytes(2);
            return new Message(enemy.bytes((length[0] & 0xff) << 8 | length[1] & 0xff));
        }
    }
}
