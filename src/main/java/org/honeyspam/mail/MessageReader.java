package org.honeyspam.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;

/** Finds messages by their hash, also while another process writes. For one thread at a time. */
public final class MessageReader {
    private final SegmentFolder folder;
    private final HashIndex index = new HashIndex();
    private long segment;
    private long offset;

    public MessageReader(Path mailFolder) {
        this.folder = new SegmentFolder(mailFolder, MailSegment.SUFFIX);
    }

    /**
     * The message as it was received; null if it is not here, or no longer.
     *
     * @throws IOException if the disk cannot be read or holds something else
     */
    public byte @Nullable [] read(String sha256) throws IOException {
        return at(sha256, MailSegment::message);
    }

    /** Whether the message is here, as it was written. */
    public boolean has(String sha256) throws IOException {
        return Boolean.TRUE.equals(at(sha256, MailSegment::intact));
    }

    private interface Use<T> {
        T of(FileChannel channel, MailSegment.Header header) throws IOException;
    }

    private <T> @Nullable T at(String sha256, Use<T> use) throws IOException {
        long key = Places.key(sha256);
        if (index.get(key) == HashIndex.ABSENT) {
            indexWhatIsNew();
        }
        long place = index.get(key);
        if (place == HashIndex.ABSENT) {
            return null;
        }
        try (FileChannel channel = open(Places.segment(place))) {
            var header = MailSegment.header(channel, Places.offset(place));
            return header != null && header.sha256().equals(sha256)
                    ? use.of(channel, header)
                    : null;
        } catch (NoSuchFileException e) {
            return null; // Past what is kept.
        }
    }

    private void indexWhatIsNew() throws IOException {
        for (long number : folder.numbers()) {
            if (number < segment) {
                continue;
            }
            offset = number == segment ? offset : 0;
            segment = number;
            try (FileChannel channel = open(number)) {
                var records = new Records(channel, offset, false);
                for (var found = records.next(); found != null; found = records.next()) {
                    index.put(found.key(), Places.of(number, found.offset()));
                }
                offset = records.sound();
            }
        }
    }

    private FileChannel open(long number) throws IOException {
        return FileChannel.open(folder.file(number), StandardOpenOption.READ);
    }
}
