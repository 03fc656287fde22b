package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.process.OwnNetwork;

/**
 * A Postfix in a folder and a network of its own that takes mail for {@code shop.example}, unless a
 * blocklist names who brings it, and throws it away.
 */
final class AskingPostfix implements AutoCloseable {
    static final String IP = "192.0.2.25";
    static final Path SAMPLES = Path.of("src/test/resources/peers/asking");

    private final OwnNetwork network;
    private final Path folder;

    private AskingPostfix(OwnNetwork network, Path folder) {
        this.network = network;
        this.folder = folder;
    }

    static AskingPostfix start(OwnNetwork network, Path folder)
            throws IOException, InterruptedException {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Path data = Files.createDirectory(folder.resolve("data"));
        var users = FileSystems.getDefault().getUserPrincipalLookupService();
        Files.setOwner(data, users.lookupPrincipalByName("postfix"));
        PostfixRelay.letThrough(folder);
        for (String name : List.of("main.cf", "master.cf")) {
            String text = Files.readString(SAMPLES.resolve(name));
            Files.writeString(etc.resolve(name), text.replace("@FOLDER@", folder.toString()));
        }
        var postfix = new AskingPostfix(network, folder);
        postfix.command("start");
        return postfix;
    }

    private void command(String word) throws IOException, InterruptedException {
        network.ofDebian("postfix", "postfix")
                .succeed("-c", folder.resolve("etc").toString(), word);
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        try {
            command("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
