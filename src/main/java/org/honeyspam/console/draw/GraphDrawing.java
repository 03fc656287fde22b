package org.honeyspam.console.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.console.sheet.Links;
import org.honeyspam.console.sheet.Markup;
import org.honeyspam.intel.Graph;

/**
 * Draws what hangs together, a column a kind: from the visit to the campaign, as the trade goes.
 * Every node is a link to its page.
 */
public final class GraphDrawing {
    private static final List<String> COLUMNS =
            List.of("trial", "harvester", "visit", "address", "message", "host", "hop", "campaign");
    private static final List<String> HEADS =
            List.of(
                    "Probe",
                    "Harvester",
                    "Visit",
                    "Address",
                    "Message",
                    "Sender",
                    "Way",
                    "Campaign");
    private static final int BOX_WIDTH = 172;
    private static final int BOX_HEIGHT = 38;
    private static final int COLUMN_WIDTH = 208;
    private static final int ROW_HEIGHT = 52;
    private static final int TOP = 34;
    private static final int MARGIN = 10;
    private static final int LABEL_CHARS_MAX = 22;
    private static final int SWEEPS = 4;

    private final Graph graph;
    private final List<List<Graph.Node>> columns = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final Map<String, Box> boxes = new HashMap<>();
    private final Map<String, List<String>> beside = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private record Box(int column, int row) {
        int left() {
            return MARGIN + column * COLUMN_WIDTH;
        }

        int top() {
            return TOP + row * ROW_HEIGHT;
        }

        int middle() {
            return top() + BOX_HEIGHT / 2;
        }
    }

    private GraphDrawing(Graph graph) {
        this.graph = graph;
        for (Graph.Edge edge : graph.edges()) {
            beside.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
            beside.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
        }
        for (int i = 0; i < COLUMNS.size(); i++) {
            String kind = COLUMNS.get(i);
            List<Graph.Node> column =
                    new ArrayList<>(
                            graph.nodes().stream().filter(n -> column(n).equals(kind)).toList());
            if (!column.isEmpty()) {
                columns.add(column);
                heads.add(HEADS.get(i));
            }
        }
    }

    /** A host that visited and sent nothing stands before its visits, not among the senders. */
    private String column(Graph.Node node) {
        List<String> others = beside.getOrDefault(node.id(), List.of());
        boolean harvester =
                node.kind().equals("host")
                        && others.stream().anyMatch(id -> id.startsWith("visit:"))
                        && others.stream().noneMatch(id -> id.startsWith("message:"));
        return harvester ? "harvester" : node.kind();
    }

    public static String of(Graph graph) {
        return new GraphDrawing(graph).draw();
    }

    private String draw() {
        place();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            columns.forEach(column -> column.sort(Comparator.comparingDouble(this::level)));
            place();
        }
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        int width = 2 * MARGIN + (columns.size() - 1) * COLUMN_WIDTH + BOX_WIDTH;
        int height = TOP + rows * ROW_HEIGHT;
        svg.append(
                "<svg class=\"graph\" role=\"group\" aria-label=\"What hangs together\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">"
                        .formatted(width, height));
        for (int i = 0; i < heads.size(); i++) {
            svg.append(
                    "<text class=\"head\" x=\"%d\" y=\"20\">%s</text>"
                            .formatted(new Box(i, 0).left(), heads.get(i)));
        }
        graph.edges().forEach(this::edge);
        graph.nodes().forEach(this::node);
        return svg.append("</svg>").toString();
    }

    private void place() {
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < columns.get(column).size(); row++) {
                boxes.put(columns.get(column).get(row).id(), new Box(column, row));
            }
        }
    }

    /** Where those stand that it hangs together with, so that few lines cross. */
    private double level(Graph.Node node) {
        return beside.getOrDefault(node.id(), List.of()).stream()
                .map(boxes::get)
                .filter(box -> box != null)
                .mapToInt(Box::row)
                .average()
                .orElse(0);
    }

    private void edge(Graph.Edge edge) {
        Box from = boxes.get(edge.from());
        Box to = boxes.get(edge.to());
        if (from == null || to == null) {
            return;
        }
        boolean forwards = from.column() <= to.column();
        Box left = forwards ? from : to;
        Box right = forwards ? to : from;
        int x1 = left.left() + BOX_WIDTH;
        int x2 = right.left() + (left.column() == right.column() ? BOX_WIDTH : 0);
        int bend = left.column() == right.column() ? x1 + 40 : (x1 + x2) / 2;
        svg.append(
                "<path class=\"edge\" d=\"M%d %dC%d %d %d %d %d %d\"><title>%s</title></path>"
                        .formatted(
                                x1,
                                left.middle(),
                                bend,
                                left.middle(),
                                bend,
                                right.middle(),
                                x2,
                                right.middle(),
                                Markup.text(edge.what())));
    }

    private void node(Graph.Node node) {
        Box box = boxes.get(node.id());
        if (box == null) {
            return;
        }
        boolean root = node.id().equals(graph.root());
        svg.append(
                "<a href=\"%s\" class=\"node %s%s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>"
                        .formatted(
                                href(node),
                                node.kind(),
                                root ? " root" : "",
                                Markup.text(node.label()),
                                box.left(),
                                box.top(),
                                BOX_WIDTH,
                                BOX_HEIGHT));
        String[] lines = lines(node);
        boolean two = lines.length > 1;
        for (int i = 0; i < lines.length; i++) {
            int y = box.middle() + (two ? 15 * i - 3 : 4);
            svg.append(
                    "<text x=\"%d\" y=\"%d\"%s>%s</text>"
                            .formatted(
                                    box.left() + 7,
                                    y,
                                    i > 0 ? " class=\"second\"" : "",
                                    Markup.text(brief(lines[i]))));
        }
        svg.append("</a>");
    }

    /** What is known of it first, and what tells it apart behind that. */
    private static String[] lines(Graph.Node node) {
        String[] words = node.label().split(" ", 3);
        return switch (node.kind()) {
            case "message" ->
                    new String[] {words.length > 2 ? words[2] : words[0], second(words, 1)};
            case "visit" -> new String[] {words.length > 2 ? words[2] : words[0], second(words, 1)};
            case "address" -> parts(node.label(), '@');
            case "hop" -> parts(node.label(), ' ');
            default -> new String[] {node.label()};
        };
    }

    private static String second(String[] words, int at) {
        return words.length > at ? words[at] : "";
    }

    private static String[] parts(String label, char mark) {
        int at = label.indexOf(mark);
        return at <= 0
                ? new String[] {label}
                : new String[] {label.substring(0, at), label.substring(at).strip()};
    }

    private static String brief(String label) {
        return label.length() <= LABEL_CHARS_MAX
                ? label
                : label.substring(0, LABEL_CHARS_MAX - 1) + "\u2026";
    }

    /** Where the page of a node is: its id is the kind, and the name behind it. */
    private static String href(Graph.Node node) {
        String name = name(node);
        return switch (node.kind()) {
            case "host" -> Links.host(name);
            case "message" -> Links.message(name);
            case "campaign" -> Links.campaign(name);
            case "visit", "address" -> Links.trace(name);
            default -> Links.search(name);
        };
    }

    private static String name(Graph.Node node) {
        String prefix = node.kind() + ":";
        return node.id().startsWith(prefix) ? node.id().substring(prefix.length()) : node.id();
    }
}
