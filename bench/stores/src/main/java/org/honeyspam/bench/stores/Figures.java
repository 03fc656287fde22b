package org.honeyspam.bench.stores;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All values seen of each figure of each store; a figure is told as its median. */
final class Figures {
    private final Map<String, List<Double>> values = new HashMap<>();

    void add(Store store, String name, double value) {
        values.computeIfAbsent(store + " " + name, key -> new ArrayList<>()).add(value);
    }

    double median(Store store, String name) {
        List<Double> seen = values.get(store + " " + name);
        if (seen == null) {
            throw new IllegalStateException("never measured: " + store + " " + name);
        }
        return median(seen);
    }

    double max(Store store, String name) {
        return Collections.max(values.get(store + " " + name));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
