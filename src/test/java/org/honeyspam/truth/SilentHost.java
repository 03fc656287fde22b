package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** A host on loopback that takes connections at a port of mail, and never says a word. */
final class SilentHost implements AutoCloseable {
    private static final int PORT = 2_525;
    private static final int WAITING_MAX = 500;

    private final ServerSocket listener;
    private final Queue<Socket> guests = new ConcurrentLinkedQueue<>();

    private SilentHost(ServerSocket listener) {
        this.listener = listener;
        Thread.ofVirtual().start(this::accept);
    }

    /** At an address that nobody else is likely to have. */
    static SilentHost start() throws IOException {
        var dice = ThreadLocalRandom.current();
        byte[] ip = {127, 25, (byte) dice.nextInt(256), (byte) dice.nextInt(1, 255)};
        return new SilentHost(new ServerSocket(PORT, WAITING_MAX, InetAddress.getByAddress(ip)));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), PORT);
    }

    private void accept() {
        try {
            while (true) {
                guests.add(listener.accept());
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket guest : guests) {
            guest.close();
        }
    }
}
