package org.honeyspam.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.honeyspam.intel.Summary;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Streams of events: rows for the live page, which leave out what nobody could read so fast, and
 * lines for programs, which leave out nothing and can go on where they were cut off.
 */
public final class Streams {
    private static final int TICK_MILLIS = 1_000;
    private static final int ROWS_A_TICK_MAX = 20;
    private static final int BEAT_TICKS = 15;
    private static final int POLL_MILLIS = 200;

    private final Wire wire;
    private final Path journal;
    private final Semaphore viewers;
    private final int most;

    public Streams(Wire wire, Path journal, int viewersMax) {
        this.wire = wire;
        this.journal = journal;
        this.most = viewersMax;
        this.viewers = new Semaphore(viewersMax);
    }

    /** Takes a place; false if there is none. */
    public boolean enter() {
        return viewers.tryAcquire();
    }

    public void leave() {
        viewers.release();
    }

    /** How many look on now. */
    public int viewers() {
        return most - viewers.availablePermits();
    }

    /**
     * Which events are meant.
     *
     * @param is of action, service, ip, session what they have to be
     */
    public record Wanted(Map<String, String> is) {
        boolean fits(Recorded event) {
            return fits("action", Summary.action(event.event()))
                    && fits("service", event.service() == null ? "node" : event.service())
                    && fits("ip", event.sourceIp())
                    && fits("session", event.session());
        }

        private boolean fits(String name, @Nullable String value) {
            String wanted = is.get(name);
            return wanted == null || wanted.equals(value);
        }
    }

    /** Rows for the live page, as server-sent events, until the viewer is gone. */
    public void rows(Wanted wanted, OutputStream out) throws IOException, InterruptedException {
        long at = wire.end();
        int silent = 0;
        write(": welcome\n\n", out);
        while (true) {
            Thread.sleep(TICK_MILLIS);
            Wire.Seen seen = wire.since(at);
            at = seen.end();
            List<Wire.Passing> fitting = new ArrayList<>();
            for (Wire.Passing passing : seen.events()) {
                if (wanted.fits(passing.event())) {
                    fitting.add(passing);
                }
            }
            silent = fitting.isEmpty() ? silent + 1 : 0;
            if (!fitting.isEmpty()) {
                write(rows(fitting, seen.missed()), out);
            } else if (silent % BEAT_TICKS == 0) {
                write(": still here\n\n", out);
            }
        }
    }

    private static String rows(List<Wire.Passing> fitting, long missed) {
        int shown = Math.min(ROWS_A_TICK_MAX, fitting.size());
        long more = fitting.size() - shown + missed;
        var text = new StringBuilder("event: rows\ndata: ");
        for (Wire.Passing passing : fitting.reversed().subList(0, shown)) {
            text.append(passing.row());
        }
        if (more > 0) {
            text.append("<tr class=\"more\"><td colspan=\"5\">and ")
                    .append(more)
                    .append(" more in this second</td></tr>");
        }
        return text.append("\n\n").toString();
    }

    /**
     * Lines of the journal as they are, each with the place behind it.
     *
     * @param events whether as server-sent events; else a JSON object a line
     * @param follow whether to wait for what is to come; else it ends where the journal ends
     */
    public void lines(
            Position from, Wanted wanted, boolean events, boolean follow, OutputStream out)
            throws IOException, InterruptedException {
        try (var reader = new JournalReader(journal, from)) {
            int waited = 0;
            while (true) {
                String line = reader.nextLine();
                if (line == null) {
                    out.flush();
                    if (!follow) {
                        return;
                    }
                    Thread.sleep(POLL_MILLIS);
                    waited++;
                    if (waited * POLL_MILLIS >= BEAT_TICKS * TICK_MILLIS) {
                        write(events ? ": still here\n\n" : "\n", out);
                        waited = 0;
                    }
                } else if (fits(line, wanted)) {
                    out.write(framed(line, cursor(reader.position()), events).getBytes(UTF_8));
                }
            }
        }
    }

    /** Also not of anything that is no event: as what a cursor in the middle of a line gives. */
    private static boolean fits(String line, Wanted wanted) {
        Recorded event = Lines.read(line);
        return event != null && wanted.fits(event);
    }

    private static String framed(String line, String cursor, boolean events) {
        return events
                ? "id: %s\ndata: %s\n\n".formatted(cursor, line)
                : "{\"cursor\":\"%s\",\"event\":%s}\n".formatted(cursor, line);
    }

    /** A place in the journal, as it is told. */
    public static String cursor(Position position) {
        return position.segment() + "-" + position.offsetBytes();
    }

    /** The place that was told so; null if it is none. */
    public static @Nullable Position position(String cursor) {
        int dash = cursor.indexOf('-');
        boolean sound = cursor.matches("\\d{1,18}-\\d{1,18}");
        return sound
                ? new Position(
                        Long.parseLong(cursor.substring(0, dash)),
                        Long.parseLong(cursor.substring(dash + 1)))
                : null;
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
