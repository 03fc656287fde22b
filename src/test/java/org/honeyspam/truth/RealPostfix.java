package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
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
        InetSocketAddress address = LoopbackPort.free().address();
        Path configuration = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(configuration.resolve("sasl"));
        Files.createDirectory(folder.resolve("queue"));
        own(Files.createDirectory(folder.resolve("data")));
        ForegroundServer.letThrough(folder);
        Map<String, String> files =
                Map.of(
                        "main.cf", "main.cf",
                        "master.cf", "master.cf",
                        "smtpd.conf", "sasl/smtpd.conf");
        for (Map.Entry<String, String> file : files.entrySet()) {
            String text = Files.readString(SAMPLES.resolve(file.getKey()));
            Files.writeString(
                    configuration.resolve(file.getValue()),
                    text.replace("@FOLDER@", folder.toString())
                            .replace("@PORT@", Integer.toString(address.getPort()))
                            .replace("@HOST@", face.host())
                            .replace("@SIZE@", Long.toString(face.messageBytesMax()))
                            .replace("@RECIPIENTS@", Integer.toString(face.recipientsMax()))
                            .replace("@TLS@", face.secure() ? "may" : "none")
                            .replace("@AUTH@", face.secure() ? "yes" : "no"));
        }
        if (face.secure()) {
            secure(configuration, face.host());
        }
        postfix.succeed("-c", configuration.toString(), "start");
        return new RealPostfix(postfix, configuration, address);
    }

    /** Makes a certificate, and the user that ours has as well. */
    private static void secure(Path configuration, String host)
            throws IOException, InterruptedException {
        Program.ofDebian("openssl", "openssl")
                .in(configuration)
                .succeed(
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "30",
                        "-subj",
                        "/CN=" + host,
                        "-keyout",
                        "key.pem",
                        "-out",
                        "certificate.pem");
        Path passwords = configuration.resolve("sasldb2");
        Program.ofDebian("saslpasswd2", "sasl2-bin")
                .reading("secret".getBytes(US_ASCII))
                .succeed("-p", "-c", "-f", passwords.toString(), "-u", host, "alice");
        own(passwords);
    }

    private static void own(Path file) throws IOException {
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        Files.setOwner(file, users.lookupPrincipalByName("postfix"));
    }

    @Override
    public InetSocketAddress smtp() {
        return address;
    }

    /** Stops it also when the test is interrupted because it takes too long. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            postfix.succeed("-c", configuration.toString(), "stop");
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
