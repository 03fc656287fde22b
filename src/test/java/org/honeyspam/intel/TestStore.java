package org.honeyspam.intel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.honeyspam.process.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Each of the stores that the views can be kept in; tests of views are of both. */
enum TestStore {
    SQLITE {
        @Override
        Store named(Path folder, String name) {
            return new Store.SqliteFile(folder.resolve(name));
        }
    },
    POSTGRES {
        @Override
        Store named(Path folder, String name) throws IOException, SQLException {
            return Cluster.store(folder.resolve(name));
        }
    };

    /** The same store for the same name in the same folder; it is made if there is none. */
    abstract Store named(Path folder, String name) throws IOException, SQLException;

    /** One server for all tests of a run; it ends with them. */
    private static final class Cluster {
        private static final Map<Path, String> DATABASES = new HashMap<>();
        private static @Nullable PostgresServer server;
        private static String why = "";

        private Cluster() {}

        static synchronized Store store(Path name) throws IOException, SQLException {
            PostgresServer running = running();
            String database = DATABASES.get(name);
            if (database == null) {
                database = "views" + DATABASES.size();
                DATABASES.put(name, database);
                try (var connection =
                                DriverManager.getConnection(
                                        running.url("postgres"), running.user(), "");
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + database);
                }
            }
            return new Store.PostgresSchema(running.url(database), running.user(), "");
        }

        private static PostgresServer running() throws IOException {
            assumeTrue(why.isEmpty(), why);
            PostgresServer running = server;
            if (running != null) {
                return running;
            }
            Path folder = Files.createTempDirectory("honeyspam-postgres");
            try {
                running = PostgresServer.start(folder);
            } catch (TestAbortedException e) {
                why = String.valueOf(e.getMessage());
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            server = running;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
            return running;
        }

        private static void end(Path folder) {
            if (server != null) {
                server.close();
            }
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
