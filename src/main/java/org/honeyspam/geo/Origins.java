package org.honeyspam.geo;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator's files say of addresses. A file that knows both countries and autonomous
 * systems need be named once; where two know the same, each is asked for what it is named for.
 */
public final class Origins {
    /** Of somebody who has no such file. */
    public static final Origins NONE = new Origins(null, null);

    private final @Nullable MmdbFile countries;
    private final @Nullable MmdbFile systems;

    private Origins(@Nullable MmdbFile countries, @Nullable MmdbFile systems) {
        this.countries = countries;
        this.systems = systems;
    }

    /** Reads the files, or the one, if any is named. */
    public static Origins open(@Nullable Path countryFile, @Nullable Path asnFile)
            throws IOException {
        MmdbFile countries = countryFile == null ? null : MmdbFile.open(countryFile);
        if (asnFile != null && asnFile.equals(countryFile)) {
            return new Origins(countries, countries);
        }
        return new Origins(countries, asnFile == null ? null : MmdbFile.open(asnFile));
    }

    /** Whether a file has countries. */
    public boolean haveCountries() {
        return Stream.of(countries, systems)
                .flatMap(Stream::ofNullable)
                .anyMatch(file -> file.contents().countries());
    }

    /** Whether a file has AS numbers. */
    public boolean haveAsns() {
        return Stream.of(countries, systems)
                .flatMap(Stream::ofNullable)
                .anyMatch(file -> file.contents().asns());
    }

    /** Where an address is, and whose it is. */
    public Origin of(InetAddress address) throws IOException {
        return of(address, Byte.SIZE * address.getAddress().length);
    }

    /** The same of a network, if it is so for all of it. */
    public Origin of(InetAddress prefix, int bits) throws IOException {
        Origin first = ask(countries, prefix, bits);
        Origin second = systems == countries ? first : ask(systems, prefix, bits);
        Origin whose = second.asn() == null ? first : second;
        String country = first.country() == null ? second.country() : first.country();
        return new Origin(country, whose.asn(), whose.asName());
    }

    private static Origin ask(@Nullable MmdbFile file, InetAddress prefix, int bits)
            throws IOException {
        return file == null ? Origin.UNKNOWN : file.of(prefix, bits);
    }
}
