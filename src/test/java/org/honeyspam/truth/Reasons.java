package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The differences that are left, each with its reason, as a file lists them. */
final class Reasons {
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** A line without indentation is a reason; below it, indented, what it explains. */
    static Reasons read(Path file) throws IOException {
        var read = new Reasons();
        String reason = "";
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith("  ")) {
                reason = line.strip();
            } else if (read.reasons.put(line.strip(), reason) != null) {
                throw new IllegalArgumentException("%s has twice %s".formatted(file, line));
            }
        }
        return read;
    }

    /** Why it is so. */
    String of(Difference difference) {
        return reasons.getOrDefault(difference.key(), "");
    }

    List<Difference> unexplained(List<Difference> differences) {
        return differences.stream().filter(one -> of(one).isEmpty()).toList();
    }

    /** What is explained and no longer there. */
    List<String> idle(List<Difference> differences) {
        var left = new ArrayList<>(reasons.keySet());
        left.removeAll(differences.stream().map(Difference::key).toList());
        return left;
    }
}
