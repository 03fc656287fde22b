package org.honeyspam.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Makes sockets that take in no more than so much, in no more than so long: the server at the other
 * end is a spammer's.
 */
final class NarrowSockets extends SocketFactory {
    private final int bytesMax;
    private final long deadline;

    NarrowSockets(int bytesMax, Duration timeMax) {
        this.bytesMax = bytesMax;
        this.deadline = System.nanoTime() + timeMax.toNanos();
    }

    @Override
    public Socket createSocket() {
        return new Narrow();
    }

    private final class Narrow extends Socket {
        private int taken;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    if (taken >= bytesMax) {
                        throw new IOException("the server says more than is listened to");
                    }
                    if (System.nanoTime() - deadline >= 0) {
                        throw new SocketTimeoutException("the server takes too long");
                    }
                    int read = super.read(bytes, from, Math.min(length, bytesMax - taken));
                    taken += Math.max(read, 0);
                    return read;
                }
            };
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("sockets are connected by who asked for them");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("sockets are connected by who asked for them");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("sockets are connected by who asked for them");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("sockets are connected by who asked for them");
    }
}
