package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A mail server on loopback that runs for as long as the test: a real one, or ours. */
interface MailServer extends AutoCloseable {

    /** Where it takes mail. */
    InetSocketAddress smtp();

    @Override
    void close() throws IOException;
}
