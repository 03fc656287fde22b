package org.honeyspam.web;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame of HTTP/2 (RFC 9113 section 4.1).
 *
 * @param stream zero for the connection
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record H2Frame(int type, int flags, int stream, byte[] payload) {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int WITH_PRIORITY = 0x20;

    static final int HEAD_BYTES = 9;

    /** What every end must take, and no more than that is asked for. */
    static final int PAYLOAD_BYTES_MAX = 16_384;

    private static final int PRIORITY_BYTES = 5;

    static H2Frame ofNumber(int type, int stream, int number) {
        return new H2Frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .putShort((short) (payload.length >>> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The number of 31 bits at that place of the payload. */
    int number(int at) {
        return ByteBuffer.wrap(payload).getInt(at) & Integer.MAX_VALUE;
    }

    /** What is between padding and priority; null if they leave no room for it. */
    byte @Nullable [] content() {
        boolean padded = (type == DATA || type == HEADERS) && has(PADDED);
        boolean prioritized = type == HEADERS && has(WITH_PRIORITY);
        int from = (padded ? 1 : 0) + (prioritized ? PRIORITY_BYTES : 0);
        if (from > payload.length) {
            return null;
        }
        int end = payload.length - (padded ? payload[0] & 0xff : 0);
        return end < from ? null : Arrays.copyOfRange(payload, from, end);
    }

    /** The stream that this one is said to depend on; -1 if nothing is said of that. */
    int dependsOn() {
        if (type == PRIORITY) {
            return number(0);
        }
        return has(WITH_PRIORITY) ? number(has(PADDED) ? 1 : 0) : -1;
    }
}
