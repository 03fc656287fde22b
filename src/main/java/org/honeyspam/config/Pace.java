package org.honeyspam.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code [[pace]]}: how quickly a line and whoever is at its end seem to be.
 *
 * @param delay before an answer begins, in the mean
 * @param jitterPercent how much of the delay, of the round trip and of a drip is chance
 * @param roundTrip to the distant network and back
 * @param lossPerMille of answers and pieces that come as late as if they had been lost
 * @param dripBytes of a piece, if answers drip
 * @param dripPause between two pieces, in the mean; nought if answers do not drip
 * @param bytesInPerSecondMax of all who come over the line; 0 for no bound
 * @param bytesOutPerSecondMax likewise
 * @param quickAnswers that a source gets before it is delayed or dripped on; half of what they
 *     become, after twice as many; 0: at once
 * @param sources that are met so wherever they come
 * @param listed whether so are all that are on the blacklist
 */
public record Pace(
        String name,
        Duration delay,
        int jitterPercent,
        Duration roundTrip,
        int lossPerMille,
        int dripBytes,
        Duration dripPause,
        long bytesInPerSecondMax,
        long bytesOutPerSecondMax,
        int quickAnswers,
        List<Network> sources,
        boolean listed) {

    /** The name of the one that does nothing. */
    public static final String NONE = "none";

    /** Nothing is slower than it is. */
    public static final Pace QUICK =
            new Pace(
                    NONE,
                    Duration.ZERO,
                    0,
                    Duration.ZERO,
                    0,
                    1,
                    Duration.ZERO,
                    0,
                    0,
                    0,
                    List.of(),
                    false);

    public Pace {
        sources = List.copyOf(sources);
    }

    /** Whether it makes any difference. */
    public boolean isNone() {
        return delay.isZero()
                && roundTrip.isZero()
                && lossPerMille == 0
                && dripPause.isZero()
                && bytesInPerSecondMax == 0
                && bytesOutPerSecondMax == 0;
    }
}
