package org.honeyspam.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A port of loopback that a server of others is to listen on. */
public record LoopbackPort(int number) {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST = 12_000;
    private static final int FIRST_GIVEN = 32_768;
    private static final int TRIES_MAX = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** One that nobody listens on now. */
    public static LoopbackPort free() throws IOException {
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            return new LoopbackPort(socket.getLocalPort());
        }
    }

    /**
     * The number of a port that nobody has at any address, and below those that the kernel gives to
     * who asks for any: nobody else gets it meanwhile.
     */
    public static int everywhere() throws IOException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int number = ThreadLocalRandom.current().nextInt(FIRST, FIRST_GIVEN);
            if (isFreeEverywhere(number)) {
                return number;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFreeEverywhere(int number) throws IOException {
        try (var socket = new ServerSocket(number, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
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
