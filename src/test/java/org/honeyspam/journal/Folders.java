package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.JournalReader.Position;

/** Journals on disk, written and read for tests. */
final class Folders {
    static final int QUEUE_EVENTS_MAX = 32;
    static final long SEGMENT_BYTES_MAX = 1 << 20;
    static final Configuration.Journal SETTINGS =
            new Configuration.Journal(
                    QUEUE_EVENTS_MAX, SEGMENT_BYTES_MAX, 1 << 30, Duration.ofDays(30));

    static final ChainKey KEY = new ChainKey(new byte[32]);

    private Folders() {}

    static Journal open(Path folder) throws IOException {
        return Journal.open(folder, "n1", 7, SETTINGS, KEY);
    }

    static byte[] line(int number) {
        return Lines.write("n1", "n1-7-" + number, Samples.entry(number));
    }

    /** Writes each of the numbered events as a batch of its own. */
    static void commit(JournalFile file, int from, int to) throws IOException {
        for (int i = from; i <= to; i++) {
            file.add(line(i));
            file.commit();
        }
    }

    /** A first segment that holds exactly these bytes. */
    static void segment(Path folder, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Files.write(segment(folder, 1), bytes);
    }

    static Path segment(Path folder, int number) {
        return folder.resolve("%010d.jsonl".formatted(number));
    }

    static List<Recorded> read(Path folder) throws IOException {
        try (var reader = new JournalReader(folder, Position.START)) {
            return rest(reader);
        }
    }

    static List<Recorded> rest(JournalReader reader) throws IOException {
        List<Recorded> events = new ArrayList<>();
        for (Recorded event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    /** The numbers of the sample events that are there, in order. */
    static List<Integer> numbers(List<Recorded> events) {
        return events.stream()
                .map(event -> ((JournalEvent.SmtpCommand) event.event()).line())
                .map(line -> Integer.parseInt(line.substring("NOOP ".length())))
                .toList();
    }

    static List<Integer> numbersIn(Path folder) throws IOException {
        return numbers(read(folder));
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, UTF_8);
    }
}
