package org.honeyspam.cli.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.honeyspam.health.Status;
import org.jspecify.annotations.Nullable;

/** Comes to a port of the node as an enemy would. It cannot be told to go anywhere else. */
final class Enemy implements AutoCloseable {
    /** What it calls itself, so that whoever reads the record knows it. */
    static final String NAME = "doctor.honeyspam.invalid";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int BYTES_MAX = 4 << 20;

    private final Socket socket;
    private final InputStream in;

    private Enemy(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static Enemy at(Patient.Door door) throws IOException {
        Status.Port port = door.port();
        // Who listens on all addresses is met on loopback.
        String ip = port.address().equals("*") ? "127.0.0.1" : port.address();
        var socket = new Socket();
        try {
            var where = new InetSocketAddress(InetAddress.ofLiteral(ip), port.port());
            socket.connect(where, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Enemy(door.isTls() ? within(socket, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException("%s: %s".formatted(door, e.getMessage()), e);
        }
    }

    private static SSLSocket within(Socket socket, Status.Port port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            var secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, port.host(), port.port(), true);
            secure.startHandshake();
            return secure;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS: " + e.getMessage(), e);
        }
    }

    /** Enemies believe any certificate. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** The certificate that the port shows; null without TLS. */
    @Nullable X509Certificate certificate() throws IOException {
        return socket instanceof SSLSocket secure
                ? (X509Certificate) secure.getSession().getPeerCertificates()[0]
                : null;
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void say(String text) throws IOException {
        write((text + "\r\n").getBytes(ISO_8859_1));
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.size() > BYTES_MAX) {
                throw new EOFException("the other side ended in the middle of a line");
            }
            line.write(one);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** A reply of a mail server: its last line. */
    String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    String ask(String command) throws IOException {
        say(command);
        return reply();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        new DataInputStream(in).readFully(bytes);
        return bytes;
    }

    /** All up to the end. */
    String rest() throws IOException {
        return new String(in.readNBytes(BYTES_MAX), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
