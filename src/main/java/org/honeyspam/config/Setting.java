package org.honeyspam.config;

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
 */
public record Setting(String table, String key, String value, boolean given, String meaning) {
    /** All of a file that was found good. */
    static List<Setting> all(Map<String, List<Read>> tables) {
        List<Setting> all = new ArrayList<>();
        for (Schema.Table table : Schema.TABLES.values()) {
            int number = 0;
            for (Read read : tables.getOrDefault(table.name(), List.of())) {
                number++;
                String one = "[%s]".formatted(table.name());
                String name = table.repeated() ? "[%s] %d".formatted(one, number) : one;
                for (Schema.Key key : table.keys().values()) {
                    all.add(of(name, key, read));
                }
            }
        }
        return all;
    }

    private static Setting of(String table, Schema.Key key, Read read) {
        String value = Template.literal(read.raws().getOrDefault(key.name(), ""));
        boolean given = read.places().containsKey(key.name());
        return new Setting(table, key.name(), value, given, key.meaning());
    }
}
