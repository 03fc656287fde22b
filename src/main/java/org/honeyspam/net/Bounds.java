package org.honeyspam.net;

import org.honeyspam.config.Configuration.Limits;

/**
 * How many are let in, and how fast.
 *
 * @param all connections at once; {@code source}, {@code network}: of one address, one network
 * @param perSecond connections that are let in; {@code networkPerSecond}: of one network
 * @param leaving those who were told to go and have not gone yet: they still hold a file
 */
record Bounds(int all, int source, int network, int perSecond, int networkPerSecond, int leaving) {

    /** What the operator allows, as far as there are open files for it. */
    static Bounds of(Limits limits, OpenFiles files) {
        return new Bounds(
                Math.min(limits.connectionsMax(), files.connectionsMax()),
                limits.connectionsPerSourceMax(),
                limits.connectionsPerNetworkMax(),
                limits.acceptsPerSecondMax(),
                limits.acceptsPerSecondPerNetworkMax(),
                files.spare());
    }
}
