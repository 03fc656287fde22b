package org.honeyspam.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/**
 * Writes a configuration file with every key, its meaning and its default; and the manual's table.
 */
public final class Template {
    private static final String START =
            """
            # The configuration of a HoneySpam node. Every key is here with its default; a key that is
            # left out has the default. Check it with: honeyspam config check FILE

            """;

    private Template() {}

    /**
     * Writes the file.
     *
     * @param tables of each table the values, where they are not the defaults; of a repeated one
     *     those of each of its instances
     */
    public static String file(Map<String, List<Map<String, Object>>> tables) {
        var text = new StringBuilder(START);
        for (Schema.Table table : Schema.TABLES.values()) {
            text.append("# ").append(table.meaning()).append('\n');
            List<Map<String, Object>> instances =
                    tables.getOrDefault(
                            table.name(), table.repeated() ? List.of() : List.of(Map.of()));
            if (instances.isEmpty()) {
                example(text, table);
            }
            boolean first = true;
            for (Map<String, Object> values : instances) {
                table(text, table, values, first);
                first = false;
            }
        }
        return text.toString();
    }

    private static void table(
            StringBuilder text, Schema.Table table, Map<String, Object> values, boolean explained) {
        text.append((table.repeated() ? "[[%s]]\n" : "[%s]\n").formatted(table.name()));
        for (Schema.Key key : table.keys().values()) {
            Object value = values.getOrDefault(key.name(), key.fallback());
            if (value == null) {
                throw new IllegalArgumentException("no value for " + key.name());
            }
            if (explained) {
                text.append(explanation(key, ""));
            }
            text.append(key.name()).append(" = ").append(literal(value)).append('\n');
        }
        text.append('\n');
    }

    private static String explanation(Schema.Key key, String mark) {
        return "%1$s# %2$s\n%1$s# It is %3$s.\n".formatted(mark, key.meaning(), key.kind().right());
    }

    /** What one could be, if there is none. */
    private static void example(StringBuilder text, Schema.Table table) {
        text.append("# [[%s]]\n".formatted(table.name()));
        for (Schema.Key key : table.keys().values()) {
            text.append(explanation(key, "# "));
            String value = key.fallback() == null ? "..." : literal(key.fallback());
            text.append("# ").append(key.name()).append(" = ").append(value).append('\n');
        }
        text.append('\n');
    }

    /** The table of all keys for the manual, in Markdown. */
    static String manual() {
        var text = new StringBuilder();
        for (Schema.Table table : Schema.TABLES.values()) {
            String name = (table.repeated() ? "[[%s]]" : "[%s]").formatted(table.name());
            text.append("\n## `%s`\n\n%s\n\n".formatted(name, table.meaning()));
            text.append("| key | default | value | meaning |\n| --- | --- | --- | --- |\n");
            for (Schema.Key key : table.keys().values()) {
                List<String> cells = new ArrayList<>();
                cells.add("`" + key.name() + "`");
                cells.add(shown(key.fallback()));
                cells.add(key.kind().right());
                cells.add(key.meaning());
                text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        }
        return text.toString();
    }

    private static String shown(@Nullable Object fallback) {
        return fallback == null ? "must be given" : "`" + literal(fallback) + "`";
    }

    /** A value as it stands in a file. */
    static String literal(Object value) {
        return switch (value) {
            case String text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case TomlArray array -> literal(array.toList());
            case List<?> list ->
                    list.stream()
                            .map(one -> literal((Object) one))
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }
}
