package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Assumptions;

/**
 * The server of {@code box.example}, a Postfix in a folder of its own, on port 25 of an address of
 * loopback that is its own as well. Every local part is a box.
 */
final class DropBox implements AutoCloseable {
    private static final Path SAMPLES = Path.of("src/test/resources/peers/dropbox");
    private static final String OWNER = "nobody";

    private final Program postfix;
    private final Path folder;
    private final String ip;

    private DropBox(Program postfix, Path folder, String ip) {
        this.postfix = postfix;
        this.folder = folder;
        this.ip = ip;
    }

    /**
     * Makes it, not started yet.
     *
     * @param tls {@code may} or {@code none}
     * @param answerAfterSeconds how long it thinks at the end of a message
     */
    static DropBox make(Path folder, String tls, int answerAfterSeconds)
            throws IOException, InterruptedException {
        Program postfix = Program.ofDebian("postfix", "postfix");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "Postfix is started by root only");
        var dice = new SplittableRandom();
        String ip = "127.25.%d.%d".formatted(dice.nextInt(256), 1 + dice.nextInt(254));
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Path mail = Files.createDirectory(folder.resolve("mail"));
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        Files.setOwner(data, users.lookupPrincipalByName("postfix"));
        Files.setOwner(mail, users.lookupPrincipalByName(OWNER));
        PostfixRelay.letThrough(folder);
        for (String name : List.of("main.cf", "master.cf")) {
            String text =
                    Files.readString(SAMPLES.resolve(name))
                            .replace("@FOLDER@", folder.toString())
                            .replace("@IP@", ip)
                            .replace("@UID@", "" + Files.getAttribute(mail, "unix:uid"))
                            .replace("@TLS@", tls)
                            .replace("@ANSWER_AFTER@", "" + answerAfterSeconds);
            Files.writeString(etc.resolve(name), text);
        }
        Path pem = etc.resolve("tls.pem");
        Program.ofDebian("openssl", "openssl")
                .succeed(
                        ("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mx.box.example"
                                        + " -keyout %s/key -out %s/crt")
                                .formatted(etc, etc)
                                .split(" "));
        Files.writeString(
                pem, Files.readString(etc.resolve("key")) + Files.readString(etc.resolve("crt")));
        var box = new DropBox(postfix, folder, ip);
        box.answers("");
        return box;
    }

    String ip() {
        return ip;
    }

    DropBox start() throws IOException, InterruptedException {
        postfix("start");
        return this;
    }

    /** Rules of access(5) in regular expressions, such as {@code /^none@/ 550 5.1.1 Who?}. */
    void answers(String rules) throws IOException {
        Files.writeString(folder.resolve("etc/access"), rules + "\n");
    }

    void reload() throws IOException, InterruptedException {
        postfix("reload");
    }

    private void postfix(String command) throws IOException, InterruptedException {
        postfix.succeed("-c", folder.resolve("etc").toString(), command);
    }

    /** What lies in the box for a recipient, with the lines that Postfix put on top. */
    List<String> messages(String recipient) throws IOException {
        List<String> messages = new ArrayList<>();
        Path fresh = folder.resolve("mail/box/new");
        if (Files.exists(fresh)) {
            try (Stream<Path> files = Files.list(fresh)) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file, ISO_8859_1);
                    if (text.contains("\nDelivered-To: " + recipient + "\n")) {
                        messages.add(text);
                    }
                }
            }
        }
        return messages;
    }

    /** Nothing is under way inside. */
    boolean isIdle() throws IOException {
        for (String queue : List.of("incoming", "active", "maildrop", "deferred")) {
            Path at = folder.resolve("queue").resolve(queue);
            if (Files.exists(at)) {
                try (Stream<Path> files = Files.walk(at)) {
                    if (files.anyMatch(Files::isRegularFile)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        try {
            postfix.run("-c", folder.resolve("etc").toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
