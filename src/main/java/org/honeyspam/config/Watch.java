package org.honeyspam.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code [watch]}: whether changes of the node's files are told.
 *
 * @param paths further files and folders
 * @param fullCheckEvery how often all of them are read again
 * @param bytesPerSecondMax that are read for it
 */
public record Watch(
        boolean isOn, List<Path> paths, Duration fullCheckEvery, long bytesPerSecondMax) {}
