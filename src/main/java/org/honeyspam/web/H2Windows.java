package org.honeyspam.web;

/** Flow control of a connection (RFC 9113 section 5.2): what may be sent, and heard. */
final class H2Windows {
    static final int INITIAL = 65_535;

    /** So much is heard before the peer is told that there is room again. */
    private static final int TOLD_FROM_BYTES = 32_768;

    private int heard;
    private int receive = INITIAL;
    private long send = INITIAL;
    private long initialSend = INITIAL;

    /** Whether that much may still be added to a window. */
    static boolean fits(long window, long more) {
        return window + more <= Integer.MAX_VALUE;
    }

    long send() {
        return send;
    }

    void sendMore(long bytes) {
        send += bytes;
    }

    /** What each stream begins with. */
    long initialSend() {
        return initialSend;
    }

    /** Returns by how much the windows of all streams change. */
    long initialSendBecomes(long bytes) {
        long change = bytes - initialSend;
        initialSend = bytes;
        return change;
    }

    /** Whether the peer kept to what it was granted. */
    boolean hears(int bytes) {
        receive -= bytes;
        heard += bytes;
        return receive >= 0;
    }

    /** What to grant anew; zero as long as there is enough. */
    int toGrant() {
        if (heard < TOLD_FROM_BYTES) {
            return 0;
        }
        int grant = heard;
        heard = 0;
        receive += grant;
        return grant;
    }
}
