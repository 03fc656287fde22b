package org.honeyspam.cli.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
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

    private static final int BYTES_MAX = 4 << 20;

    private final Alarm alarm;
    private final Socket socket;
    private final InputStream in;

    private Enemy(Alarm alarm, Socket socket) throws IOException {
        this.alarm = alarm;
        this.socket = socket;
        this.in = new InTime(socket.getInputStream());
    }

    /** What he came for took him too long. */
    static final class Late extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Patient.Door door;

        /**
         * @param cause null if there was no time left to come at all
         */
        Late(Patient.Door door, @Nullable Throwable cause) {
            super("%s: what was asked for took too long".formatted(door), cause);
            this.door = door;
        }

        Patient.Door door() {
            return door;
        }
    }

    /**
     * Comes to a port.
     *
     * @param patience for all of the visit, not for each byte: else a drip would take for ever
     */
    static Enemy at(Patient.Door door, Duration patience) throws IOException {
        Status.Port port = door.port();
        // Who listens on all addresses is met on loopback.
        String ip = port.address().equals("*") ? "127.0.0.1" : port.address();
        var socket = new Socket();
        var alarm = new Alarm(door, socket, patience);
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(ip), port.port()));
            return new Enemy(alarm, door.isTls() ? within(socket, port) : socket);
        } catch (IOException e) {
            socket.close();
            alarm.end();
            throw alarm.told(e);
        }
    }

    /** Cuts a visit off when its time is up, whatever it is at. */
    private static final class Alarm {
        private final Patient.Door door;
        private final Thread thread;
        private volatile boolean rang;

        Alarm(Patient.Door door, Socket socket, Duration patience) {
            this.door = door;
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("doctor-alarm")
                            .start(() -> cut(socket, patience));
        }

        private void cut(Socket socket, Duration patience) {
            try {
                Thread.sleep(patience);
                rang = true;
                socket.close();
            } catch (InterruptedException e) {
                // He was back in time.
            } catch (IOException e) {
                // What is wrong with the socket he finds himself.
            }
        }

        /** What went wrong, and where. */
        IOException told(IOException e) {
            return rang
                    ? new Late(door, e)
                    : new IOException("%s: %s".formatted(door, e.getMessage()), e);
        }

        void end() {
            thread.interrupt();
        }
    }

    /** What comes until then. */
    private final class InTime extends FilterInputStream {
        InTime(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw alarm.told(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw alarm.told(e);
            }
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
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw alarm.told(e);
        }
    }

    void say(String text) throws IOException {
        write((text + "\r\n").getBytes(ISO_8859_1));
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.size() > BYTES_MAX) {
                String what = "the other side ended in the middle of a line";
                throw alarm.told(new EOFException(what));
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
        if (in.readNBytes(bytes, 0, count) < count) {
            throw alarm.told(new EOFException("the other side ended too soon"));
        }
        return bytes;
    }

    /** All up to the end. */
    String rest() throws IOException {
        return new String(in.readNBytes(BYTES_MAX), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        alarm.end();
    }
}
