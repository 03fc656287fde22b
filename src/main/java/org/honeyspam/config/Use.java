package org.honeyspam.config;

/**
 * How much of a limit is used.
 *
 * @param reached how often somebody or something found it used up since the start
 */
public record Use(long now, long max, long reached) {}
