package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A spammer at some address of loopback who tests a relay. */
record Tester(String ip) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Sends a message to somebody through the relay at that port; the text ends in a line end. */
    void send(int port, String recipient, String text) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ip), 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            expect(in, "220");
            say(socket, in, "HELO pc7.example\r\n", "250");
            say(socket, in, "MAIL FROM:<tester@far.example>\r\n", "250");
            say(socket, in, "RCPT TO:<" + recipient + ">\r\n", "250");
            say(socket, in, "DATA\r\n", "354");
            String stuffed = ("\r\n" + text).replace("\r\n.", "\r\n..").substring(2);
            say(socket, in, stuffed + ".\r\n", "250");
        }
    }

    private static void say(Socket socket, BufferedReader in, String text, String code)
            throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        expect(in, code);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        if (line == null || !line.startsWith(code)) {
            throw new IOException("expected %s, got %s".formatted(code, line));
        }
    }
}
