package org.honeyspam.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import org.honeyspam.config.Use;

/** An open port. Whoever comes from now on can be met otherwise than those who came before. */
public final class Port implements AutoCloseable {
    private final Channel server;
    private final Door door;
    private final List<Channel> open;

    /**
     * @param open all ports, of which this one is until it is closed
     */
    Port(Channel server, Door door, List<Channel> open) {
        this.server = server;
        this.door = door;
        this.open = open;
        open.add(server);
    }

    /** What is really listened on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** How many talk to it now. */
    public long conversations() {
        return door.seated();
    }

    /** How much of the room there is for it is taken. */
    public Use connections() {
        return door.connections();
    }

    /** Newcomers are met so; who is inside goes on as he began. */
    public void meet(Receptions receptions) {
        door.meet(receptions);
    }

    /** Takes nobody in any more; who is inside goes on. */
    @Override
    public void close() {
        open.remove(server);
        server.close().awaitUninterruptibly();
    }
}
