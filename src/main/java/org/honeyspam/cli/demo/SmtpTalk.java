package org.honeyspam.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;

/** A spammer's end of an SMTP session, from an address of his own, direct or through a proxy. */
final class SmtpTalk implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final BufferedReader in;

    SmtpTalk(InetAddress from, InetSocketAddress to) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(to, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /** Asks a proxy for a connection; returns its status line. */
    String connect(String target) throws IOException {
        send("CONNECT " + target + " HTTP/1.0\r\n\r\n");
        String status = line();
        while (!line().isEmpty()) {
            // The headers of the proxy's answer say nothing that a spammer would read.
        }
        return status;
    }

    /** Reads a reply; returns its last line. */
    String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    String say(String command) throws IOException {
        send(command + "\r\n");
        return reply();
    }

    /** Sends a message to all that are taken; returns the reply to its end. */
    String deliver(String sender, Collection<String> recipients, String text) throws IOException {
        say("MAIL FROM:<" + sender + ">");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">");
        }
        String start = say("DATA");
        if (!start.startsWith("354")) {
            return start;
        }
        send(text.replace("\r\n.", "\r\n.."));
        return say(".");
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        String line = in.readLine();
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
