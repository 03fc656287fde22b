package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the wire between SMTP clients and the node, hands on every byte, and keeps what the
 * clients said.
 */
final class WireTap implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PIECE_BYTES = 16_384;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket listener;
    private final int target;
    private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private WireTap(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Listens on a port of its own for clients of that port. */
    static WireTap before(int port) throws IOException {
        var tap = new WireTap(new ServerSocket(0, 50, LOOPBACK), port);
        Thread.ofVirtual().start(tap::accept);
        return tap;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The messages that were sent, a character a byte, as they were before dots were doubled. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (ByteArrayOutputStream connection : said) {
            messages.addAll(messagesIn(connection.toString(ISO_8859_1)));
        }
        return messages;
    }

    /** RFC 5321 section 4.5.2. Every DATA is taken to have been welcome. */
    private static List<String> messagesIn(String said) {
        List<String> messages = new ArrayList<>();
        StringBuilder message = null;
        for (String line : said.split("\r\n", -1)) {
            if (message == null) {
                message = line.equalsIgnoreCase("DATA") ? new StringBuilder() : null;
            } else if (line.equals(".")) {
                messages.add(message.toString());
                message = null;
            } else {
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
        }
        return messages;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                var server = new Socket(LOOPBACK, target);
                sockets.add(server);
                client.setSoTimeout(PATIENCE_MILLIS);
                server.setSoTimeout(PATIENCE_MILLIS);
                var record = new ByteArrayOutputStream();
                said.add(record);
                Thread.ofVirtual().start(() -> handOn(client, server, record));
                Thread.ofVirtual().start(() -> handOn(server, client, null));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void handOn(Socket from, Socket to, @Nullable ByteArrayOutputStream record) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (record != null) {
                    record.write(piece, 0, length);
                }
                out.write(piece, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side is gone: what it said is on record, and the other has to see it as well.
            try (from;
                    to) {
                return;
            } catch (IOException again) {
                throw new UncheckedIOException(again);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
