package org.honeyspam.node;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.honeyspam.config.Export;
import org.honeyspam.config.Geo;
import org.honeyspam.geo.Origins;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.share.BlacklistCopy;
import org.honeyspam.share.ListFile;
import org.honeyspam.share.ListFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the copies of the blacklist that the configuration asks for, in a thread of its own. */
final class Exports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

    private final List<Copy> copies;
    private final String link;
    private final OriginFiles files;
    private final ExecutorService writer;

    /** One of the files. */
    private static final class Copy {
        final Export export;
        Instant written = Instant.MIN;
        volatile boolean stale = true;
        volatile String trouble = "";

        Copy(Export export) {
            this.export = export;
        }

        /** Once, not at every try; and when it is over. */
        void say(String now) {
            if (!now.equals(trouble)) {
                trouble = now;
                if (now.isEmpty()) {
                    LOG.info("{} is written again", export.file());
                } else {
                    LOG.warn("{} cannot be written ({}): is its folder there?", export.file(), now);
                }
            }
        }

        boolean tellsOrigins() {
            return ListFormat.of(export.format()).tellsOrigins();
        }

        boolean isDue(Instant now) {
            return stale && Due.is(written, export.intervalMin(), now)
                    || Due.is(written, AT_LEAST_EVERY, now);
        }
    }

    /**
     * @param link to the reason of a listing, with {@code %s} for the address; empty for none
     */
    Exports(List<Export> exports, Geo geo, String link) {
        this.link = link;
        this.copies = exports.stream().map(Copy::new).toList();
        this.files = new OriginFiles(geo);
        this.writer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("exports").daemon().factory());
    }

    /** How each of them fares. */
    List<Status.Part> parts() {
        return copies.stream()
                .map(
                        copy ->
                                new Status.Part(
                                        "export " + copy.export.file(),
                                        copy.trouble.isEmpty(),
                                        copy.trouble.isEmpty()
                                                ? null
                                                : "cannot be written: " + copy.trouble))
                .toList();
    }

    void changed(boolean anything) {
        if (anything) {
            copies.forEach(copy -> copy.stale = true);
        }
    }

    boolean areDue(Instant now) {
        if (copies.stream().anyMatch(Copy::tellsOrigins) && files.look(now)) {
            copies.stream().filter(Copy::tellsOrigins).forEach(copy -> copy.stale = true);
        }
        return copies.stream().anyMatch(copy -> copy.isDue(now));
    }

    /** Writes those that are due; the caller does not wait. */
    void write(List<Listing> listings, Instant now) {
        var whole = new BlacklistCopy(now, listings, link);
        List<Copy> due = new ArrayList<>();
        for (Copy copy : copies) {
            if (copy.isDue(now)) {
                copy.stale = false;
                copy.written = now;
                due.add(copy);
            }
        }
        Origins origins = files.origins();
        writer.execute(() -> due.forEach(copy -> write(copy, whole, origins)));
    }

    /** What cannot be written is tried again when it is due again. */
    private static void write(Copy wanted, BlacklistCopy whole, Origins origins) {
        Export export = wanted.export;
        List<SourceKind> kinds =
                Stream.of(SourceKind.values())
                        .filter(kind -> export.kinds().contains(kind.label()))
                        .toList();
        var choice = new BlacklistCopy.Choice(export.scoreMin(), kinds);
        ListFormat format = ListFormat.of(export.format());
        try {
            BlacklistCopy copy = whole.of(choice);
            String text = format.text(format.tellsOrigins() ? located(copy, origins) : copy);
            ListFile.write(export.file(), text);
            wanted.say("");
        } catch (IOException e) {
            wanted.stale = true;
            wanted.say(e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.error("{} is not written, by a fault of the program", export.file(), e);
            wanted.stale = true;
        }
    }

    private static BlacklistCopy located(BlacklistCopy copy, Origins origins) {
        try {
            return copy.with(origins);
        } catch (IOException e) {
            LOG.warn("The blacklist goes without countries and AS numbers: {}", e.getMessage());
            return copy;
        }
    }

    @Override
    public void close() {
        writer.close(); // What was begun is finished.
    }
}
