package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback that answers each verb as it was told: with a line, with {@code close}
 * or with {@code endless}; {@code .} is the end of a message.
 */
final class ScriptedServer implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Map<String, String> USUAL =
            Map.of(
                    "greeting", "220 mx.box.example",
                    "EHLO", "250-mx.box.example\r\n250-8BITMIME\r\n250 SIZE 1000000",
                    "HELO", "250 mx.box.example",
                    "MAIL", "250 2.1.0 fine",
                    "RCPT", "250 2.1.5 fine",
                    "DATA", "354 go on",
                    ".", "250 2.0.0 queued",
                    "RSET", "250 fine",
                    "QUIT", "221 bye",
                    "STARTTLS", "220 go on");

    private final ServerSocket listener;
    private final Map<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedServer(Map<String, String> script) throws IOException {
        this.listener = new ServerSocket(0, 10, LOOPBACK);
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    Route.Exchanger exchanger() {
        return new Route.Exchanger("mx.box.example", LOOPBACK, listener.getLocalPort());
    }

    /** All lines, those of messages too, as they came over the line. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(PATIENCE_MILLIS);
                connections.incrementAndGet();
                serve(client);
            } catch (IOException e) {
                heard.add("-- " + e.getMessage());
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        boolean data = false;
        boolean open = answer(client, "greeting");
        while (open) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            heard.add(line);
            if (data) {
                if (line.equals(".")) {
                    data = false;
                    open = answer(client, ".");
                }
                continue;
            }
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            open = answer(client, verb);
            data = verb.equals("DATA") && reply(verb).startsWith("3");
        }
    }

    private String reply(String verb) {
        @Nullable String told = script.get(verb);
        return told != null ? told : USUAL.getOrDefault(verb, "500 What?");
    }

    /** Whether the connection stays open. */
    private boolean answer(Socket client, String verb) throws IOException {
        String reply = reply(verb);
        var out = client.getOutputStream();
        if (reply.equals("endless")) {
            byte[] line = ("250-" + "x".repeat(500) + "\r\n").getBytes(ISO_8859_1);
            while (!listener.isClosed()) {
                out.write(line);
            }
        }
        if (reply.equals("close")) {
            return false;
        }
        out.write((reply + "\r\n").getBytes(ISO_8859_1));
        return !verb.equals("QUIT");
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
