package org.honeyspam.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.SegmentFolder;

/** What the end of the journal tells of the last minute, and the newest events. */
final class Recent implements AutoCloseable {
    private static final int BEGIN_BYTES = 256 * 1024;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EVENTS_MAX = 100_000;

    private final JournalReader reader;
    private final Deque<Recorded> events = new ArrayDeque<>();

    private Recent(JournalReader reader) {
        this.reader = reader;
    }

    /** Begins not far before the end. */
    static Recent of(Path journal) throws IOException {
        return new Recent(new JournalReader(journal, begin(journal)));
    }

    private static Position begin(Path journal) throws IOException {
        var folder = new SegmentFolder(journal, ".jsonl");
        List<Long> numbers = folder.numbers();
        if (numbers.isEmpty()) {
            return Position.START;
        }
        long last = numbers.getLast();
        try (var file = new RandomAccessFile(folder.file(last).toFile(), "r")) {
            long offset = Math.max(0, file.length() - BEGIN_BYTES);
            file.seek(offset);
            if (offset > 0) {
                file.readLine(); // The rest of a line.
            }
            return new Position(last, file.getFilePointer());
        }
    }

    /** Takes in what came since. */
    void look() throws IOException {
        for (Recorded one = reader.next(); one != null; one = reader.next()) {
            if (one.replayed() != null) {
                continue; // It did not happen now.
            }
            events.add(one);
            if (events.size() > EVENTS_MAX) {
                events.remove();
            }
        }
    }

    private List<Recorded> ofLastMinute(Instant now) {
        return events.stream().filter(one -> one.time().isAfter(now.minus(WINDOW))).toList();
    }

    /** Events a second over the last minute, by service. */
    Map<String, Double> rates(Instant now) {
        Map<String, Double> rates = new TreeMap<>();
        for (Recorded one : ofLastMinute(now)) {
            rates.merge(Filter.service(one), 1.0 / WINDOW.toSeconds(), Double::sum);
        }
        return rates;
    }

    /** Who did most in the last minute, with how much. */
    List<Map.Entry<String, Integer>> busiest(Instant now, int hostsMax) {
        Map<String, Integer> hosts = new HashMap<>();
        for (Recorded one : ofLastMinute(now)) {
            String ip = one.sourceIp();
            if (ip != null) {
                hosts.merge(ip, 1, Integer::sum);
            }
        }
        return hosts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(hostsMax)
                .toList();
    }

    /** The newest first. */
    List<Recorded> newest(int eventsMax) {
        return events.reversed().stream().limit(eventsMax).toList();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
