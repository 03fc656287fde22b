package org.honeyspam.mail;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.honeyspam.dialogue.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The form of a segment of messages: records, each a header and a zstd frame. The header holds a
 * mark, the length of the message, the length of the frame, the SHA-256 of the message, and a
 * CRC-32C over the rest of the header and the frame.
 */
final class MailSegment {
    static final String SUFFIX = ".mail";
    static final int HASH_BYTES = 32;
    static final int HEADER_BYTES = 4 + 4 + 4 + HASH_BYTES + 4;
    private static final int MARK = 0x48_53_4d_31; // "HSM1"
    private static final int FRAME_BYTES_MAX = 1 << 30;
    private static final int LEVEL = 3;
    private static final int SEARCH_BYTES = 64 * 1024;
    private static final int UNWRITTEN_BYTES = 8;

    private MailSegment() {}

    /** What a record's header says, and where it stands. */
    record Header(long offset, int messageBytes, int frameBytes, String sha256, int crc) {
        long end() {
            return offset + HEADER_BYTES + frameBytes;
        }

        /** The key of the index. */
        long key() {
            return HexFormat.fromHexDigitsToLong(sha256, 0, 16);
        }
    }

    /** What records are compressed with: to make one takes longer than most messages do. */
    static ZstdCompressCtx compressor() {
        return new ZstdCompressCtx().setLevel(LEVEL);
    }

    /** A record ready to be written. */
    static ByteBuffer record(byte[] message, byte[] hash, ZstdCompressCtx compressor) {
        byte[] frame = compressor.compress(message);
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + frame.length);
        record.putInt(MARK).putInt(message.length).putInt(frame.length).put(hash);
        record.putInt(crc(record.array(), frame)).put(frame);
        return record.flip();
    }

    /** The header at that place; null if there is no whole record. */
    static @Nullable Header header(FileChannel channel, long offset) throws IOException {
        Header header = anyHeader(channel, offset);
        return header != null && header.end() <= channel.size() ? header : null;
    }

    private static @Nullable Header anyHeader(FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        readFully(channel, bytes, offset);
        if (bytes.hasRemaining()) {
            return null;
        }
        bytes.flip();
        if (bytes.getInt() != MARK) {
            return null;
        }
        int messageBytes = bytes.getInt();
        int frameBytes = bytes.getInt();
        byte[] hash = new byte[HASH_BYTES];
        bytes.get(hash);
        String sha256 = HexFormat.of().formatHex(hash);
        var header = new Header(offset, messageBytes, frameBytes, sha256, bytes.getInt());
        boolean plausible =
                messageBytes >= 0
                        && messageBytes <= FRAME_BYTES_MAX
                        && frameBytes > 0
                        && frameBytes <= FRAME_BYTES_MAX;
        return plausible ? header : null;
    }

    /**
     * Whether the end of a file, which is no whole record, is more than a write that was cut off:
     * then bytes of it are not as they were written.
     */
    static boolean isDamaged(FileChannel channel, long offset) throws IOException {
        long size = channel.size();
        if (endsUnwritten(channel, offset, size)) {
            return false;
        }
        byte[] head = bytes(channel, offset, Math.min(HEADER_BYTES, size - offset));
        byte[] mark = ByteBuffer.allocate(Integer.BYTES).putInt(MARK).array();
        int shown = Math.min(mark.length, head.length);
        if (!Arrays.equals(head, 0, shown, mark, 0, shown)) {
            return true;
        }
        if (head.length < HEADER_BYTES) {
            return false;
        }
        Header header = anyHeader(channel, offset);
        if (header == null) {
            return true;
        }
        // A length that leads behind the end was cut off, or is not as it was: the frame knows.
        return header.end() <= size
                ? !intact(channel, header)
                : holdsFrame(channel, offset + HEADER_BYTES, size);
    }

    /** What of a file never reached the disk before the power went is zeros. */
    private static boolean endsUnwritten(FileChannel channel, long offset, long size)
            throws IOException {
        int last = (int) Math.min(UNWRITTEN_BYTES, size - offset);
        return Arrays.equals(bytes(channel, size - last, last), new byte[last]);
    }

    private static boolean holdsFrame(FileChannel channel, long from, long size)
            throws IOException {
        if (from == size) {
            return false;
        }
        try {
            byte[] frame = bytes(channel, from, Math.min(FRAME_BYTES_MAX, size - from));
            return Zstd.findFrameCompressedSize(frame) > 0;
        } catch (ZstdException e) {
            return false; // Of one that was cut off.
        }
    }

    /** The first record behind that byte that is as it was written; null if there is none. */
    static @Nullable Header search(FileChannel channel, long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(SEARCH_BYTES);
        long at = from;
        while (at + HEADER_BYTES <= channel.size()) {
            readFully(channel, window.clear(), at);
            window.flip();
            for (int i = 0; i + Integer.BYTES <= window.limit(); i++) {
                Header header = window.getInt(i) == MARK ? header(channel, at + i) : null;
                if (header != null && intact(channel, header)) {
                    return header;
                }
            }
            at += window.limit() - Integer.BYTES + 1;
        }
        return null;
    }

    /** Whether the record is as it was written. */
    static boolean intact(FileChannel channel, Header header) throws IOException {
        byte[] head = bytes(channel, header.offset(), HEADER_BYTES);
        return crc(head, frame(channel, header)) == header.crc();
    }

    /** The message of a record; fails if the disk no longer holds what was written. */
    static byte[] message(FileChannel channel, Header header) throws IOException {
        try {
            byte[] message = Zstd.decompress(frame(channel, header), header.messageBytes());
            String found = Sha256.hex(message);
            if (found.equals(header.sha256())) {
                return message;
            }
        } catch (ZstdException e) {
            throw new Damaged(header, e);
        }
        throw new Damaged(header, null);
    }

    /** The disk no longer holds what was written. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        private Damaged(Header header, @Nullable Throwable cause) {
            super("message " + header.sha256() + " is damaged on disk", cause);
        }
    }

    private static byte[] frame(FileChannel channel, Header header) throws IOException {
        return bytes(channel, header.offset() + HEADER_BYTES, header.frameBytes());
    }

    private static byte[] bytes(FileChannel channel, long offset, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        readFully(channel, bytes, offset);
        return bytes.array();
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long offset)
            throws IOException {
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = channel.read(into, offset + into.position());
        }
    }

    private static int crc(byte[] header, byte[] frame) {
        var crc = new CRC32C();
        crc.update(header, 0, HEADER_BYTES - 4);
        crc.update(frame);
        return (int) crc.getValue();
    }
}
