package org.honeyspam.process;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Debian's PostgreSQL on loopback, with nothing in it; it trusts whoever comes. */
public final class PostgresServer implements AutoCloseable {
    /** It refuses to run as root, so it runs as the user that its package makes. */
    private static final String USER = "postgres";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final ForegroundServer server;
    private final LoopbackPort port;

    private PostgresServer(ForegroundServer server, LoopbackPort port) {
        this.server = server;
        this.port = port;
    }

    /** Starts it in a folder of its own; without it the test is skipped. */
    public static PostgresServer start(Path folder) throws IOException, InterruptedException {
        Path programs = programs();
        Path data = Files.createDirectories(folder.resolve("postgres"));
        ForegroundServer.letThrough(folder);
        Program.of(List.of("chown")).succeed(USER, data.toString());
        List<String> asUser =
                List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "env", "-i");
        List<String> make = new ArrayList<>(asUser);
        make.add(programs.resolve("initdb").toString());
        make.addAll(List.of("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"));
        Program.of(make).in(data).succeed("--pgdata=" + data, "--username=" + USER);
        LoopbackPort port = LoopbackPort.free();
        List<String> run = new ArrayList<>(asUser);
        run.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        run.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-p", "" + port.number()));
        run.addAll(List.of("-c", "unix_socket_directories=", "-c", "fsync=off"));
        var builder = new ProcessBuilder(run).directory(data.toFile());
        var server = ForegroundServer.start(builder, port, folder.resolve("postgres.log"));
        return new PostgresServer(server, port);
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> found = Files.list(VERSIONS)) {
                return found.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
            }
        }
        return abort("no PostgreSQL here: apt-get install postgresql");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port.number(), database);
    }

    public String user() {
        return USER;
    }

    @Override
    public void close() {
        server.close();
    }
}
