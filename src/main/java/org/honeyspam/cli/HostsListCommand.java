package org.honeyspam.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Tls;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.node.HostDraw;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam hosts list}: what each virtual host passes for. */
@Command(
        name = "list",
        description = "Print what each virtual host passes for: address, name, services.",
        footer = {
            "",
            "Examples: honeyspam hosts list",
            "          honeyspam hosts list 198.51.100.0/28",
            "          honeyspam hosts list mail --json",
            "",
            "Networks of more than 65,536 addresses are told only for a part that is named."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:there is none, or none that is asked for; the key cannot be read",
            "2:wrong command line (what is no address either) or configuration"
        })
final class HostsListCommand extends ConfiguredVerb {
    private static final int PART_BITS_MAX = 16;
    private static final int NETWORKS_TOLD_MAX = 4;
    private static final String PART_OF_NAME = "[\\w.-]+";
    private static final String MEANT_AS_ADDRESS = "[\\d.]*\\d\\.\\d[\\d.]*";

    @Parameters(
            paramLabel = "WHICH",
            arity = "0..1",
            description = "An address, a network, a name or a part of one (default: all).")
    private @Nullable String which;

    @Option(names = "--json", description = "Print a host a line, as JSON.")
    private boolean json;

    /** A host as JSON has it. */
    record Line(String address, String name, List<Service> services, String closed) {
        static Line of(VirtualHost host) {
            return new Line(
                    IpText.of(host.address()),
                    host.name(),
                    host.services().stream().map(Service::of).toList(),
                    host.filters() ? "filter" : "reject");
        }
    }

    /** A service of a host as JSON has it. */
    record Service(String service, String persona, int port, String tls) {
        static Service of(VirtualHost.Offered offered) {
            return new Service(
                    offered.service().label(),
                    offered.persona().label(),
                    offered.port(),
                    lower(offered.tls().name()));
        }

        String text() {
            String how =
                    switch (Tls.valueOf(tls.toUpperCase(Locale.ROOT))) {
                        case OFF -> "";
                        case STARTTLS -> "/starttls";
                        case IMPLICIT -> "/tls";
                    };
            return "%s %s %d%s".formatted(service, persona, port, how);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    int run(Configuration configuration) throws IOException {
        VirtualHosts hosts = HostDraw.of(configuration);
        if (hosts.isEmpty()) {
            return failed("there is none; [[hosts]] and [[host]] name networks and hosts");
        }
        List<VirtualHost> found = which == null ? all(hosts, null) : chosen(hosts, which);
        if (found.isEmpty()) {
            return none(hosts, String.valueOf(which));
        }
        print(found);
        return ExitCode.OK;
    }

    private int none(VirtualHosts hosts, String text) {
        Network network = Network.read(text);
        if (network == null && (!text.matches(PART_OF_NAME) || text.matches(MEANT_AS_ADDRESS))) {
            failed("%s is no address, no network and no part of a name".formatted(text));
            return ExitCode.WRONG;
        }
        if (network == null) {
            return failed("there is no virtual host with %s in its name".formatted(text));
        }
        List<Network> networks = hosts.networks();
        String more = networks.size() > NETWORKS_TOLD_MAX ? " ..." : "";
        String where =
                networks.stream()
                        .limit(NETWORKS_TOLD_MAX)
                        .map(Network::source)
                        .collect(Collectors.joining(", ", "", more));
        return failed(
                network.isAddress()
                        ? "%s is no virtual host; they are in %s".formatted(text, where)
                        : "no virtual host is in %s; they are in %s".formatted(text, where));
    }

    private void print(List<VirtualHost> hosts) {
        if (json) {
            hosts.forEach(host -> printJson(Line.of(host)));
            return;
        }
        var columns = new Columns("address", "name", "services", "other ports");
        for (VirtualHost host : hosts) {
            Line line = Line.of(host);
            String services =
                    line.services().stream().map(Service::text).collect(Collectors.joining(", "));
            columns.row(line.address(), line.name(), services, line.closed());
        }
        columns.print(out());
    }

    private List<VirtualHost> chosen(VirtualHosts hosts, String text) {
        Network network = Network.read(text);
        if (network == null) {
            String part = lower(text);
            List<VirtualHost> told =
                    hosts.all().filter(host -> host.name().contains(part)).toList();
            VirtualHost named = hosts.named(part); // Also in a network that is not told as a whole.
            return told.isEmpty() && named != null ? List.of(named) : told;
        }
        int bits = Byte.SIZE * network.prefix().getAddress().length - network.bits();
        return bits > PART_BITS_MAX
                ? all(hosts, network)
                : IntStream.range(0, 1 << bits)
                        .mapToObj(network::at)
                        .map(hosts::at)
                        .flatMap(Stream::ofNullable)
                        .toList();
    }

    /** Those within a network that can be told, and a word about the others. */
    private List<VirtualHost> all(VirtualHosts hosts, @Nullable Network within) {
        List<VirtualHost> found = new ArrayList<>();
        hosts.all()
                .filter(host -> within == null || within.contains(host.address()))
                .forEach(found::add);
        for (VirtualHosts.Area area : hosts.areas()) {
            if (!area.listed() && (within == null || within.overlaps(area.network()))) {
                err().println(
                                "honeyspam: every address of %s is a host; name a part of it"
                                        .formatted(area.network().text()));
                found.add(Objects.requireNonNull(hosts.at(area.network().first())));
            }
        }
        return found;
    }
}
