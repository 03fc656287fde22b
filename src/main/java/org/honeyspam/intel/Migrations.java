package org.honeyspam.intel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shapes that the views went through, one file each, in order. A store is brought from the one
 * it has to the newest at its opening; what cannot be kept on the way is made again from the
 * journal.
 */
final class Migrations {
    /** All there are, the oldest first; one that was published never changes. */
    static final List<String> ALL =
            List.of("0001-views.sql", "0002-contents.sql", "0003-console.sql");

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\n");
    private static final Pattern NAME = Pattern.compile("(\\d{4})-.*");

    private static final String TABLE = "migration";

    private Migrations() {}

    /**
     * Applies what is not applied yet.
     *
     * @throws SQLException also if a newer program has been there
     */
    static void apply(Database database, Store store) throws IOException, SQLException {
        database.inTransaction(
                () -> {
                    List<String> tables = database.tables();
                    if (!tables.contains(TABLE)) {
                        database.drop(tables); // Of before the shapes were counted here.
                        database.execute(
                                store.inItsWords(
                                        "create table migration (version integer primary key,"
                                                + " applied integer not null)"));
                    }
                    int done = version(database);
                    if (done > ALL.size()) {
                        throw newer(done);
                    }
                    for (String name : ALL.subList(done, ALL.size())) {
                        apply(name, database, store);
                    }
                    return ALL.size();
                });
    }

    private static SQLException newer(int version) {
        return new SQLException(
                "the views are of a newer program (their version is %d, this one knows %d): use that, or make them anew with `honeyspam rebuild`"
                        .formatted(version, ALL.size()));
    }

    private static int version(Database database) throws SQLException {
        return database.query(
                        "select coalesce(max(version), 0) from migration", row -> row.getInt(1))
                .getFirst();
    }

    private static void apply(String name, Database database, Store store)
            throws IOException, SQLException {
        for (String sql : END_OF_STATEMENT.split(read(name), -1)) {
            if (!sql.isBlank()) {
                database.execute(store.inItsWords(sql));
            }
        }
        Matcher numbered = NAME.matcher(name);
        if (!numbered.matches()) {
            throw new IllegalStateException("a migration begins with its number: " + name);
        }
        long now = System.currentTimeMillis();
        int version = Integer.parseInt(numbered.group(1));
        database.update("insert into migration values (?, ?)", version, now);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream("/views/" + name)) {
            if (in == null) {
                throw new IOException("the program lacks its file views/" + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
