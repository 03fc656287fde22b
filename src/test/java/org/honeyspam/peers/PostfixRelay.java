package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Assumptions;

/**
 * A Postfix of its own in a folder of its own: takes mail on a port of loopback and hands all of it
 * to one relay. It knows nothing of the machine's.
 */
final class PostfixRelay implements RelayingMta {
    private static final Path SAMPLES = Path.of("src/test/resources/peers/postfix");

    private final Program postfix;
    private final Path folder;
    private final int port;

    private PostfixRelay(Program postfix, Path folder, int port) {
        this.postfix = postfix;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it; only root can, since it changes to users of its own. */
    static PostfixRelay start(Path folder, int relayPort, Way way)
            throws IOException, InterruptedException {
        Program postfix = Program.ofDebian("postfix", "postfix");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "Postfix is started by root only");
        int port = LoopbackPort.free().number();
        Path configuration = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Path data = Files.createDirectory(folder.resolve("data"));
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        Files.setOwner(data, users.lookupPrincipalByName("postfix"));
        letThrough(folder);
        for (String name : List.of("main.cf", "master.cf")) {
            String text = RelayingMta.filled(SAMPLES.resolve(name), port, relayPort, way);
            Files.writeString(
                    configuration.resolve(name), text.replace("@FOLDER@", folder.toString()));
        }
        var relay = new PostfixRelay(postfix, folder, port);
        relay.postfix.succeed("-c", configuration.toString(), "start");
        return relay;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Path> queues() {
        return Stream.of("incoming", "active", "deferred")
                .map(folder.resolve("queue")::resolve)
                .toList();
    }

    @Override
    public String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        try {
            postfix.succeed("-c", folder.resolve("etc").toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its own users have to get at its folders, which are in one that is the test's alone. */
    static void letThrough(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = folder; at != null && !at.equals(temporary); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }
}
