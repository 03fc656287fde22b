import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes out of a cache of classes when it was made, so that each build makes the same: FIRST SECOND, two that were made
 * one after the other, of which the second becomes it. Their soft references hold how long the machine was up, in
 * milliseconds, and their header checksums, which nobody looks at without -XX:+VerifySharedSpaces. Both become 0: what is
 * softly referred to is made again when the collector has thrown it away. Any other difference is a failure.
 */
final class Timeless {
    private static final int HEADER_BYTES = 4096;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Timeless() {}

    public static void main(String[] arguments) throws IOException {
        Path made = Path.of(arguments[1]);
        ByteBuffer first = read(Path.of(arguments[0]));
        ByteBuffer second = read(made);
        if (first.limit() != second.limit()) {
            throw new IOException("two caches of the same classes have different sizes");
        }
        long upMillis = System.nanoTime() / NANOS_PER_MILLI; // By the clock of which theirs is.
        for (int i = 0; i < HEADER_BYTES; i += Integer.BYTES) {
            if (first.getInt(i) != second.getInt(i)) {
                second.putInt(i, 0);
            }
        }
        for (int i = HEADER_BYTES; i < second.limit(); i += Long.BYTES) {
            long before = first.getLong(i);
            long after = second.getLong(i);
            if (before != after) {
                if (before < 0 || before > after || after > upMillis) {
                    throw new IOException("two caches of the same classes differ at byte " + i);
                }
                second.putLong(i, 0);
            }
        }
        Files.write(made, second.array());
    }

    private static ByteBuffer read(Path cache) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(cache)).order(ByteOrder.nativeOrder());
    }
}
