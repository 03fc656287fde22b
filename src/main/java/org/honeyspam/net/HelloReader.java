package org.honeyspam.net;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ClientHello at the beginning of a stream of bytes, in records of any size, wherever the
 * network cut them. Holds no more than the longest one that is believed.
 */
final class HelloReader {
    /** More than the JDK takes; what is longer gets no fingerprint. */
    private static final int HELLO_BYTES_MAX = 64 * 1024;

    private static final int RECORD_HEAD_BYTES = 5;
    private static final int MESSAGE_HEAD_BYTES = 4;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;

    private final byte[] head = new byte[RECORD_HEAD_BYTES];
    private int headBytes;
    private int recordLeft;

    /** How much of the message must be there before it is worth another look. */
    private int wantedBytes = MESSAGE_HEAD_BYTES;

    private @Nullable ByteArrayOutputStream message = new ByteArrayOutputStream(512);
    private @Nullable ClientHello hello;

    /** Takes what came next; false if no more is needed. */
    boolean feed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && message != null) {
            if (recordLeft == 0) {
                head[headBytes++] = bytes[at++];
                if (headBytes == RECORD_HEAD_BYTES) {
                    startRecord();
                }
            } else {
                int length = Math.min(recordLeft, bytes.length - at);
                message.write(bytes, at, length);
                at += length;
                recordLeft -= length;
                look(message);
            }
        }
        return message != null;
    }

    /** The ClientHello; null if it is not complete or there is none. */
    @Nullable ClientHello hello() {
        return hello;
    }

    private void startRecord() {
        headBytes = 0;
        recordLeft = (head[3] & 0xff) << 8 | head[4] & 0xff;
        if (head[0] != HANDSHAKE || recordLeft == 0) {
            message = null; // Not TLS, or not its beginning.
        }
    }

    private void look(ByteArrayOutputStream sofar) {
        if (sofar.size() < wantedBytes) {
            return;
        }
        byte[] all = sofar.toByteArray();
        int length = (all[1] & 0xff) << 16 | (all[2] & 0xff) << 8 | all[3] & 0xff;
        if (all[0] != CLIENT_HELLO || length > HELLO_BYTES_MAX) {
            message = null;
            return;
        }
        wantedBytes = MESSAGE_HEAD_BYTES + length;
        if (all.length >= wantedBytes) {
            hello = ClientHello.parse(Arrays.copyOfRange(all, MESSAGE_HEAD_BYTES, wantedBytes));
            message = null;
        }
    }
}
