package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays a script to a SOCKS server, whose answers do not say how long they are. */
final class SocksPlayer implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(20);
    private static final Duration FIRST_BYTE_MAX = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofMillis(500);
    private static final int PIECE_BYTES = 4_096;
    private static final int REPLY_BYTES_MAX = 1 << 16;

    private final Socket socket = new Socket();

    private SocksPlayer(InetSocketAddress server) throws IOException {
        socket.bind(new InetSocketAddress(HttpPlayer.CLIENT, 0));
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) CONNECT_MAX.toMillis());
    }

    /** An exchange for each of the script's sends up to the end. */
    static List<Exchange> play(Script script, InetSocketAddress server) throws IOException {
        var exchanges = new ArrayList<Exchange>();
        try (var player = new SocksPlayer(server)) {
            boolean closed = false;
            for (Send send : script.sends()) {
                if (!closed) {
                    exchanges.add(player.exchange(send));
                    closed = exchanges.getLast().closed();
                }
            }
        }
        return exchanges;
    }

    private Exchange exchange(Send send) {
        long start = System.nanoTime();
        var heard = new ByteArrayOutputStream();
        boolean closed = false;
        try {
            socket.getOutputStream().write(send.bytes());
            closed = listen(send.replies() == 0 ? SILENCE : FIRST_BYTE_MAX, heard);
        } catch (SocketTimeoutException e) {
            // Silence is an answer as well, and the end of one.
        } catch (IOException e) {
            closed = true; // A reset is an end, too.
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(send.text(), heard.toString(ISO_8859_1), closed, took);
    }

    /** True if it ended; a time-out if it only fell silent. */
    private boolean listen(Duration patience, ByteArrayOutputStream heard) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        socket.setSoTimeout((int) patience.toMillis());
        while (heard.size() < REPLY_BYTES_MAX) {
            int length = socket.getInputStream().read(piece);
            if (length < 0) {
                return true;
            }
            heard.write(piece, 0, length);
            socket.setSoTimeout((int) SILENCE.toMillis());
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
