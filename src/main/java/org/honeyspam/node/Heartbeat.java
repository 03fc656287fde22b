package org.honeyspam.node;

import java.time.Duration;
import org.honeyspam.health.Supervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager, twice as often as it wants to hear it, that the node is alive; and
 * does not when the node does not answer, so that it is ended and started again.
 */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Node node;
    private final Supervisor supervisor;
    private final Duration every;

    private Heartbeat(Node node, Supervisor supervisor, Duration limit) {
        this.node = node;
        this.supervisor = supervisor;
        this.every = limit.dividedBy(2);
    }

    /** Begins, if anybody wants to hear it; it lasts as long as the process. */
    public static void start(Node node, Supervisor supervisor) {
        Duration limit = supervisor.watchdogLimit();
        if (limit != null) {
            var heartbeat = new Heartbeat(node, supervisor, limit);
            Thread.ofPlatform().daemon().name("heartbeat").start(heartbeat::beat);
        }
    }

    private void beat() {
        try {
            while (true) {
                long began = System.nanoTime();
                if (node.answers(every)) {
                    supervisor.watchdog();
                } else {
                    LOG.error("The node has not answered for {}; the watchdog is not fed", every);
                }
                long left = every.toNanos() - (System.nanoTime() - began);
                Thread.sleep(Duration.ofNanos(Math.max(0, left)));
            }
        } catch (InterruptedException e) {
            LOG.error("The heartbeat was interrupted");
        }
    }
}
