package org.honeyspam.hosts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Named sets of addresses or networks, and how they stand in a file for nftables. */
final class AddressSets {
    private static final int LINE_ELEMENTS = 8;

    private final Map<String, Named> sets = new LinkedHashMap<>();

    private record Named(String type, Set<String> elements) {}

    void add(String set, Family family, String address) {
        put(set, family.type(), address);
    }

    void addNetwork(String set, Family family, String network) {
        put(set, family.type() + "; flags interval", network);
    }

    private void put(String set, String type, String element) {
        Named named = sets.computeIfAbsent(set, none -> new Named(type, new LinkedHashSet<>()));
        Objects.requireNonNull(named).elements().add(element);
    }

    boolean has(String set) {
        return sets.containsKey(set);
    }

    String text() {
        var text = new StringBuilder();
        sets.forEach(
                (name, set) ->
                        text.append("    set %s {\n".formatted(name))
                                .append("        type %s;\n".formatted(set.type()))
                                .append("        elements = {\n")
                                .append(lines(List.copyOf(set.elements())))
                                .append("        }\n    }\n"));
        return text.toString();
    }

    private static String lines(List<String> elements) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += LINE_ELEMENTS) {
            int to = Math.min(from + LINE_ELEMENTS, elements.size());
            lines.add("            " + String.join(", ", elements.subList(from, to)));
        }
        return String.join(",\n", lines) + "\n";
    }
}
