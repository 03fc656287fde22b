package org.honeyspam.net;

import org.honeyspam.config.Pace;
import org.jspecify.annotations.Nullable;

/**
 * A pace with the line it goes over, which all who are met there share.
 *
 * @param in null if it has no bound
 * @param out likewise
 */
public record Lane(Pace pace, @Nullable Bandwidth in, @Nullable Bandwidth out) {

    static final Lane QUICK = of(Pace.QUICK);

    /** With lines of its own. */
    public static Lane of(Pace pace) {
        return new Lane(pace, line(pace.bytesInPerSecondMax()), line(pace.bytesOutPerSecondMax()));
    }

    static @Nullable Bandwidth line(long bytesPerSecondMax) {
        return bytesPerSecondMax == 0 ? null : new Bandwidth(bytesPerSecondMax);
    }
}
