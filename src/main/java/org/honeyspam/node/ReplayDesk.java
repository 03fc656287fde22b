package org.honeyspam.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Content;
import org.honeyspam.journal.ForeignLine.Verdict;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.Lines;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.Draft;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.replay.Gate;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay brings its pieces: whoever opened the record takes them in, judges them himself,
 * and says what is on disk. Whoever comes now goes before it.
 */
final class ReplayDesk {
    static final String HOME = "home";
    static final String EVENTS = "events";
    static final String MAIL = "mail";
    static final String OWN = "own";
    static final String TEXT = "text";
    static final String FIRST = "first";
    static final String LAST = "last";
    static final String TAKEN = "taken";
    static final String REFUSED = "refused";

    /** So long is waited for room: other commands wait as well. */
    private static final Duration ROOM_PATIENCE = Duration.ofMillis(500);

    private static final Duration DISK_PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 5;

    private final Journal journal;
    private final MessageStore mail;
    private final Function<String, @Nullable String> recognised;
    private final Clock clock;
    private @Nullable Draft draft;

    /**
     * @param recognised an address as this node made it; null if it did not
     */
    ReplayDesk(
            Journal journal,
            MessageStore mail,
            Function<String, @Nullable String> recognised,
            Clock clock) {
        this.journal = journal;
        this.mail = mail;
        this.recognised = recognised;
        this.clock = clock;
    }

    /** Answers a piece: what of it is on disk now, which may be none if there is no room. */
    synchronized Object answer(JsonNode piece) {
        if (piece.has(EVENTS) || piece.has(MAIL)) {
            return events(piece);
        }
        if (piece.has(TEXT)) {
            return text(piece);
        }
        forgetDraft();
        return Map.of(HOME, journal.boot());
    }

    /** Of a replay that was cut off. */
    private void forgetDraft() {
        if (draft != null) {
            draft.drop();
        }
        draft = null;
    }

    /** Who takes here. */
    Gate.Home home() {
        return home(journal.boot());
    }

    static Gate.Home home(String boot) {
        Lines.Id id = Lines.Id.of(boot + "-0");
        if (id == null) {
            throw new IllegalStateException("a boot that is none: " + boot);
        }
        return new Gate.Home(id.node(), id.boot());
    }

    private Object events(JsonNode piece) {
        var gate = new Gate(home(), piece.path(OWN).asBoolean(), recognised);
        boolean letters = piece.has(MAIL);
        List<Recorded> events = new ArrayList<>();
        for (JsonNode one : piece.get(letters ? MAIL : EVENTS)) {
            String line = one.asText();
            Instant now = clock.instant();
            switch (letters ? gate.judgeMail(line, now) : gate.judge(line, now)) {
                case Verdict.Sound sound -> events.add(sound.event());
                case Verdict.Unsound unsound -> {
                    return Map.of(REFUSED, unsound.why());
                }
            }
        }
        try {
            return written(offer(events));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of(REFUSED, "the node ends");
        }
    }

    /** Puts into the journal's queue what has room in it. */
    private List<CompletableFuture<Boolean>> offer(List<Recorded> events)
            throws InterruptedException {
        long end = System.nanoTime() + ROOM_PATIENCE.toNanos();
        List<CompletableFuture<Boolean>> offered = new ArrayList<>();
        for (Recorded event : events) {
            var outcome = new CompletableFuture<Boolean>();
            while (!journal.replay(event, outcome::complete)) {
                if (System.nanoTime() > end) {
                    return offered;
                }
                Thread.sleep(LOOK_MILLIS);
            }
            offered.add(outcome);
        }
        return offered;
    }

    /** How many of the first ones are on disk. */
    private Object written(List<CompletableFuture<Boolean>> offered) throws InterruptedException {
        int taken = 0;
        for (CompletableFuture<Boolean> outcome : offered) {
            try {
                if (!outcome.get(DISK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Map.of(REFUSED, "the journal cannot be written");
                }
            } catch (ExecutionException | TimeoutException e) {
                return Map.of(REFUSED, "the journal does not say whether it took an event");
            }
            taken++;
        }
        return Map.of(TAKEN, taken);
    }

    private Object text(JsonNode piece) {
        Draft under = draft;
        if (piece.path(FIRST).asBoolean()) {
            forgetDraft();
            Use memory = mail.memory();
            boolean idle = mail.hasRoom() && memory.now() <= memory.max() / 2;
            under = idle ? mail.draft() : null;
        }
        draft = null;
        try {
            if (under == null || !under.add(piece.get(TEXT).binaryValue())) {
                return Map.of(TAKEN, 0);
            }
            if (piece.path(LAST).asBoolean()) {
                return stored(under);
            }
            draft = under;
            return Map.of(TAKEN, 1);
        } catch (IOException e) {
            under.drop();
            return Map.of(REFUSED, "a piece of a text that cannot be read");
        }
    }

    private Object stored(Draft whole) {
        var stored = new CompletableFuture<@Nullable Content>();
        mail.put(whole, stored::complete);
        try {
            Content content = stored.get(DISK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Map.of(TAKEN, content == null ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of(REFUSED, "the node ends");
        } catch (ExecutionException | TimeoutException e) {
            return Map.of(REFUSED, "the message store does not say whether it took a text");
        }
    }
}
