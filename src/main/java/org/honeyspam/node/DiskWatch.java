package org.honeyspam.node;

import java.time.Instant;
import java.util.Map;
import org.honeyspam.alert.Alert;
import org.honeyspam.config.Alerts.Rule;
import org.jspecify.annotations.Nullable;

/** Says when the disk is fuller than it should be, and when it no longer is: once each. */
final class DiskWatch {
    /** It must have sunk by so much, or each message would tell it anew. */
    private static final int BELOW_PERCENT = 2;

    private final Sizes sizes;
    private boolean told;

    DiskWatch(Sizes sizes) {
        this.sizes = sizes;
    }

    /** What is to be said now; null if nothing. */
    @Nullable Alert look(int usedPercentMax, Instant now) {
        return look(usedPercentMax, sizes.last(), now);
    }

    @Nullable Alert look(int usedPercentMax, Sizes.Measured measured, Instant now) {
        long used = measured.disk() - measured.diskFree();
        long percent = used * 100 / Math.max(1, measured.disk());
        boolean full = percent >= usedPercentMax;
        boolean fell = percent < usedPercentMax - BELOW_PERCENT;
        if (told ? !fell : !full) {
            return null;
        }
        told = full;
        String what =
                "%d %% of the disk are used, %d MB are free"
                        .formatted(percent, measured.diskFree() / 1_000_000);
        String text = full ? what : what + ": there is room again";
        return new Alert(now, Rule.DISK, text, Map.of());
    }
}
