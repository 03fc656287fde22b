package org.honeyspam.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.TableReader.Read;

/**
 * A key as it is in effect.
 *
 * @param table as in the file: {@code [limits]}, or {@code [[listener]] 2} of several
 * @param value as it would stand in the file
 * @param given whether the file says so; else it is the default
 * @param paths that it names
 * @param line where it stands, or, if it is not given, its table would
 */
public record Setting(
        String table,
        String key,
        String value,
        boolean given,
        String meaning,
        List<Path> paths,
        int line,
        int column) {
    public Setting {
        paths = List.copyOf(paths);
    }

    /** What is wrong with it, at its place. */
    public Mistake wrong(String what, String right) {
        return new Mistake(line, column, "%s: %s".formatted(key, what), right);
    }

    /** The same of what may be otherwise on another machine, or later. */
    public Mistake warning(String what, String right) {
        return new Mistake(line, column, "%s: %s".formatted(key, what), right, true);
    }

    /** All of a file that was found good. */
    static List<Setting> all(Map<String, List<Read>> tables, Path file) {
        List<Setting> all = new ArrayList<>();
        for (Schema.Table table : Schema.TABLES.values()) {
            int number = 0;
            for (Read read : tables.getOrDefault(table.name(), List.of())) {
                number++;
                String one = "[%s]".formatted(table.name());
                String name = table.repeated() ? "[%s] %d".formatted(one, number) : one;
                for (Schema.Key key : table.keys().values()) {
                    all.add(of(name, key, read, file));
                }
            }
        }
        return all;
    }

    private static Setting of(String table, Schema.Key key, Read read, Path file) {
        String value = Template.literal(read.raws().getOrDefault(key.name(), ""));
        boolean given = read.places().containsKey(key.name());
        var at = read.place(key.name());
        return new Setting(
                table,
                key.name(),
                value,
                given,
                key.meaning(),
                key.kind().isPath() ? paths(read.value(key.name()), file) : List.of(),
                at.line(),
                at.column());
    }

    private static List<Path> paths(Object value, Path file) {
        List<?> texts = value instanceof List<?> list ? list : List.of(value);
        return texts.stream()
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .map(text -> file.resolveSibling(text).normalize())
                .toList();
    }
}
