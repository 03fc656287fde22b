package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.dialogue.Endpoint;

/** An origin server on loopback that answers as those do that are made up behind our proxies. */
public final class OriginServer implements AutoCloseable {
    private static final int HEAD_BYTES_MAX = 1 << 17;

    private final ServerSocket socket;
    private final Origins origins = new Origins(new TestInside());

    private OriginServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static OriginServer start() throws IOException {
        var socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        var server = new OriginServer(socket);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket peer = socket.accept();
                Thread.ofVirtual().start(() -> serve(peer));
            }
        } catch (IOException e) {
            if (!(e instanceof SocketException)) {
                throw new AssertionError(e);
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            var in = new BufferedInputStream(peer.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                peer.getOutputStream().write(answer(head, in, peer));
            }
        } catch (IOException e) {
            // The proxy has gone; nothing is owed to it.
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (head.size() < HEAD_BYTES_MAX) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            if (next == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private byte[] answer(String head, InputStream in, Socket peer) throws IOException {
        String[] lines = head.split("\r\n", -1);
        String[] first = lines[0].split(" ", 3);
        List<Field> fields = new ArrayList<>();
        String host = "";
        String type = "";
        int length = 0;
        for (int i = 1; i < lines.length - 2; i++) {
            int colon = lines[i].indexOf(": ");
            var field = new Field(lines[i].substring(0, colon), lines[i].substring(colon + 2));
            fields.add(field);
            switch (field.name()) {
                case "Host" -> host = field.value();
                case "Content-Type" -> type = field.value();
                case "Content-Length" -> length = Integer.parseInt(field.value());
                case "Expect" ->
                        peer.getOutputStream()
                                .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                default -> {}
            }
        }
        in.readNBytes(length);
        Target target = Target.of(host.contains(":") ? host : host + ":80");
        var remote = (InetSocketAddress) peer.getRemoteSocketAddress();
        var fetch =
                new Fetch(
                        first[0],
                        target == null ? new Target("localhost", 80) : target,
                        first[1],
                        "1.1",
                        fields,
                        new Endpoint(remote.getAddress(), 1).ipText(),
                        remote.getPort(),
                        TestNode.peer("proxy", 3128),
                        Instant.now());
        boolean posts = List.of("POST", "PUT", "PATCH").contains(first[0]);
        Origin origin = posts ? origins.posted(fetch, type) : origins.answer(fetch);
        var text =
                new StringBuilder("HTTP/1.1 " + origin.status() + " " + origin.reason() + "\r\n");
        origin.fields().forEach(f -> text.append(f.name() + ": " + f.value() + "\r\n"));
        var all = new ByteArrayOutputStream();
        all.writeBytes(text.append("\r\n").toString().getBytes(ISO_8859_1));
        all.writeBytes(first[0].equals("HEAD") ? new byte[0] : origin.body());
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
