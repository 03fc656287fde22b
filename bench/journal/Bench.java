import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;

/** Durable events a second: the journal's group commit beside a file with an fsync an event. */
final class Bench {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int[] WAITERS = {1, 64, 1_000};
    private static final JournalEvent EVENT =
            new JournalEvent.SmtpCommand("RCPT TO:<somebody@far.example>", 250, List.of("2.1.5 Ok"));

    void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<List<Double>> rates = new ArrayList<>();
        for (int i = 0; i <= WAITERS.length; i++) {
            rates.add(new ArrayList<>());
        }
        journal(folder, 1_000); // Warms the compiler up.
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            rates.getFirst().add(single(folder));
            for (int i = 0; i < WAITERS.length; i++) {
                rates.get(i + 1).add(journal(folder, WAITERS[i]));
            }
        }
        double single = median(rates.getFirst());
        System.out.println("| durable events | a second | x |\n| --- | ---: | ---: |");
        System.out.printf("| a file, an fsync an event | %,.0f | 1.0 |%n", single);
        for (int i = 0; i < WAITERS.length; i++) {
            double rate = median(rates.get(i + 1));
            String row = "| the journal, %,d waiting | %,.0f | %.1f |%n";
            System.out.printf(row, WAITERS[i], rate, rate / single);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double single(Path folder) throws Exception {
        Path file = folder.resolve("single");
        byte[] line = "x".repeat(420).concat("\n").getBytes(StandardCharsets.US_ASCII);
        long count = 0;
        long start = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (; System.nanoTime() - start < ROUND.toNanos(); count++) {
                channel.write(ByteBuffer.wrap(line));
                channel.force(false);
            }
        }
        double rate = count / ((System.nanoTime() - start) / 1e9);
        Files.delete(file);
        return rate;
    }

    /** So many wait at once, each for its own event; who is told offers the next. */
    private static double journal(Path folder, int waiters) throws Exception {
        var settings =
                new Configuration.Journal(16_384, 64 << 20, 20L << 30, Duration.ofDays(730));
        Path data = folder.resolve("journal");
        var done = new AtomicLong();
        var free = new Semaphore(waiters);
        long start = System.nanoTime();
        try (Journal journal = Journal.open(data, "bench", 1, settings, new ChainKey(new byte[32]))) {
            while (System.nanoTime() - start < ROUND.toNanos()) {
                free.acquire();
                journal.offer(
                        new Entry(Instant.now(), null, EVENT),
                        () -> {
                            done.incrementAndGet();
                            free.release();
                        });
            }
        }
        double rate = done.get() / ((System.nanoTime() - start) / 1e9);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return rate;
    }
}
