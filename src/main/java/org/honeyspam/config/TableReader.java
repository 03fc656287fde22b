package org.honeyspam.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Holds what was parsed against the schema: keys that are known, values of the right kind. */
final class TableReader {
    private static final TomlPosition START = TomlPosition.positionAt(1, 1);

    private static final TomlTable EMPTY = Toml.parse("");

    private final TomlTable root;
    private final List<Mistake> mistakes = new ArrayList<>();

    TableReader(TomlTable root) {
        this.root = root;
    }

    /**
     * A table as it was read.
     *
     * @param raws what stands in the file, or would if the default stood there
     * @param places of the keys that are in the file
     */
    record Read(
            TomlPosition position,
            Map<String, Object> values,
            Map<String, Object> raws,
            Map<String, TomlPosition> places) {

        Object value(String key) {
            Object value = values.get(key);
            if (value == null) {
                throw new IllegalStateException("no value for " + key);
            }
            return value;
        }

        long number(String key) {
            return (Long) value(key);
        }

        String text(String key) {
            return (String) value(key);
        }

        List<String> texts(String key) {
            return ((List<?>) value(key)).stream().map(String.class::cast).toList();
        }

        /** A path, from the folder of the file on; null if it is empty. */
        @Nullable Path path(String key, Path file) {
            String text = text(key);
            return text.isEmpty() ? null : file.resolveSibling(text).normalize();
        }

        /** What is wrong with a key, and what would be right. */
        Mistake wrong(String key, String what, String right) {
            TomlPosition at = place(key);
            return new Mistake(at.line(), at.column(), key + ": " + what, right);
        }

        TomlPosition place(String key) {
            return places.getOrDefault(key, position);
        }
    }

    /** All tables of the schema by name; those that are not in the file hold the defaults. */
    Map<String, List<Read>> read() {
        for (String name : root.keySet()) {
            if (!Schema.TABLES.containsKey(name)) {
                unknown(name, place(root, name), Schema.TABLES.keySet(), "table");
            }
        }
        var tables = new LinkedHashMap<String, List<Read>>();
        for (Schema.Table table : Schema.TABLES.values()) {
            tables.put(table.name(), read(table));
        }
        return tables;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    private List<Read> read(Schema.Table table) {
        Object found = root.get(List.of(table.name()));
        TomlPosition place = place(root, table.name());
        if (found == null) {
            return table.repeated() ? List.of() : List.of(read(table, EMPTY, place));
        }
        List<Read> reads = new ArrayList<>();
        if (!table.repeated() && found instanceof TomlTable one) {
            reads.add(read(table, one, place));
        } else if (table.repeated()
                && found instanceof TomlArray array
                && array.toList().stream().allMatch(TomlTable.class::isInstance)) {
            for (int i = 0; i < array.size(); i++) {
                reads.add(read(table, array.getTable(i), array.inputPositionOf(i)));
            }
        } else {
            String right = table.repeated() ? "[[%s]]" : "[%s]";
            wrong(place, table.name() + " is not written so", right.formatted(table.name()));
        }
        return reads;
    }

    private Read read(Schema.Table table, TomlTable toml, TomlPosition position) {
        var values = new HashMap<String, Object>();
        var raws = new HashMap<String, Object>();
        var places = new HashMap<String, TomlPosition>();
        for (String name : toml.keySet()) {
            if (!table.keys().containsKey(name)) {
                unknown(name, place(toml, name), table.keys().keySet(), "key");
            }
        }
        for (Schema.Key key : table.keys().values()) {
            Object raw = toml.get(List.of(key.name()));
            TomlPosition at = raw == null ? position : place(toml, key.name());
            if (raw == null) {
                raw = key.fallback();
            } else {
                places.put(key.name(), at);
            }
            if (raw == null) {
                wrong(
                        at,
                        "%s is missing here".formatted(key.name()),
                        "to give " + key.kind().right());
                continue;
            }
            raws.put(key.name(), raw);
            try {
                values.put(key.name(), key.kind().reading().read(raw));
            } catch (Kind.Wrong e) {
                wrong(at, key.name() + ": " + e.getMessage(), key.kind().right());
            }
        }
        return new Read(position, values, raws, places);
    }

    private void unknown(String name, TomlPosition at, Collection<String> known, String what) {
        String nearest = Nearest.to(name, known);
        String right = nearest == null ? "one of " + String.join(", ", known) : nearest;
        wrong(at, "unknown %s %s".formatted(what, Kind.quoted(name)), right);
    }

    private void wrong(TomlPosition at, String what, String right) {
        mistakes.add(new Mistake(at.line(), at.column(), what, right));
    }

    private static TomlPosition place(TomlTable table, String key) {
        @Nullable TomlPosition place = table.inputPositionOf(List.of(key));
        return place == null ? START : place;
    }
}
