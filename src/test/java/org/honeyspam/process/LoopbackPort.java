package org.honeyspam.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A port of loopback that a server of others is to listen on. */
public record LoopbackPort(int number) {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** One that nobody listens on now. */
    public static LoopbackPort free() throws IOException {
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            return new LoopbackPort(socket.getLocalPort());
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(LOOPBACK, number);
    }

    /**
     * Waits until somebody listens; false if the process ends, or does not come that far in time.
     */
    public boolean opens(Process process, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    private boolean accepts() {
        try (var socket = new Socket(LOOPBACK, number)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
