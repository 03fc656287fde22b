package org.honeyspam.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code [[export]]}: a copy of the blacklist for another program.
 *
 * @param kinds only sources that are one of these; none for all
 */
public record Export(
        String format, Path file, List<String> kinds, int scoreMin, Duration intervalMin) {}
