package org.honeyspam.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Replayed;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;

/**
 * A replay: all is read and judged before anything is taken, and what is here already is left. So
 * it can be cut off at any moment and begun again.
 */
public final class Replay {
    /** A field of a header (RFC 5322 section 2.2). */
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]{1,100}[ \\t]*:");

    private final Settings settings;
    private final Mailbox mailbox;
    private final Gate gate;
    private final Instant now;

    /** Where things are, and how much of them is kept. */
    public record Settings(
            Path journal,
            Path mail,
            Configuration.Journal journalKeeps,
            Configuration.Mail mailKeeps,
            long messageBytesMax) {}

    /**
     * What the operator knows of a mailbox.
     *
     * @param received how many trace fields at the top of each message his own servers wrote; null
     *     if he does not say, and nothing in it is evidence
     * @param to whose it is; empty if the headers are to say
     */
    public record Mailbox(@Nullable Integer received, List<String> to) {}

    /** Says what is going on, and how far it is. */
    public interface Progress {
        Steps begins(String what, long bytes) throws IOException;
    }

    public Replay(Settings settings, Mailbox mailbox, Gate gate, Instant now) {
        this.settings = settings;
        this.mailbox = mailbox;
        this.gate = gate;
        this.now = now;
    }

    /**
     * Takes in what is there.
     *
     * @param taker null if it is only to be told what would be taken
     * @throws IOException if nothing can be taken, or no more
     */
    public Outcome of(Path file, @Nullable Taker taker, Progress progress) throws IOException {
        Source source = source(file);
        long known = JournalReader.bytesBehind(settings.journal(), Position.START);
        Here here = Here.of(settings.journal(), progress.begins("events known", known));
        Count expected = run(source, here.copy(), null, progress.begins("read", source.bytes()));
        mindRoom(expected, known);
        Count done =
                taker == null
                        ? expected
                        : run(source, here, taker, progress.begins("done", source.bytes()));
        return done.outcome(file.toString(), source.kind(), taker == null);
    }

    private Count run(Source source, Here here, @Nullable Taker taker, Steps steps)
            throws IOException {
        var count = new Count();
        switch (source) {
            case JournalSource journal -> {
                var parcel = new Parcel(settings.mail(), count, taker, false);
                var replay = new JournalReplay(here, gate, now, journal.mail(), count, parcel);
                journal.read(replay, steps);
                parcel.hand();
            }
            case MailSource mail -> {
                var parcel = new Parcel(settings.mail(), count, taker, true);
                Integer received = mailbox.received();
                Replayed mark = received == null ? Replayed.MAIL : Replayed.TRUSTED_MAIL;
                var terms = new OldMail.Terms(received == null ? 1 : received, mailbox.to(), now);
                mail.read(new MailReplay(here, gate, terms, mark, count, parcel), steps);
                parcel.hand();
            }
        }
        return count;
    }

    /** What does not fit would push out the oldest that is here. */
    private void mindRoom(Count expected, long journalBytes) throws IOException {
        mindRoom(
                "journal.keep_size",
                journalBytes + expected.recordBytes(),
                settings.journalKeeps().keepBytesMax());
        long mailBytes = expected.textBytes() == 0 ? 0 : bytes(settings.mail());
        mindRoom(
                "mail.keep_size",
                mailBytes + expected.textBytes(),
                settings.mailKeeps().keepBytesMax());
    }

    private static void mindRoom(String key, long bytes, long bytesMax) throws IOException {
        if (bytes > bytesMax) {
            throw new IOException(
                    "it would push out what is here: with it there are %,d bytes, and %s keeps %,d"
                            .formatted(bytes, key, bytesMax));
        }
    }

    private static long bytes(Path mail) throws IOException {
        var segments = new SegmentFolder(mail, ".mail");
        long bytes = 0;
        for (long number : segments.numbers()) {
            try {
                bytes += Files.size(segments.file(number));
            } catch (NoSuchFileException e) {
                // Past what is kept, since the folder was looked at.
            }
        }
        return bytes;
    }

    private Source source(Path file) throws IOException {
        long bytesMax = settings.messageBytesMax();
        if (Files.isDirectory(file)) {
            JournalSource journal = JournalSource.in(file);
            Source found = journal == null ? MailSource.in(file, bytesMax) : journal;
            if (found == null) {
                throw new IOException(file + " is a folder without a journal, and no Maildir");
            }
            return found;
        }
        String begin = begin(file);
        if (begin.startsWith("{")) {
            return JournalSource.segment(file);
        }
        if (begin.startsWith("From ") || HEADER.matcher(begin).lookingAt()) {
            return new MailSource(List.of(file), bytesMax);
        }
        throw new IOException(
                begin.startsWith("PK")
                        ? "%s is an archive: `honeyspam restore` makes a folder of it, which can be replayed"
                                .formatted(file)
                        : "%s:1: it is neither a journal nor a mailbox".formatted(file));
    }

    private static String begin(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1_024), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }
}
