package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays a script to a server, in step with its replies; every wait has an end. */
final class Player implements AutoCloseable {
    private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.2");
    private static final Duration FIRST_REPLY_MAX = Duration.ofSeconds(25);
    private static final Duration NEXT_REPLY_MAX = Duration.ofSeconds(6);
    private static final Duration SILENCE = Duration.ofMillis(400);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final int REPLY_BYTES_MAX = 1 << 20;

    private Socket socket = new Socket();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
    private boolean closed;
    private String last = "";
    private boolean asksForText;

    private Player(InetSocketAddress server) throws IOException {
        socket.bind(new InetSocketAddress(CLIENT, 0));
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) FIRST_REPLY_MAX.toMillis());
    }

    /** The greeting, and an exchange for each of the script's sends up to the end. */
    static List<Exchange> play(Script script, InetSocketAddress server) throws IOException {
        try (var player = new Player(server)) {
            if (!script.early()) {
                player.exchange("", 1);
            }
            for (Send send : script.sends()) {
                if (!player.closed && player.isFitting(send.kind())) {
                    player.say(send);
                }
            }
            player.leave();
            return List.copyOf(player.exchanges);
        }
    }

    private boolean isFitting(Send.Kind kind) {
        return switch (kind) {
            case ALWAYS, END -> true;
            case AS_TEXT -> asksForText;
            case HANDSHAKE -> last.startsWith("220");
        };
    }

    /** Servers that are left without a word keep their processes longer. */
    private void leave() {
        if (!closed && !asksForText) {
            write(Send.line("QUIT"));
        }
    }

    private void say(Send send) {
        if (send.kind() == Send.Kind.HANDSHAKE) {
            secure();
        } else if (send.kind() == Send.Kind.END) {
            sayNoMore();
        } else {
            write(send);
            exchange(send.text(), send.replies());
        }
    }

    private void secure() {
        long start = System.nanoTime();
        last = "{secured}";
        try {
            socket.setSoTimeout((int) FIRST_REPLY_MAX.toMillis());
            socket = Gullible.secure(socket);
        } catch (IOException e) {
            last = "{not secured}";
            closed = true;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        exchanges.add(new Exchange("{TLS}", last, closed, took));
    }

    private void sayNoMore() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            closed = true;
        }
        exchange("{end}", 1);
    }

    private void write(Send send) {
        try {
            socket.getOutputStream().write(send.bytes());
        } catch (IOException e) {
            closed = true; // It had gone before; what it said last can still be read.
        }
    }

    private void exchange(String sent, int replies) {
        long start = System.nanoTime();
        reply.reset();
        int whole = 0;
        while (whole < replies && line(whole == 0 ? FIRST_REPLY_MAX : NEXT_REPLY_MAX)) {
            whole += endsReply() ? 1 : 0;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (replies == 0) {
            line(SILENCE);
        }
        // More than was expected is a difference, and has to be seen.
        boolean more = waiting();
        while (more) {
            more = line(SILENCE) && waiting();
        }
        String text = reply.toString(ISO_8859_1);
        last = lastLine(text);
        asksForText = last.startsWith("354") || asksForText && text.isEmpty();
        if (last.startsWith("421") || last.startsWith("221")) {
            line(CLOSE_MAX);
            text = reply.toString(ISO_8859_1);
        }
        exchanges.add(new Exchange(sent, text, closed, took));
    }

    private boolean endsReply() {
        String line = lastLine(reply.toString(ISO_8859_1));
        return line.length() < 4 || line.charAt(3) != '-';
    }

    private static String lastLine(String text) {
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return whole.substring(whole.lastIndexOf('\n') + 1);
    }

    /** Reads on to the end of a line; false if there is none in time. */
    private boolean line(Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            InputStream in = socket.getInputStream();
            int b = in.read();
            while (b >= 0 && b != '\n' && reply.size() < REPLY_BYTES_MAX) {
                reply.write(b);
                b = in.read();
            }
            if (b == '\n') {
                reply.write(b);
                return true;
            }
            closed = true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            closed = true; // A reset is an end, too.
        }
        return false;
    }

    private boolean waiting() {
        try {
            return !closed && socket.getInputStream().available() > 0;
        } catch (IOException e) {
            closed = true;
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
