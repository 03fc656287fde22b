package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server on loopback that runs for as long as the test: a real one, or ours. */
interface Server extends AutoCloseable {

    /** Where it is met. */
    InetSocketAddress address();

    @Override
    void close() throws IOException;
}
