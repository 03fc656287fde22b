package org.honeyspam.config;

import java.io.IOException;
import java.nio.file.Path;
import org.honeyspam.geo.Origins;
import org.jspecify.annotations.Nullable;

/** {@code [geo]}: files of countries and of autonomous systems; null for none. */
public record Geo(@Nullable Path countryFile, @Nullable Path asnFile) {
    /** Reads the files as they are now. */
    public Origins open() throws IOException {
        return Origins.open(countryFile, asnFile);
    }
}
