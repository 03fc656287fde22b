package org.honeyspam.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.Graph;

/** A graph as a tree for a terminal, and in the language of Graphviz. */
final class GraphText {
    private static final Map<String, String> SHAPES =
            Map.of(
                    "visit", "folder",
                    "address", "note",
                    "message", "box",
                    "host", "ellipse",
                    "hop", "cds",
                    "campaign", "octagon",
                    "trial", "diamond");

    private GraphText() {}

    static List<String> tree(Graph graph) {
        List<String> lines = new ArrayList<>();
        for (Graph.Branch branch : graph.tree()) {
            var line = new StringBuilder();
            List<Boolean> last = branch.last();
            for (int i = 0; i < last.size(); i++) {
                boolean own = i == last.size() - 1;
                line.append(
                        own
                                ? (last.get(i) ? "\u2514\u2500 " : "\u251c\u2500 ")
                                : (last.get(i) ? "   " : "\u2502  "));
            }
            String above = branch.again() ? " (see above)" : "";
            String label = SafeText.peer(branch.node().label());
            lines.add(line + branch.node().kind() + " " + label + above);
        }
        if (graph.cut()) {
            lines.add("(There is more than is shown here.)");
        }
        return lines;
    }

    /** Nodes have numbers there: what peers say stands in labels only. */
    static List<String> dot(Graph graph) {
        List<String> lines = new ArrayList<>();
        lines.add("digraph trace {");
        lines.add("  rankdir=LR;");
        Map<String, Integer> numbers = new HashMap<>();
        for (Graph.Node node : graph.nodes()) {
            int number = numbers.size();
            numbers.put(node.id(), number);
            String root = node.id().equals(graph.root()) ? ", style=bold" : "";
            lines.add(
                    "  n%d [shape=%s%s, label=%s];"
                            .formatted(
                                    number,
                                    SHAPES.getOrDefault(node.kind(), "box"),
                                    root,
                                    quoted(node.kind() + "\n" + node.label())));
        }
        for (Graph.Edge edge : graph.edges()) {
            lines.add(
                    "  n%d -> n%d [label=%s];"
                            .formatted(
                                    numbers.get(edge.from()),
                                    numbers.get(edge.to()),
                                    quoted(edge.what())));
        }
        lines.add("}");
        return lines;
    }

    private static String quoted(String text) {
        String inner =
                text.lines()
                        .map(
                                line ->
                                        SafeText.peer(line)
                                                .replace("\\", "\\\\")
                                                .replace("\"", "\\\""))
                        .reduce((one, other) -> one + "\\n" + other)
                        .orElse("");
        return "\"" + inner + "\"";
    }
}
