package org.honeyspam.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.honeyspam.content.Part.Entry;

/**
 * Lists what archives say they hold. A zip is read by its directory, unpacking nothing; a gzip is
 * unpacked in memory, and only as far as a limit, to see whether it is a tar.
 */
final class Archives {
    private static final int END_BYTES = 22;
    private static final int COMMENT_BYTES_MAX = 65_535;
    private static final int MEMBER_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int BLOCK_BYTES = 512;
    private static final int TAR_NAME_BYTES = 100;
    private static final int BOMB_RATIO = 200;
    private static final long BOMB_BYTES = 100_000_000;
    private static final int GZIP_HEAD_BYTES = 10;
    private static final int GZIP_HAS_NAME = 8;
    private static final int GZIP_HAS_EXTRA = 4;

    private final byte[] bytes;
    private final Notes notes;
    private final List<Entry> entries = new ArrayList<>();

    private Archives(byte[] bytes, Notes notes) {
        this.bytes = bytes;
        this.notes = notes;
    }

    static List<Entry> list(byte[] bytes, String type, Notes notes) {
        var archive = new Archives(bytes, notes);
        switch (type) {
            case FileType.ZIP -> archive.zip();
            case FileType.TAR -> archive.tar();
            case FileType.GZIP -> archive.gzip();
            default -> {
                return List.of();
            }
        }
        archive.judge();
        return List.copyOf(archive.entries);
    }

    private boolean add(byte[] name, long sizeBytes, boolean encrypted) {
        if (!notes.room(Limit.ENTRIES, entries.size())) {
            return false;
        }
        String shown = notes.within(Limit.NAME_CHARS, Charsets.header(name));
        entries.add(new Entry(shown, sizeBytes, encrypted));
        return true;
    }

    private void judge() {
        long sum = 0;
        for (Entry entry : entries) {
            sum += Math.max(0, entry.sizeBytes());
            if (entry.encrypted()) {
                notes.odd(Oddity.ENCRYPTED_ARCHIVE);
            }
        }
        if (sum > BOMB_BYTES && sum / BOMB_RATIO > bytes.length) {
            notes.odd(Oddity.ZIP_BOMB);
        }
    }

    private int directory() {
        int lowest = Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES_MAX);
        for (int i = bytes.length - END_BYTES; i >= lowest; i--) {
            if (is(i, 5, 6)) {
                return (int) Math.min(Integer.MAX_VALUE, Numbers.little(bytes, i + 16, 4));
            }
        }
        return Integer.MAX_VALUE;
    }

    private boolean is(int offset, int third, int fourth) {
        return bytes[offset] == 'P'
                && bytes[offset + 1] == 'K'
                && bytes[offset + 2] == third
                && bytes[offset + 3] == fourth;
    }

    private void zip() {
        long at = directory();
        boolean more = true;
        while (more && at + MEMBER_BYTES <= bytes.length && is((int) at, 1, 2)) {
            int i = (int) at;
            int name = (int) Numbers.little(bytes, i + 28, 2);
            long next =
                    at
                            + MEMBER_BYTES
                            + name
                            + Numbers.little(bytes, i + 30, 2)
                            + Numbers.little(bytes, i + 32, 2);
            int end = Math.min(bytes.length, i + MEMBER_BYTES + name);
            boolean encrypted = (bytes[i + 8] & 1) != 0;
            more =
                    add(
                            Arrays.copyOfRange(bytes, i + MEMBER_BYTES, end),
                            Numbers.little(bytes, i + 24, 4),
                            encrypted);
            at = next;
        }
        if (entries.isEmpty()) {
            withoutDirectory();
        }
    }

    /** A zip that is cut off has the names before its members still. */
    private void withoutDirectory() {
        notes.odd(Oddity.BROKEN_ARCHIVE);
        for (int i = 0; i + LOCAL_BYTES <= bytes.length; i++) {
            if (bytes[i] == 'P' && is(i, 3, 4)) {
                int name = (int) Numbers.little(bytes, i + 26, 2);
                int end = Math.min(bytes.length, i + LOCAL_BYTES + name);
                boolean encrypted = (bytes[i + 6] & 1) != 0;
                if (!add(
                        Arrays.copyOfRange(bytes, i + LOCAL_BYTES, end),
                        Numbers.little(bytes, i + 22, 4),
                        encrypted)) {
                    return;
                }
            }
        }
    }

    private void tar() {
        long at = 0;
        boolean more = true;
        while (more && at + BLOCK_BYTES <= bytes.length && bytes[(int) at] != 0) {
            int i = (int) at;
            long size = Numbers.octal(bytes, i + 124, 12);
            if (size < 0) {
                notes.odd(Oddity.BROKEN_ARCHIVE);
                return;
            }
            int end = i;
            while (end < i + TAR_NAME_BYTES && bytes[end] != 0) {
                end++;
            }
            more = add(Arrays.copyOfRange(bytes, i, end), size, false);
            at += BLOCK_BYTES + (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        }
    }

    private void gzip() {
        byte[] inner = unpacked();
        if (FileType.of(inner, "application/octet-stream").equals(FileType.TAR)) {
            var tar = new Archives(inner, notes);
            tar.tar();
            entries.addAll(tar.entries);
            return;
        }
        boolean whole = bytes.length >= 18;
        long size = whole ? Numbers.little(bytes, bytes.length - 4, 4) : -1;
        add(gzipName(), size, false);
    }

    private byte[] unpacked() {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] inner = in.readNBytes(Limit.UNPACKED_BYTES.max);
            if (inner.length == Limit.UNPACKED_BYTES.max) {
                notes.cut(Limit.UNPACKED_BYTES);
                if (inner.length / BOMB_RATIO > bytes.length) {
                    notes.odd(Oddity.ZIP_BOMB);
                }
            }
            return inner;
        } catch (IOException e) {
            notes.odd(Oddity.BROKEN_ARCHIVE);
            return new byte[0];
        }
    }

    /** The name of what was packed, where the head has it (RFC 1952 section 2.3). */
    private byte[] gzipName() {
        int flags = bytes.length > 3 ? bytes[3] : 0;
        if ((flags & GZIP_HAS_NAME) == 0 || (flags & GZIP_HAS_EXTRA) != 0) {
            return new byte[0];
        }
        int from = Math.min(GZIP_HEAD_BYTES, bytes.length);
        int longest = Math.min(bytes.length, from + Limit.NAME_CHARS.max);
        int end = from;
        while (end < longest && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }
}
