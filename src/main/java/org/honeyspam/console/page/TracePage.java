package org.honeyspam.console.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.console.Backend;
import org.honeyspam.console.Desk;
import org.honeyspam.console.draw.GraphDrawing;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.intel.Graph;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Traces;
import org.jspecify.annotations.Nullable;

/** Visit, addresses, messages, senders and the ways they came, as one drawing. */
public final class TracePage implements Page {
    private final Desk desk;
    private final Backend backend;

    public TracePage(Desk desk, Backend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    /** What is known, and what hangs together with it. */
    public record Known(@JsonUnwrapped Trace trace, Graph graph) {}

    /**
     * Of all that bears the name.
     *
     * @param svg the graph of all of them
     * @param tree the same for who cannot see it
     */
    public record Model(
            String q,
            List<Known> found,
            @JsonIgnore @Nullable String svg,
            @JsonIgnore List<Graph.Branch> tree,
            boolean cut) {}

    @Override
    public Found find(Ask ask) throws Ask.Wrong, IOException, SQLException {
        String q = ask.text("q");
        List<Known> found = q.isEmpty() ? List.of() : known(q);
        if (found.isEmpty()) {
            return new Found("trace.jte", "Trace", new Model(q, found, null, List.of(), false));
        }
        Graph graph = Graph.joined(found.stream().map(Known::graph).toList());
        var model = new Model(q, found, GraphDrawing.of(graph), graph.tree(), graph.cut());
        return new Found("trace.jte", "Trace of " + q, model);
    }

    private List<Known> known(String q) throws IOException, SQLException {
        return desk.ask(
                views -> {
                    Traces traces = views.traces();
                    List<Known> known = new ArrayList<>();
                    for (Trace trace : look(q, traces)) {
                        known.add(new Known(trace, traces.graph(trace)));
                    }
                    return known;
                });
    }

    private List<Trace> look(String q, Traces traces) throws SQLException {
        List<Trace> found = new ArrayList<>();
        var ip = IpText.read(q);
        if (ip != null) {
            add(traces.host(IpText.of(ip)), found);
            return found;
        }
        if (q.indexOf('@') > 0) {
            String bait = backend.bait(q);
            add(traces.address(bait == null ? q : bait), found);
        }
        if (found.isEmpty()) {
            found.addAll(traces.message(q));
            add(traces.visit(q), found);
            add(traces.campaign(q.toLowerCase(Locale.ROOT)), found);
        }
        return found;
    }

    private static void add(@Nullable Trace trace, List<Trace> found) {
        if (trace != null) {
            found.add(trace);
        }
    }
}
