package org.honeyspam.config;

import java.time.Duration;

/**
 * {@code [slow]}: who is answered slowly, and how slowly at most.
 *
 * @param fromPage pages that a visitor gets at once
 * @param delayMax before the first byte
 * @param dripMax from the first byte to the last
 */
public record Slow(int fromPage, Duration delayMax, Duration dripMax, int answersAtOnceMax) {}
