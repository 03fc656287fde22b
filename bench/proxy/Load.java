import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.ArrayList;
import java.util.List;

/** Delivers messages, a session each, over many connections at once, to a relay or through a proxy to it. */
final class Load {
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final String target;
    private final int sessions;
    private final String text;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    private Load(int port, String target, int sessions, int bytes) {
        this.port = port;
        this.target = target;
        this.sessions = sessions;
        this.text = ("x".repeat(62) + "\r\n").repeat(bytes / 64);
    }

    /**
     * Reads rounds on standard input, {@code PORT TARGET SESSIONS PARALLEL BYTES}, where the target is a dash for none, and answers
     * each with {@code ACCEPTED SECONDS}.
     */
    public static void main(String... none) throws Exception {
        for (String line = IO.readln(); line != null; line = IO.readln()) {
            String[] words = line.split(" ");
            int sessions = Integer.parseInt(words[2]);
            int parallel = Integer.parseInt(words[3]);
            var load = new Load(Integer.parseInt(words[0]), words[1], sessions, Integer.parseInt(words[4]));
            long start = System.nanoTime();
            load.run(parallel);
            System.out.printf("%d %.3f%n", load.accepted.get(), (System.nanoTime() - start) / 1e9);
        }
    }

    private void run(int parallel) throws Exception {
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                all.add(lanes.submit(() -> {
                    for (int n = next.getAndIncrement(); n < sessions; n = next.getAndIncrement()) {
                        session(n);
                    }
                    return null;
                }));
            }
            for (Future<?> lane : all) {
                lane.get();
            }
        }
    }

    private void session(int number) throws IOException {
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            if (!target.equals("-")) {
                say(out, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
                expect(in, "HTTP/1.1 200");
                while (!line(in).isEmpty()) {}
            }
            expect(in, "220");
            ask(in, out, "HELO pc7.example", "250");
            ask(in, out, "MAIL FROM:<a@sender.example>", "250");
            ask(in, out, "RCPT TO:<b@far.example>", "250");
            ask(in, out, "DATA", "354");
            String id = "Message-ID: <" + port + "." + System.nanoTime() + "." + number + "@sender.example>\r\n\r\n";
            ask(in, out, id + text + ".", "250");
            accepted.incrementAndGet();
            ask(in, out, "QUIT", "221");
        }
    }

    private static void ask(InputStream in, OutputStream out, String line, String code) throws IOException {
        say(out, line + "\r\n");
        expect(in, code);
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    private static void expect(InputStream in, String start) throws IOException {
        String line = line(in);
        if (!line.startsWith(start)) {
            throw new IOException("expected " + start + ", got " + line);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
