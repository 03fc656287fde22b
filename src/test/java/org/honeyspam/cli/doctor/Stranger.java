package org.honeyspam.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that says always the same. */
final class Stranger implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    private final byte[] words;

    Stranger(String words) throws IOException {
        this.words = words.getBytes(US_ASCII);
        Thread.ofVirtual().start(this::run);
    }

    int port() {
        return server.getLocalPort();
    }

    private void run() {
        boolean open = true;
        while (open) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(words);
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                open = !server.isClosed(); // Else a visitor left early.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
