package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, blocking and simple. */
final class Visitor implements AutoCloseable {
    private static final int SMALL_BUFFER_BYTES = 4_096;

    private final Socket plain;
    private Socket socket;

    private Visitor(Socket socket, InetSocketAddress server) throws IOException {
        this.plain = socket;
        this.socket = socket;
        int patience = (int) Await.PATIENCE.toMillis();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(patience);
        socket.connect(server, patience);
    }

    static Visitor at(InetSocketAddress server) throws IOException {
        return new Visitor(new Socket(), server);
    }

    /** One that connects from another address of the loopback. */
    static Visitor from(String address, InetSocketAddress server) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        return new Visitor(socket, server);
    }

    /** Whether one who comes from that address is not let in and hears nothing. */
    static boolean isTurnedAway(String address, InetSocketAddress server) throws IOException {
        try (Visitor visitor = from(address, server)) {
            return visitor.ended();
        } catch (SocketException reset) { // Before he knew that he was connected.
            return true;
        }
    }

    /** One whose system holds little of what it does not read. */
    static Visitor slowAt(InetSocketAddress server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        return new Visitor(socket, server);
    }

    /** Goes on within TLS within what there is. */
    void startTlsWithin() throws IOException {
        var secure =
                (SSLSocket)
                        TlsClient.trustful()
                                .getSocketFactory()
                                .createSocket(socket, "mx.one.example", plain.getPort(), true);
        secure.startHandshake();
        socket = secure;
    }

    /** Says the first words of TLS behind the text, all at once, and does not go on. */
    void writeWithClientHello(String text) throws IOException {
        SSLEngine engine = TlsClient.trustful().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        var all = new ByteArrayOutputStream();
        all.writeBytes(text.getBytes(ISO_8859_1));
        all.write(hello.array(), 0, hello.position());
        socket.getOutputStream().write(all.toByteArray());
    }

    /** The next byte; less than nothing at the end. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Goes on within TLS; {@code client} says how it is asked for. */
    SSLSession startTls(SSLContext context, Consumer<SSLSocket> client) throws IOException {
        var secure =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(plain, "mx.one.example", plain.getPort(), true);
        client.accept(secure);
        secure.startHandshake();
        socket = secure;
        return secure.getSession();
    }

    SSLSession startTls() throws IOException {
        return startTls(TlsClient.trustful(), secure -> {});
    }

    /** Shakes hands once more, within TLS. */
    void startTlsAgain() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    /** Past TLS. */
    void writePlain(byte[] bytes) throws IOException {
        plain.getOutputStream().write(bytes);
    }

    /** Ends the connection without a farewell of TLS. */
    void closePlain() throws IOException {
        plain.close();
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    void writeByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether the connection ends, with or without a farewell, and nothing more was said. */
    boolean ended() throws IOException {
        try {
            return read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** The next line without its end; null when there is none before the end. */
    @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(ISO_8859_1);
            }
            line.write(b);
        }
        return null;
    }

    /** All that comes until the server ends. */
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** How much comes until the server ends, in whatever way. */
    long drain() throws IOException {
        long all = 0;
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                all += n;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return all; // A reset is an end, too.
        }
        return all;
    }

    /** Whether nothing comes within that time. */
    boolean hearsNothingFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        }
    }

    /** Leaves in order, and can be left again. */
    void leave() throws IOException {
        socket.close();
    }

    /** Leaves without a good-bye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
