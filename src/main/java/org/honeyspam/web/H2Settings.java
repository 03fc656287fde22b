package org.honeyspam.web;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one end of HTTP/2 tells the other about itself (RFC 9113 section 6.5). */
final class H2Settings {
    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int BYTES_OF_ONE = 6;

    private static final long FRAME_BYTES_MAX = (1 << 24) - 1;

    private H2Settings() {}

    static byte[] of(int setting, int value) {
        return ByteBuffer.allocate(BYTES_OF_ONE).putShort((short) setting).putInt(value).array();
    }

    /** The last value of each, of a payload whose length is right. */
    static Map<Integer, Long> read(byte[] payload) {
        Map<Integer, Long> all = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(payload);
        while (rest.hasRemaining()) {
            all.put(rest.getShort() & 0xffff, rest.getInt() & 0xffff_ffffL);
        }
        return all;
    }

    /** What is wrong with a value; null if nothing is. */
    static @Nullable H2Error fault(int setting, long value) {
        return switch (setting) {
            case ENABLE_PUSH -> value > 1 ? H2Error.PROTOCOL_ERROR : null;
            case INITIAL_WINDOW_SIZE ->
                    value > Integer.MAX_VALUE ? H2Error.FLOW_CONTROL_ERROR : null;
            case MAX_FRAME_SIZE ->
                    value < H2Frame.PAYLOAD_BYTES_MAX || value > FRAME_BYTES_MAX
                            ? H2Error.PROTOCOL_ERROR
                            : null;
            default -> null;
        };
    }
}
