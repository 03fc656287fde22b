package org.honeyspam.console.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a page of one.
 *
 * @param next the cursor of the next page; null if this is the last
 * @param note what else is to know of it
 */
public record Sheet(
        List<Column> columns,
        List<Map<String, @Nullable Object>> rows,
        @Nullable String next,
        @Nullable String note) {

    /** Puts one together, a row at a time. */
    public static final class Builder {
        private final List<Column> columns;
        private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            this.columns = columns;
        }

        /** Adds a row: a value a column. */
        public Builder row(@Nullable Object... values) {
            if (values.length != columns.size()) {
                throw new IllegalArgumentException("a row has a value for each column");
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(columns.get(i).name(), values[i]);
            }
            rows.add(row);
            return this;
        }

        public Sheet build() {
            return build(null, null);
        }

        public Sheet build(@Nullable String next, @Nullable String note) {
            return new Sheet(columns, List.copyOf(rows), next, note);
        }
    }

    public static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    /** As JSON: the rows, without how they are shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Json(
            @JsonProperty("items") List<Map<String, @Nullable Object>> items,
            @JsonProperty("next") @Nullable String next,
            @JsonProperty("note") @Nullable String note) {}

    @JsonValue
    public Json json() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>(row);
            item.replaceAll((name, value) -> value instanceof Instant ? value.toString() : value);
            items.add(item);
        }
        return new Json(items, next, note);
    }

    /** As CSV, RFC 4180, with a header. What a spreadsheet would run is marked as text. */
    public String csv() {
        var text = new StringBuilder();
        line(text, columns.stream().map(Column::name).toList());
        for (Map<String, @Nullable Object> row : rows) {
            line(text, row.values().stream().map(Sheet::plain).toList());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> fields) {
        String mark = "";
        for (String field : fields) {
            text.append(mark).append(quoted(field));
            mark = ",";
        }
        text.append("\r\n");
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> counts -> {
                List<String> parts = new ArrayList<>();
                counts.forEach((name, count) -> parts.add(name + "=" + count));
                yield String.join(" ", parts);
            }
            case List<?> several ->
                    String.join(" ", several.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }

    private static String quoted(String field) {
        // As OWASP advises against formulas in CSV: these begin one.
        boolean number = field.matches("-?\\d+(\\.\\d+)?");
        boolean formula = !number && !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0;
        String safe = formula ? "'" + field : field;
        boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
