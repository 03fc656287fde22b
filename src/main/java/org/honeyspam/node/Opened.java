package org.honeyspam.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a node in the order they were opened; closes them in the opposite order. */
final class Opened {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Closes all; one that fails does not keep the others open. */
    void close() {
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    /** Closes one of the parts before all others. */
    void closeFirst(AutoCloseable part) {
        parts.remove(part);
        close(part);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("{} did not close in order", part.getClass().getSimpleName(), e);
        }
    }
}
