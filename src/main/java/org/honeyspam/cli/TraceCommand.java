package org.honeyspam.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.Carried;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.Graph;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Traces;
import org.honeyspam.intel.Views;
import org.honeyspam.node.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code honeyspam trace}: who harvested, who sent, and by which way. */
@Command(
        name = "trace",
        description = "Tell what is known of an address, a visit, a message, a host or a campaign.",
        footer = {
            "",
            "Examples: honeyspam trace maria.kowalski1984@example.org",
            "          honeyspam trace 6ANDOrAJ000046",
            "          honeyspam trace 192.0.2.7 --json",
            "          honeyspam trace 192.0.2.7 --dot | dot -Tsvg > trace.svg",
            "",
            "A message is named by queue id, Message-ID, event id or SHA-256; campaigns are",
            "listed by `honeyspam campaigns`."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:found",
            "1:nothing is known, or no data",
            "2:wrong command line or configuration"
        })
final class TraceCommand extends ViewsVerb {
    @Parameters(paramLabel = "ADDRESS|VISIT|MESSAGE-ID|IP|CAMPAIGN", description = "What to trace.")
    private String what = "";

    @Option(names = "--json", description = "Print JSON, a line for each result.")
    private boolean json;

    @Option(names = "--dot", description = "Print what hangs together for Graphviz.")
    private boolean dot;

    @Override
    boolean readsMail() {
        return true;
    }

    @Override
    int answer(Configuration configuration, Views views) throws IOException, SQLException {
        if (json && dot) {
            err().println("honeyspam: say --json or --dot, not both");
            return ExitCode.WRONG;
        }
        Origins origins = configuration.geo().open();
        List<? extends Trace> found = look(views.traces(), configuration);
        List<Graph> graphs = new ArrayList<>();
        for (Trace trace : found) {
            Graph graph = placed(views.traces().graph(trace), origins);
            graphs.add(graph);
            if (json) {
                printJson(new Found(trace, graph));
            } else if (!dot) {
                GraphText.tree(graph).forEach(out()::println);
                out().println();
                new TraceText(out()).print(trace);
            }
        }
        if (!found.isEmpty()) {
            if (dot) {
                GraphText.dot(Graph.joined(graphs)).forEach(out()::println);
            }
            return ExitCode.OK;
        }
        Carried carried = carried(configuration);
        return carried == null || dot
                ? failed("nothing is known of %s".formatted(what))
                : unrecorded(carried);
    }

    /** What is known, and what hangs together with it, in one object. */
    record Found(@JsonUnwrapped Trace trace, Graph graph) {}

    /** With what the operator's files say of the hosts in it. */
    private static Graph placed(Graph graph, Origins origins) throws IOException {
        List<Graph.Node> nodes = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            boolean host = node.kind().equals("host");
            String where = host ? origins.of(InetAddress.ofLiteral(node.label())).text() : "";
            String label =
                    where.isEmpty() ? node.label() : "%s (%s)".formatted(node.label(), where);
            nodes.add(new Graph.Node(node.id(), node.kind(), label));
        }
        return new Graph(graph.root(), nodes, graph.edges(), graph.cut());
    }

    private List<? extends Trace> look(Traces traces, Configuration configuration)
            throws IOException, SQLException {
        String ip = Ip.read(what);
        if (ip != null) {
            Trace.Host host = traces.host(ip);
            return host == null ? List.of() : List.of(host);
        }
        Carried carried = carried(configuration);
        // Of another installation it is known as that one recorded it.
        Trace.Address address = traces.address(carried == null ? what : carried.address());
        return address == null ? named(traces) : List.of(address);
    }

    private List<? extends Trace> named(Traces traces) throws SQLException {
        List<Trace> found = new ArrayList<>(traces.message(what));
        Stream.of(traces.visit(what), traces.campaign(what.toLowerCase(Locale.ROOT)))
                .flatMap(Stream::ofNullable)
                .forEach(found::add);
        return found;
    }

    /**
     * The address speaks for itself, if its code carries anything; the journal is gone or
     * another's.
     */
    private int unrecorded(Carried carried) {
        if (json) {
            printJson(carried);
        } else {
            out().println(
                            "%s was made here (%s, key %d); the journal does not say for whom."
                                    .formatted(
                                            carried.address(),
                                            carried.style().name().toLowerCase(Locale.ROOT),
                                            carried.keyId()));
            if (carried.visitor() != null) {
                out().println(
                                "Its code says: taken by %s at %s on %s"
                                        .formatted(
                                                carried.visitor(),
                                                carried.time(),
                                                carried.site() == null
                                                        ? "a site no longer known"
                                                        : carried.site()));
            }
        }
        return ExitCode.OK;
    }

    private @Nullable Carried carried(Configuration configuration) throws IOException {
        if (what.indexOf('@') < 0 || !Files.exists(configuration.node().keyFile())) {
            return null;
        }
        var data = new DataFolder(configuration.node().dataFolder());
        List<String> sites = configuration.sites().stream().map(Configuration.Site::host).toList();
        try (SerialSource serials = SerialSource.open(data.serials())) {
            KeyRing keys = KeyRing.read(configuration.node().keyFile());
            return new Bait(keys, configuration.bait(), sites, serials).decode(what);
        }
    }
}
