package org.honeyspam.web;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into frames, wherever the network cut it; holds no more than one. */
final class H2Cutter {
    private byte[] held = new byte[H2Frame.HEAD_BYTES];
    private int size;

    /** Takes bytes up to the end of a frame; returns the index of the first one not taken. */
    int feed(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && size < needed() && !tooLong()) {
            int taken = Math.min(needed() - size, bytes.length - at);
            if (held.length < needed()) {
                held = Arrays.copyOf(held, needed());
            }
            System.arraycopy(bytes, at, held, size, taken);
            size += taken;
            at += taken;
        }
        return at;
    }

    private int needed() {
        return size < H2Frame.HEAD_BYTES ? H2Frame.HEAD_BYTES : H2Frame.HEAD_BYTES + payloadBytes();
    }

    private int payloadBytes() {
        return (held[0] & 0xff) << 16 | (held[1] & 0xff) << 8 | held[2] & 0xff;
    }

    /** Whether the frame that begins is longer than one may be. */
    boolean tooLong() {
        return size >= H2Frame.HEAD_BYTES && payloadBytes() > H2Frame.PAYLOAD_BYTES_MAX;
    }

    /** The frame, if it is whole; it is then forgotten. */
    @Nullable H2Frame poll() {
        if (size < H2Frame.HEAD_BYTES || size < needed() || tooLong()) {
            return null;
        }
        ByteBuffer head = ByteBuffer.wrap(held);
        int stream = head.getInt(5) & Integer.MAX_VALUE;
        byte[] payload = Arrays.copyOfRange(held, H2Frame.HEAD_BYTES, size);
        var frame = new H2Frame(held[3] & 0xff, held[4] & 0xff, stream, payload);
        held = new byte[H2Frame.HEAD_BYTES];
        size = 0;
        return frame;
    }
}
