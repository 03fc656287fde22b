package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Assumptions;

/** Debian's Postfix as an open relay that keeps all mail in a queue of the test's own. */
final class RealPostfix implements MailServer {
    private static final Path SAMPLES = Path.of("src/test/resources/truth/postfix");

    private final Program postfix;
    private final Path configuration;
    private final InetSocketAddress address;

    private RealPostfix(Program postfix, Path configuration, InetSocketAddress address) {
        this.postfix = postfix;
        this.configuration = configuration;
        this.address = address;
    }

    /** Starts it; only root can, since it changes to users of its own. */
    static RealPostfix start(Path folder, Imitation.Face face)
            throws IOException, InterruptedException {
        Program postfix = Program.ofDebian("postfix", "postfix");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "Postfix is started by root only");
        InetSocketAddress address = freePort();
        Path configuration = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Path data = Files.createDirectory(folder.resolve("data"));
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        Files.setOwner(data, users.lookupPrincipalByName("postfix"));
        letThrough(folder);
        for (String name : List.of("main.cf", "master.cf")) {
            String text =
                    Files.readString(SAMPLES.resolve(name))
                            .replace("@FOLDER@", folder.toString())
                            .replace("@PORT@", Integer.toString(address.getPort()))
                            .replace("@HOST@", face.host())
                            .replace("@SIZE@", Long.toString(face.messageBytesMax()))
                            .replace("@RECIPIENTS@", Integer.toString(face.recipientsMax()));
            Files.writeString(configuration.resolve(name), text);
        }
        postfix.succeed("-c", configuration.toString(), "start");
        return new RealPostfix(postfix, configuration, address);
    }

    private static InetSocketAddress freePort() throws IOException {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }

    /** Its own users have to get at its folders, which are in one that is the test's alone. */
    private static void letThrough(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = folder; at != null && !at.equals(temporary); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    @Override
    public InetSocketAddress smtp() {
        return address;
    }

    @Override
    public void close() throws IOException {
        try {
            postfix.succeed("-c", configuration.toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
