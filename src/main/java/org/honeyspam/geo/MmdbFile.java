package org.honeyspam.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A file in MaxMind's format, as it was when it was opened. */
public final class MmdbFile {
    private static final long BYTES_MAX = 1L << 30;

    /** So many networks tell what is in the records of all. */
    private static final int LOOKED_AT_MAX = 2_000;

    private final Path file;
    private final Reader reader;
    private final Contents contents;

    private MmdbFile(Path file, Reader reader) throws IOException {
        this.file = file;
        this.reader = reader;
        this.contents = contents(file, reader);
    }

    /** What the records of a file have. */
    public record Contents(boolean countries, boolean asns) {}

    /**
     * Tells what is in a file; it is not kept open.
     *
     * @throws IOException with a sentence, if it is none of the format or has nothing for us
     */
    public static Contents look(Path file) throws IOException {
        try (Reader reader = reader(file, FileMode.MEMORY_MAPPED)) {
            return contents(file, reader);
        }
    }

    /** Reads a file whole: whoever writes over it later does not change what it answers. */
    static MmdbFile open(Path file) throws IOException {
        return new MmdbFile(file, reader(file, FileMode.MEMORY));
    }

    Contents contents() {
        return contents;
    }

    private static Reader reader(Path file, FileMode mode) throws IOException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IOException("%s is longer than 1 GiB".formatted(file));
            }
            if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
                throw new IOException("%s cannot be read".formatted(file));
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file %s".formatted(file), e);
        }
        try {
            return new Reader(file.toFile(), mode, new CHMCache());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw torn(file, e);
        }
    }

    /** The library trusts a file: what is wrong in one comes out of it in many ways. */
    private static IOException torn(Path file, Throwable e) {
        return new IOException("%s is no mmdb file, or not all of one".formatted(file), e);
    }

    private static Contents contents(Path file, Reader reader) throws IOException {
        boolean countries = false;
        boolean asns = false;
        try {
            var networks = reader.networks(Map.class);
            for (int i = 0; i < LOOKED_AT_MAX && networks.hasNext(); i++) {
                Map<?, ?> entry = networks.next().data();
                Origin origin = entry == null ? Origin.UNKNOWN : Layout.read(entry);
                countries |= origin.country() != null;
                asns |= origin.asn() != null;
            }
        } catch (IOException | InvalidNetworkException | RuntimeException | StackOverflowError e) {
            throw torn(file, e);
        }
        if (!countries && !asns) {
            throw new IOException("%s has neither countries nor AS numbers".formatted(file));
        }
        return new Contents(countries, asns);
    }

    /** What it says of a network; nothing, if it does not say the same of all of it. */
    Origin of(InetAddress prefix, int bits) throws IOException {
        if (prefix instanceof Inet6Address && reader.getMetadata().ipVersion() == 4) {
            return Origin.UNKNOWN;
        }
        try {
            var found = record(prefix);
            Map<?, ?> entry = found.data();
            boolean whole = found.network().prefixLength() <= bits;
            return entry == null || !whole ? Origin.UNKNOWN : Layout.read(entry);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw torn(file, e);
        }
    }

    @SuppressWarnings("rawtypes") // The library is asked by class, and there is none of Map<?, ?>.
    private DatabaseRecord<Map> record(InetAddress address) throws IOException {
        return reader.getRecord(address, Map.class);
    }
}
