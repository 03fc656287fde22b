package org.honeyspam.net;

import org.honeyspam.config.Pace;
import org.jspecify.annotations.Nullable;

/**
 * A pace with the bandwidth that all who are met there share.
 *
 * @param in null if it has no bound
 * @param out likewise
 */
public record Lane(Pace pace, @Nullable Bandwidth in, @Nullable Bandwidth out) {

    static final Lane QUICK = of(Pace.QUICK);

    /** With a bandwidth of its own. */
    public static Lane of(Pace pace) {
        return new Lane(
                pace,
                Bandwidth.of(pace.bytesInPerSecondMax()),
                Bandwidth.of(pace.bytesOutPerSecondMax()));
    }
}
