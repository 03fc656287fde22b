package org.honeyspam.intel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What hangs together: visits, the addresses they took, the mail to these, its senders, the ways it
 * came and the campaigns it is of.
 *
 * @param root the id of the node that was asked for
 * @param cut whether there is more than is shown
 */
public record Graph(String root, List<Node> nodes, List<Edge> edges, boolean cut) {
    /**
     * Something known.
     *
     * @param kind {@code visit}, {@code address}, {@code message}, {@code host}, {@code hop},
     *     {@code campaign} or {@code trial}
     * @param label as a peer gave it, if he did
     */
    public record Node(String id, String kind, String label) {}

    /** The one did that to the other. */
    public record Edge(String from, String to, String what) {}

    /**
     * A node of the tree.
     *
     * @param last of each level down to it, whether nothing stands behind
     * @param again whether it stands above already, with what hangs on it
     */
    public record Branch(Node node, List<Boolean> last, boolean again) {}

    /** Several as one, on the root of the first; there is one at least. */
    public static Graph joined(List<Graph> graphs) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        boolean cut = false;
        for (Graph graph : graphs) {
            graph.nodes.forEach(node -> nodes.putIfAbsent(node.id(), node));
            edges.addAll(graph.edges);
            cut |= graph.cut;
        }
        return new Graph(
                graphs.getFirst().root, List.copyOf(nodes.values()), List.copyOf(edges), cut);
    }

    /** The same as a tree from the root; what is met again is a leaf there. */
    public List<Branch> tree() {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.id(), node));
        Map<String, List<String>> beside = new HashMap<>();
        for (Edge edge : edges) {
            beside.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
            beside.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
        }
        List<Branch> tree = new ArrayList<>();
        new Walk(byId, beside, children(beside), tree, new HashSet<>()).from(root, "", List.of());
        return tree;
    }

    /** Who stands below whom, by the shortest way from the root. */
    private Map<String, List<String>> children(Map<String, List<String>> beside) {
        Map<String, List<String>> children = new HashMap<>();
        Set<String> met = new HashSet<>(Set.of(root));
        List<String> level = List.of(root);
        while (!level.isEmpty()) {
            List<String> next = new ArrayList<>();
            for (String id : level) {
                for (String other : beside.getOrDefault(id, List.of())) {
                    if (met.add(other)) {
                        children.computeIfAbsent(id, unseen -> new ArrayList<>()).add(other);
                        next.add(other);
                    }
                }
            }
            level = next;
        }
        return children;
    }

    private record Walk(
            Map<String, Node> byId,
            Map<String, List<String>> beside,
            Map<String, List<String>> children,
            List<Branch> tree,
            Set<String> met) {
        void from(String id, String parent, List<Boolean> last) {
            tree.add(new Branch(node(id), last, false));
            met.add(id);
            List<String> below = children.getOrDefault(id, List.of());
            List<String> again =
                    beside.getOrDefault(id, List.of()).stream()
                            .filter(other -> met.contains(other) && !other.equals(parent))
                            .distinct()
                            .toList();
            for (int i = 0; i < again.size(); i++) {
                boolean end = below.isEmpty() && i == again.size() - 1;
                tree.add(new Branch(node(again.get(i)), deeper(last, end), true));
            }
            for (int i = 0; i < below.size(); i++) {
                from(below.get(i), id, deeper(last, i == below.size() - 1));
            }
        }

        private static List<Boolean> deeper(List<Boolean> last, boolean end) {
            List<Boolean> deeper = new ArrayList<>(last);
            deeper.add(end);
            return List.copyOf(deeper);
        }

        private Node node(String id) {
            Node node = byId.get(id);
            if (node == null) {
                throw new IllegalStateException("an edge leads to no node: " + id);
            }
            return node;
        }
    }
}
