package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays a script to a web server, in step with its answers; every wait has an end. */
final class HttpPlayer implements AutoCloseable {
    static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.2");
    private static final Duration CONNECT_MAX = Duration.ofSeconds(20);
    private static final Duration FIRST_BYTE_MAX = Duration.ofSeconds(3);
    private static final Duration NEXT_BYTE_MAX = Duration.ofMillis(700);
    private static final Duration SILENCE = Duration.ofMillis(400);

    /** After a whole answer: for what was not expected. */
    private static final Duration MORE = Duration.ofMillis(60);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
    private static final int REPLY_BYTES_MAX = 4 << 20;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean closed;

    private HttpPlayer(InetSocketAddress server) throws IOException {
        socket.bind(new InetSocketAddress(CLIENT, 0));
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) CONNECT_MAX.toMillis());
    }

    /** An exchange for each of the script's sends up to the end. */
    static List<Exchange> play(Script script, InetSocketAddress server) throws IOException {
        var exchanges = new ArrayList<Exchange>();
        try (var player = new HttpPlayer(server)) {
            for (Send send : script.sends()) {
                if (!player.closed) {
                    exchanges.add(player.exchange(send));
                }
            }
        }
        return exchanges;
    }

    private Exchange exchange(Send send) {
        long start = System.nanoTime();
        heard.reset();
        try {
            socket.getOutputStream().write(send.bytes());
        } catch (IOException e) {
            closed = true; // It had gone before; what it said last can still be read.
        }
        boolean head = send.text().startsWith("HEAD ");
        Answers answers = listen(send.replies() == 0 ? SILENCE : FIRST_BYTE_MAX, head);
        while (!closed && answers.whole() < send.replies() && answers.more()) {
            answers = listen(NEXT_BYTE_MAX, head);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        answers = listen(answers.last() ? CLOSE_MAX : MORE, head);
        while (!closed && answers.more()) {
            answers = listen(MORE, head);
        }
        String said = Unzipped.of(heard.toString(ISO_8859_1));
        return new Exchange(send.text(), said, closed, took);
    }

    /**
     * What was heard so far.
     *
     * @param whole how many answers
     * @param last whether they say that they are the last
     * @param more whether there was something new
     */
    private record Answers(int whole, boolean last, boolean more) {}

    private Answers listen(Duration patience, boolean head) {
        int before = heard.size();
        try {
            socket.setSoTimeout((int) patience.toMillis());
            byte[] piece = new byte[1 << 16];
            int length = socket.getInputStream().read(piece);
            if (length < 0 || heard.size() > REPLY_BYTES_MAX) {
                closed = true;
            } else {
                heard.write(piece, 0, length);
            }
        } catch (SocketTimeoutException e) {
            // Silence is an answer as well.
        } catch (IOException e) {
            closed = true; // A reset is an end, too.
        }
        String text = heard.toString(ISO_8859_1);
        int whole = 0;
        int at = 0;
        boolean last = false;
        while (at >= 0 && at < text.length()) {
            last = text.substring(at).matches("(?is)(?!HTTP/).*|.*?\r\nConnection: close\r\n.*");
            boolean interim = text.startsWith("HTTP/1.1 100", at);
            at = HttpFraming.end(text, at, head);
            whole += at >= 0 && !interim ? 1 : 0;
        }
        return new Answers(whole, last, heard.size() > before);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
