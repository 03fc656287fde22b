package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;

/** The clock, by what is on record: it must not be behind what was written before. */
final class ClockCheck implements Check {
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Instant last = newest(patient);
        if (last != null && last.isAfter(patient.now().plus(TOLERANCE))) {
            return List.of(
                    Finding.failure(
                            name(),
                            "it is %s, but there are events of %s on record"
                                    .formatted(patient.now(), last),
                            "set the clock and keep it by NTP (systemd-timesyncd, chrony)"));
        }
        return List.of(Finding.ok(name(), "it is not behind the record"));
    }

    private static @Nullable Instant newest(Patient patient) throws IOException {
        var journal = patient.data().journal();
        List<Long> numbers = new SegmentFolder(journal, ".jsonl").numbers();
        if (numbers.isEmpty()) {
            return null;
        }
        Instant newest = null;
        try (var reader =
                new JournalReader(journal, new JournalReader.Position(numbers.getLast(), 0))) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                boolean ours = one.replayed() == null; // Others have their own clocks.
                boolean later = newest == null || one.time().isAfter(newest);
                newest = ours && later ? one.time() : newest;
            }
        }
        return newest;
    }
}
