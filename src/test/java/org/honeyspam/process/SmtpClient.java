package org.honeyspam.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** A client of SMTP that waits for each answer, from an address of its own. */
public final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader in;

    public SmtpClient(int port, String source) throws IOException {
        InetAddress server = InetAddress.ofLiteral("127.0.0.1");
        socket = new Socket(server, port, InetAddress.ofLiteral(source), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        reply();
    }

    /** Sends one message over a connection of its own; returns the answer to its text. */
    public static String send(int port, String source, String from, String to, String text)
            throws IOException {
        try (var client = new SmtpClient(port, source)) {
            client.say("HELO pc30.example");
            client.say("MAIL FROM:<" + from + ">");
            client.say("RCPT TO:<" + to + ">");
            client.say("DATA");
            String answer = client.say(text + ".");
            client.say("QUIT");
            return answer;
        }
    }

    /** Sends the line; returns the last line of the answer. */
    public String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        return reply();
    }

    private String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
