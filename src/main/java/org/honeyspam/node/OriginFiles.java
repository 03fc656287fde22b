package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.honeyspam.config.Geo;
import org.honeyspam.geo.Origins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator's files say, for as long as a node runs: a new file is taken within a minute; a
 * bad one is not, and what was known before stays.
 */
final class OriginFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OriginFiles.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Geo geo;
    private Origins origins = Origins.NONE;
    private List<String> seen = List.of();
    private Instant looked = Instant.MIN;

    OriginFiles(Geo geo) {
        this.geo = geo;
    }

    /** Looks whether there is a new file; tells whether one was taken. */
    boolean look(Instant now) {
        if (!Due.is(looked, LOOK_EVERY, now)) {
            return false;
        }
        looked = now;
        List<String> there =
                Stream.of(geo.countryFile(), geo.asnFile())
                        .filter(Objects::nonNull)
                        .map(OriginFiles::stamp)
                        .toList();
        if (there.equals(seen)) {
            return false;
        }
        boolean first = seen.isEmpty();
        seen = there;
        try {
            origins = geo.open();
        } catch (IOException e) {
            LOG.warn("Countries and AS numbers stay as they were: {}", e.getMessage());
            return false;
        }
        if (!first) {
            LOG.info("Countries and AS numbers are those of the new files");
        }
        return true;
    }

    Origins origins() {
        return origins;
    }

    /** Changes with the file. */
    private static String stamp(Path file) {
        try {
            var about = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %d %s".formatted(about.fileKey(), about.size(), about.lastModifiedTime());
        } catch (IOException e) {
            return String.valueOf(e.getMessage()); // It is not there, which the open tells.
        }
    }
}
