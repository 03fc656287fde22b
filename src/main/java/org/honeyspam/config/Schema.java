package org.honeyspam.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is: the reader, the file that {@code init} writes and the manual's table all come
 * from here.
 */
final class Schema {
    /**
     * A key of a table.
     *
     * @param fallback the default as it would stand in the file; null if the key must be given
     */
    record Key(String name, Kind kind, @Nullable Object fallback, String meaning) {}

    /**
     * A table.
     *
     * @param repeated whether it is written {@code [[name]]}, once for each
     */
    record Table(String name, boolean repeated, String meaning, Map<String, Key> keys) {}

    static final Map<String, Table> TABLES = tables();

    private Schema() {}

    private static Map<String, Table> tables() {
        var tables = new LinkedHashMap<String, Table>();
        for (Table table : ServiceTables.all()) {
            tables.put(table.name(), table);
        }
        tables.put("crawlers", CrawlerTable.table());
        tables.put("dns", DnsTables.dns());
        tables.put("dnsbl", DnsTables.dnsbl());
        for (Table table : RecordTables.all()) {
            tables.put(table.name(), table);
        }
        for (Table table : BlacklistTables.all()) {
            tables.put(table.name(), table);
        }
        tables.put("geo", GeoTable.table());
        tables.put("probe", ProbeTable.table());
        tables.put("watch", WatchTable.table());
        tables.put("console", ConsoleTable.table());
        tables.put("alerts", AlertTable.table());
        tables.put("security", SecurityTable.table());
        return tables;
    }

    static Key key(String name, Kind kind, @Nullable Object fallback, String meaning) {
        return new Key(name, kind, fallback, meaning);
    }

    static Key time(String name, Duration min, Duration max, String fallback, String meaning) {
        return new Key(name, Kind.time(min, max), fallback, meaning);
    }

    static Table one(String name, String meaning, Key... keys) {
        return table(name, false, meaning, keys);
    }

    static Table many(String name, String meaning, Key... keys) {
        return table(name, true, meaning, keys);
    }

    private static Table table(String name, boolean repeated, String meaning, Key... keys) {
        var byName = new LinkedHashMap<String, Key>();
        for (Key key : keys) {
            byName.put(key.name(), key);
        }
        return new Table(name, repeated, meaning, byName);
    }

    static Table table(String name) {
        Table table = TABLES.get(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        return table;
    }
}
