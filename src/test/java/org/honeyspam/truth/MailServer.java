package org.honeyspam.truth;

import java.net.InetSocketAddress;

/** A mail server on loopback that runs for as long as the test: a real one, or ours. */
interface MailServer extends Server {

    /** Where it takes mail. */
    InetSocketAddress smtp();

    @Override
    default InetSocketAddress address() {
        return smtp();
    }
}
