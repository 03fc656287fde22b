package org.honeyspam.net;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.honeyspam.dialogue.DatagramService;

/** The sockets of a port of datagrams, and who answers there. */
public final class Datagrams implements AutoCloseable {
    private final List<Channel> sockets = new ArrayList<>();
    private final List<Datagrams> open;
    private volatile DatagramService service;

    /**
     * @param open all of them, of which this one is until it is closed
     */
    Datagrams(DatagramService service, List<Datagrams> open) {
        this.service = service;
        this.open = open;
        open.add(this);
    }

    void add(Channel socket) {
        sockets.add(socket);
    }

    Supplier<DatagramService> service() {
        return () -> service;
    }

    /** From now on that one answers. */
    public void serve(DatagramService newService) {
        service = newService;
    }

    @Override
    public void close() {
        open.remove(this);
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    }
}
