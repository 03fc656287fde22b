package org.honeyspam.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sets the stage of the demo: a configuration like an operator's, but small and on loopback. */
public final class Stagehand {

    private Stagehand() {}

    /** Writes it to the folder; returns the file. */
    public static Path writeConfiguration(Path folder) throws IOException {
        Path file = folder.resolve("honeyspam.toml");
        try (InputStream text = Stagehand.class.getResourceAsStream("demo.toml")) {
            if (text == null) {
                throw new IOException("the program lacks the demo's configuration");
            }
            String form = new String(text.readAllBytes(), UTF_8);
            Files.writeString(
                    file,
                    form.formatted(port(8481), port(8425), port(8426), port(8428), port(8490)));
        }
        return file;
    }

    /** The usual port of the demo, or a free one if another program has it. */
    private static int port(int usual) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, usual));
            return usual;
        } catch (IOException e) {
            try (var socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }
    }
}
