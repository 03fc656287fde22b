package org.honeyspam.config;

/**
 * How much of a limit is used.
 *
 * @param reached how often somebody or something found it used up since the start
 * @param turnedAway how often that was the end of it; else somebody else made room
 */
public record Use(long now, long max, long reached, long turnedAway) {

    /** Where nobody makes room for anybody. */
    public Use(long now, long max, long turnedAway) {
        this(now, max, turnedAway, turnedAway);
    }
}
