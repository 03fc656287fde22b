package org.honeyspam.intel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next events while rows are made of the last ones: to read takes half as long as to make
 * them, and a second core does it. Where few are left nobody is asked to.
 */
final class EventsAhead {
    private static final int CHUNK_EVENTS = 500;

    private final JournalReader reader;
    private int wanted;
    private @Nullable FutureTask<List<Recorded>> reading;

    /**
     * Begins where the reader stands.
     *
     * @param most events in all, behind which the reader is left
     */
    EventsAhead(JournalReader reader, int most) {
        this.reader = reader;
        this.wanted = most;
    }

    /** The next ones; none if there are no more, or enough. */
    List<Recorded> next() throws IOException {
        FutureTask<List<Recorded>> before = reading;
        reading = null;
        int most = Math.min(CHUNK_EVENTS, wanted);
        List<Recorded> events = before == null ? read(most) : result(before);
        wanted = events.size() < most ? 0 : wanted - events.size();
        if (wanted > 0) {
            int then = Math.min(CHUNK_EVENTS, wanted);
            reading = new FutureTask<>(() -> read(then));
            Thread.ofPlatform().daemon().name("journal").start(reading); // As patient as this one.
        }
        return events;
    }

    private List<Recorded> read(int most) throws IOException {
        List<Recorded> events = new ArrayList<>(most);
        while (events.size() < most) {
            Recorded event = reader.next();
            if (event == null) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    private static List<Recorded> result(FutureTask<List<Recorded>> reading) throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("a stop, in the middle of a read");
        }
    }

    /** Waits until nobody uses the reader any more, also where what was read is of no use. */
    void end() {
        FutureTask<List<Recorded>> left = reading;
        reading = null;
        while (left != null && !left.isDone()) {
            Thread.onSpinWait();
        }
    }
}
