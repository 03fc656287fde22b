package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.honeyspam.journal.JournalEvent.FileChanged;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built program sees within five seconds who touches it or what it writes, and tells it. */
@Timeout(180)
final class FileWatchIT {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final int MODIFIED_AT = 10; // The time of a jar's first entry: nobody reads it.

    @TempDir private Path folder;
    private final List<String> alerts = new CopyOnWriteArrayList<>();

    private interface Deed {
        void happens() throws IOException;
    }

    @Test
    void eachChangeIsAnEventAndAnAlertWithinFiveSeconds() throws Exception {
        Path jar = copyOfTheProgram();
        HttpServer chat = chat();
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("alerts", "webhook", "\"http://127.0.0.1:%d/\"".formatted(port(chat)))
                        .set("alerts", "group_time", "\"1s\"")
                        .set("alerts", "per_hour_max", "1000");
        Path data = installation.data().root();
        Path library;
        try (var libraries = Files.list(jar.resolveSibling("lib"))) {
            library = libraries.sorted().findFirst().orElseThrow();
        }
        try (RunningNode node = installation.startFrom(jar)) {
            Thread.sleep(2_500); // What has just been written is not known yet.
            Path dropped = data.resolve("mail/dropped");
            isTold(dropped, "new", () -> Files.writeString(dropped, "x"), installation);
            isTold(jar, "changed", () -> flip(jar, MODIFIED_AT), installation);
            isTold(library, "changed", () -> flip(library, MODIFIED_AT), installation);
            Path key = installation.folder().resolve("secret.key");
            var mode = PosixFilePermissions.fromString("rwx------");
            isTold(key, "executable", () -> Files.setPosixFilePermissions(key, mode), installation);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            isTold(dropped, "deleted", () -> Files.delete(dropped), installation);

            assertThat(installation.command("status").exitCode()).isZero();
            Path segment = data.resolve("journal/0000000001.jsonl");
            long at = Files.readString(segment).indexOf("honeyspam.version") + 20L;
            isTold(segment, "rewritten", () -> flip(segment, at), installation);
            Program.Finished status = installation.command("status");
            assertThat(status.exitCode()).isOne();
            assertThat(status.out()).contains("file_watch");
            assertThat(node.terminate()).isZero();
        } finally {
            chat.stop(0);
        }
        Program.Finished verified = installation.command("verify");
        assertThat(verified.exitCode()).isOne();
        assertThat(verified.err()).contains("0000000001.jsonl, line 1, byte 0: changed");
    }

    private void isTold(Path file, String change, Deed deed, Installation installation)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        deed.happens();
        String told = "%s %s".formatted(file.getFileName(), change).replace(".", "[.]");
        boolean event = false;
        boolean alert = false;
        while (!event || !alert) {
            assertThat(System.nanoTime() - begun)
                    .as("%s %s: event %s, alert %s, of %s", file, change, event, alert, alerts)
                    .isLessThan(WITHIN.toNanos());
            Thread.sleep(50);
            event = isOnRecord(installation, file, change);
            alert = alerts.stream().anyMatch(text -> plain(text).contains(plain(told)));
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.getLogger("test")
                .log(System.Logger.Level.INFO, "{0} {1}: told after {2} ms", file, change, millis);
    }

    /** Names of files are defanged as if they were hosts. */
    private static String plain(String text) {
        return text.replace("[.]", ".");
    }

    private static boolean isOnRecord(Installation installation, Path file, String change)
            throws IOException {
        var start = JournalReader.Position.START;
        try (var reader = new JournalReader(installation.data().journal(), start)) {
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                if (event.event() instanceof FileChanged one
                        && one.path().equals(file.toString())
                        && one.change().equals(change)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            channel.write(one, at);
        }
    }

    private Path copyOfTheProgram() throws IOException {
        Path program = folder.resolve("program");
        Files.createDirectories(program.resolve("lib"));
        Path built = Path.of("target");
        Files.copy(built.resolve("honeyspam.jar"), program.resolve("honeyspam.jar"));
        try (var libraries = Files.list(built.resolve("lib"))) {
            for (Path one : libraries.toList()) {
                Files.copy(one, program.resolve("lib").resolve(one.getFileName()));
            }
        }
        return program.resolve("honeyspam.jar");
    }

    /** Takes what a webhook is told. */
    private HttpServer chat() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(address, 0);
        server.createContext(
                "/",
                exchange -> {
                    alerts.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }
}
