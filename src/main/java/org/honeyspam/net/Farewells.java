package org.honeyspam.net;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says to how many of those who are not let in there is time to say why: so many at once, so many a
 * second, and of one network fewer. The others are reset, which costs least.
 */
final class Farewells {
    private static final int NETWORKS = 4_096;
    private static final int PER_SECOND = 200;
    private static final int OF_NETWORK_PER_SECOND = 50;

    private final int most;
    private final AtomicInteger now = new AtomicInteger();
    private final ArrivalRate rate = new ArrivalRate(1, PER_SECOND, PER_SECOND);
    private final ArrivalRate networkRate =
            new ArrivalRate(NETWORKS, OF_NETWORK_PER_SECOND, OF_NETWORK_PER_SECOND);

    /**
     * @param most at once
     */
    Farewells(int most) {
        this.most = most;
    }

    /** Whether there is time for one from there; he is under way until his channel is closed. */
    synchronized boolean begin(InetAddress source, Channel channel) {
        if (now.get() >= most || !networkRate.take(Prefix.of(source)) || !rate.take(0)) {
            return false;
        }
        now.incrementAndGet();
        channel.closeFuture().addListener(closed -> now.decrementAndGet());
        return true;
    }
}
