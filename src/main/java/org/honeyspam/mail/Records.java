package org.honeyspam.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.honeyspam.mail.MailSegment.Header;
import org.jspecify.annotations.Nullable;

/** Walks the records of a segment. Damage costs the records it is in, not those behind. */
final class Records {
    private final FileChannel channel;
    private final boolean verified;
    private @Nullable Header last;
    private long end;
    private long sound;
    private long damagedBytes;
    private boolean anyDamage;

    /**
     * @param verified whether a record counts only if its sum is right, for which all is read
     */
    Records(FileChannel channel, long from, boolean verified) {
        this.channel = channel;
        this.verified = verified;
        this.end = from;
        this.sound = from;
    }

    /** The next record; null if no whole one follows. */
    @Nullable Header next() throws IOException {
        Header there = MailSegment.header(channel, end);
        if (there != null && verified && !MailSegment.intact(channel, there)) {
            there = null;
        }
        damagedBytes = 0;
        if (there == null && end < channel.size()) {
            // If the length of the last record is damaged it led astray.
            Header before = last;
            boolean astray = before != null && !verified && !MailSegment.intact(channel, before);
            long from = astray && before != null ? before.offset() : end;
            there = MailSegment.search(channel, from + 1);
            damagedBytes = there == null ? 0 : there.offset() - from;
            anyDamage = true;
        }
        if (there != null) {
            last = there;
            end = there.end();
            sound = anyDamage ? sound : end;
        }
        return there;
    }

    /** How many bytes before the record that {@link #next} gave hold no whole one. */
    long damagedBytes() {
        return damagedBytes;
    }

    /** Behind the last record. */
    long end() {
        return end;
    }

    /** Whether what is behind it is more than a write that was cut off, or goes on. */
    boolean endsDamaged() throws IOException {
        return end < channel.size() && MailSegment.isDamaged(channel, end);
    }

    /** Behind the last record before anything that may be damaged, or not wholly written yet. */
    long sound() {
        return sound;
    }
}
