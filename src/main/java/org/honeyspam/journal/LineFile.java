package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads complete lines of a segment from a byte onwards; an unfinished last line is not there. */
final class LineFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long offset;

    LineFile(Path file, long offset) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ).position(offset);
        this.offset = offset;
    }

    /** The next complete line, without its line feed; null at the end of what is complete. */
    @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream(512);
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                return null;
            }
            int from = buffer.position();
            int end = from;
            while (end < buffer.limit() && buffer.get(end) != '\n') {
                end++;
            }
            line.write(buffer.array(), from, end - from);
            boolean complete = end < buffer.limit();
            buffer.position(complete ? end + 1 : end);
            if (complete) {
                offset += line.size() + 1L;
                return line.toString(UTF_8);
            }
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        return read > 0;
    }

    /** Where the next line begins. */
    long offset() {
        return offset;
    }

    /**
     * The end of a file.
     *
     * @param boot the last in which the node itself wrote a line; -1 if there is none
     * @param endBytes where the last whole line ends; 0 if there is none
     */
    record Tail(long boot, long endBytes) {}

    /**
     * Finds the last whole line. A damaged one before it stays, as readers pass over it: those
     * behind it may have been acknowledged.
     *
     * @param node whose lines are its own
     */
    static Tail tail(Path file, String node) throws IOException {
        try (var lines = new LineFile(file, 0)) {
            var tail = new Tail(-1, 0);
            for (String line = lines.next(); line != null; line = lines.next()) {
                tail =
                        switch (Lines.origin(line, node)) {
                            case Lines.Origin.None _ -> tail;
                            case Lines.Origin.Own own -> new Tail(own.boot(), lines.offset());
                            case Lines.Origin.Other _ -> new Tail(tail.boot(), lines.offset());
                        };
            }
            return tail;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
