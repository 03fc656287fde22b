package org.honeyspam.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.journal.ChainCheck.Steps;
import org.honeyspam.journal.Damage;
import org.honeyspam.journal.Findings;
import org.honeyspam.journal.ForeignLine;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;

/**
 * Reads every message of a store, compares it with its hash, and looks for those that the journal
 * says were taken, also while a node writes both. It changes nothing.
 */
public final class MailCheck {
    /** So many missing ones are told apart; more are a number. */
    private static final int MISSING_MAX = 10_000;

    private final Path mail;
    private final SegmentFolder folder;
    private final Path journal;
    private final Findings findings;
    private final Steps steps;
    private final HashIndex index = new HashIndex();
    private final Map<String, Missing> missing = new LinkedHashMap<>();
    private List<Long> numbers = List.of();
    private @Nullable Instant oldest;
    private long messages;
    private long bytesLeft;

    /** Of a message that is not there: the first event that names it. */
    private record Missing(Position at, Instant time) {}

    public MailCheck(Path mail, Path journal, Findings findings, Steps steps) {
        this.mail = mail;
        this.folder = new SegmentFolder(mail, MailSegment.SUFFIX);
        this.journal = journal;
        this.findings = findings;
        this.steps = steps;
    }

    /** How many bytes there are to be read. */
    public static long bytes(Path mail) throws IOException {
        return new SegmentFolder(mail, MailSegment.SUFFIX).bytes();
    }

    /**
     * Reads all of it, and then the journal.
     *
     * @param journalRetired whether older events are past what is kept
     * @return how many messages there are
     */
    public long check(boolean journalRetired) throws IOException {
        Position end =
                JournalReader.end(journal); // Before the mail: what is named is there by then.
        numbers = folder.numbers();
        bytesLeft = bytes(mail);
        for (int i = 0; i < numbers.size(); i++) {
            if (i > 0 && numbers.get(i) != numbers.get(i - 1) + 1) {
                add(folder.file(numbers.get(i - 1) + 1), 0, Damage.Kind.REMOVED, "it is missing");
            }
            walk(numbers.get(i), i == numbers.size() - 1);
        }
        lookForNamed(end);
        judge(journalRetired);
        return messages;
    }

    private void walk(long number, boolean last) throws IOException {
        Path file = folder.file(number);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var records = new Records(channel, 0, true);
            long size = channel.size();
            for (var found = records.next(); found != null; found = records.next()) {
                if (records.damagedBytes() > 0) {
                    long from = found.offset() - records.damagedBytes();
                    damaged(file, from, records.damagedBytes());
                }
                look(file, channel, found);
                index.put(found.key(), Places.of(number, found.offset()));
                messages++;
                bytesLeft -= found.end() - found.offset();
                steps.at(messages, Math.max(0, bytesLeft));
            }
            if (records.end() < size && (!last || records.endsDamaged())) {
                damaged(file, records.end(), size - records.end());
            } else if (records.end() < size) {
                findings.note(
                        "%s: %d bytes from byte %d on hold no whole message, as after a kill"
                                .formatted(
                                        file.getFileName(), size - records.end(), records.end()));
            }
        } catch (NoSuchFileException e) {
            // Past what is kept, since the folder was looked at.
        }
    }

    private void look(Path file, FileChannel channel, MailSegment.Header found) throws IOException {
        try {
            MailSegment.message(channel, found);
        } catch (MailSegment.Damaged e) {
            add(file, found.offset(), Damage.Kind.CHANGED, "the message is not what its hash says");
        }
    }

    private void damaged(Path file, long from, long bytes) {
        String text = "%d bytes hold no whole message".formatted(bytes);
        add(file, from, Damage.Kind.CHANGED, text);
    }

    private void add(Path file, long offset, Damage.Kind kind, String text) {
        findings.add(new Damage(file.getFileName().toString(), offset, 0, kind, text));
    }

    private void lookForNamed(Position end) throws IOException {
        try (var reader = new JournalReader(journal, Position.START)) {
            Position at = reader.position();
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                if (event.replayed() == null) { // Others keep their texts, or do not.
                    named(event, at);
                }
                at = reader.position();
                boolean past =
                        at.segment() > end.segment()
                                || at.segment() == end.segment()
                                        && at.offsetBytes() >= end.offsetBytes();
                if (past) {
                    return;
                }
            }
        }
    }

    private void named(Recorded event, Position at) {
        for (String sha256 : ForeignLine.hashes(event.event()).toList()) {
            long place =
                    sha256.length() < Long.BYTES * 2
                            ? HashIndex.ABSENT
                            : index.get(Places.key(sha256));
            if (place == HashIndex.ABSENT && missing.size() < MISSING_MAX) {
                missing.putIfAbsent(sha256, new Missing(at, event.time()));
            } else if (place != HashIndex.ABSENT
                    && Places.segment(place) == numbers.getFirst()
                    && (oldest == null || event.time().isBefore(oldest))) {
                oldest = event.time();
            }
        }
    }

    /** Whether what is missing may be past what is kept. */
    private void judge(boolean journalRetired) {
        boolean retired = !numbers.isEmpty() && numbers.getFirst() > 1;
        long past = 0;
        for (Map.Entry<String, Missing> one : missing.entrySet()) {
            Missing it = one.getValue();
            boolean older = oldest == null || it.time().isBefore(oldest);
            if (retired && (older || journalRetired)) {
                past++;
                continue;
            }
            String file = "%010d.jsonl".formatted(it.at().segment());
            String text =
                    "the message %s that it names is not in the store".formatted(one.getKey());
            long offset = it.at().offsetBytes();
            findings.add(new Damage(file, offset, 0, Damage.Kind.REMOVED, text));
        }
        if (past > 0) {
            findings.note("%d messages are not kept any more".formatted(past));
        }
    }
}
