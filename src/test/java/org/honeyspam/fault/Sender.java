package org.honeyspam.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.SplittableRandom;

/** Sends messages of random bytes over one connection and remembers which were acknowledged. */
final class Sender implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LINES_MAX = 200;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final Ledger ledger;
    private final SplittableRandom dice;

    Sender(int port, Ledger ledger, long seed) throws IOException {
        this.ledger = ledger;
        this.dice = new SplittableRandom(seed);
        // From a network of its own: the hostile peers use up what one network may have.
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.64.0.2"), 0));
        socket.connect(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        reply();
        say("EHLO sender.example");
    }

    /** Sends one; returns the reply that decided about it. */
    String send(String id) throws IOException {
        String text = message(id);
        for (String command :
                new String[] {"MAIL FROM:<a@sender.example>", "RCPT TO:<b@far.example>", "DATA"}) {
            String reply = say(command);
            if (reply.charAt(0) > '3') {
                say("RSET");
                return reply;
            }
        }
        write(text.replace("\r\n.", "\r\n.."));
        String reply = say(".");
        if (reply.startsWith("250")) {
            ledger.acknowledged(id, text.getBytes(ISO_8859_1));
        }
        return reply;
    }

    /** Lines of eight-bit bytes and dots, no two messages alike. */
    private String message(String id) {
        var text = new StringBuilder("Message-ID: <" + id + ">\r\nSubject: test\r\n\r\n");
        for (int i = dice.nextInt(LINES_MAX); i >= 0; i--) {
            text.append(dice.nextInt(4) == 0 ? "." : "");
            for (int c = dice.nextInt(76); c > 0; c--) {
                text.append((char) dice.nextInt(0x20, 0x100));
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    String say(String command) throws IOException {
        write(command + "\r\n");
        return reply();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the server closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
