import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Peers that want too much, and one who does not. On loopback only.
 *
 * <p>{@code flood PORT NET PER_SECOND SECONDS HELD_MAX}: so many new connections a second from NET.1 to NET.254 (such as
 * 127.1.1), each held until the server ends it or there are more than so many.
 *
 * <p>{@code slow PORT PEERS SECONDS}: so many peers from 127.16.0.1 on, of whom every second one says a byte a second and the others
 * nothing; they stay until then, or until a line comes on the standard input.
 *
 * <p>{@code visit PORT smtp|web SECONDS}: a visitor a twentieth of a second, each from an address of its own in 127.2.0.0/16; how long
 * each waits for the first byte.
 */
public final class Flood {
    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(4096);
    private static final byte[] BYTE = {'x'};

    private final InetSocketAddress server;
    private final Selector selector;
    private final Deque<SocketChannel> held = new ArrayDeque<>();
    private int tried;
    private int connected;
    private int turnedAway;
    private int ended;
    private int failed;

    private Flood(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        selector = Selector.open();
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "flood" ->
                    new Flood(port)
                            .flood(
                                    args[2],
                                    Integer.parseInt(args[3]),
                                    Integer.parseInt(args[4]),
                                    Integer.parseInt(args[5]));
            case "slow" ->
                    new Flood(port).slow(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "visit" -> visit(port, args[2].equals("web"), Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private void flood(String net, int perSecond, int seconds, int heldMax) throws IOException {
        long start = System.nanoTime();
        long now = start;
        while (now - start < seconds * 1_000_000_000L) {
            long due = (now - start) * perSecond / 1_000_000_000L;
            for (int i = 0; tried < due && i < 64; i++) {
                connect(net + "." + (1 + tried % 254));
            }
            if (tried >= due || failed > tried / 2) {
                selector.select(1);
            } else {
                selector.selectNow();
            }
            serve();
            while (held.size() > heldMax) {
                close(held.pollFirst());
            }
            now = System.nanoTime();
        }
        System.out.printf(
                Locale.ROOT,
                "%d tried, %d a second, %d connected, %d turned away at once, %d ended by the server, %d not possible, %d open%n",
                tried,
                tried / seconds,
                connected,
                turnedAway,
                ended,
                failed,
                open());
    }

    private void slow(int peers, int seconds) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < peers; i++) {
            connect("127.%d.%d.%d".formatted(16 + i / 62_500, i / 250 % 250, 1 + i % 250));
            if (i % 64 == 0) {
                selector.select(2);
                serve();
            }
        }
        boolean told = false;
        for (int second = 0; second < seconds && System.in.available() == 0; second++) {
            long until = System.nanoTime() + 1_000_000_000L;
            int odd = 0;
            for (SelectionKey key : selector.keys()) {
                var peer = (SocketChannel) key.channel();
                if (odd++ % 2 == 0 && peer.isConnected()) {
                    say(peer);
                }
            }
            while (System.nanoTime() < until) {
                selector.select(20);
                serve();
            }
            if (!told && connected + turnedAway + failed >= peers) {
                told = true;
                System.out.printf(
                        "%d connected, %d turned away, %d not possible, after %d ms%n",
                        connected, turnedAway, failed, (System.nanoTime() - start) / 1_000_000);
            }
        }
        System.out.printf("%d open, %d ended by the server%n", open(), ended);
    }

    private long open() {
        return selector.keys().stream().filter(SelectionKey::isValid).count();
    }

    private static void say(SocketChannel peer) {
        try {
            peer.write(ByteBuffer.wrap(BYTE));
        } catch (IOException e) {
            close(peer); // The server ended it meanwhile: it is found closed and counted.
        }
    }

    private void connect(String source) {
        tried++;
        try {
            SocketChannel peer = SocketChannel.open();
            peer.configureBlocking(false);
            peer.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
            peer.register(selector, SelectionKey.OP_CONNECT);
            if (peer.connect(server)) {
                arrived(peer);
            }
        } catch (IOException e) {
            failed++; // No file or port is left here.
        }
    }

    private void arrived(SocketChannel peer) {
        connected++;
        held.addLast(peer);
        peer.keyFor(selector).interestOps(SelectionKey.OP_READ);
    }

    private void serve() {
        for (SelectionKey key : selector.selectedKeys()) {
            var peer = (SocketChannel) key.channel();
            boolean connecting = key.isValid() && key.isConnectable();
            try {
                if (connecting && peer.finishConnect()) {
                    arrived(peer);
                } else if (key.isValid() && key.isReadable()) {
                    read(peer);
                }
            } catch (IOException e) {
                turnedAway += connecting ? 1 : 0;
                ended += connecting ? 0 : 1;
                close(peer);
            }
        }
        selector.selectedKeys().clear();
        while (!held.isEmpty() && !held.peekFirst().isOpen()) {
            held.pollFirst();
        }
    }

    private void read(SocketChannel peer) throws IOException {
        int n = 1;
        while (n > 0) {
            n = peer.read(BUFFER.clear());
        }
        if (n < 0) {
            ended++;
            close(peer);
        }
    }

    private static void close(SocketChannel peer) {
        try {
            peer.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    private static void visit(int port, boolean web, int seconds) throws Exception {
        List<Double> millis = new ArrayList<>();
        int lost = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            var source = InetAddress.ofLiteral("127.2.%d.%d".formatted(i / 250 % 250, 1 + i % 250));
            try (var socket = new Socket()) {
                socket.bind(new InetSocketAddress(source, 0));
                socket.setSoTimeout(10_000);
                socket.connect(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 10_000);
                if (web) {
                    String asked = "GET /robots.txt HTTP/1.0\r\nHost: www.example\r\n\r\n";
                    socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
                }
                int first = socket.getInputStream().read();
                lost += first == (web ? 'H' : '2') ? 0 : 1;
            } catch (SocketTimeoutException | java.net.SocketException e) {
                lost++;
            }
            millis.add((System.nanoTime() - start) / 1e6);
            Thread.sleep(50);
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %d visits, %d lost, first byte after %.1f ms in the median, %.1f in 95 of 100, %.1f in 99 of 100, %.1f at most%n",
                web ? "web" : "smtp",
                millis.size(),
                lost,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
    }
}
