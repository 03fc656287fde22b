package org.honeyspam.config;

import java.nio.file.Path;
import java.util.Set;

/**
 * {@code [security]}: what a node gives up once its ports are open.
 *
 * @param user as whom it goes on when root starts it; empty for the usual one if there is such
 * @param named all files and folders that the configuration names
 */
public record Security(String user, Jail jail, Set<Path> named) {
    /** Who a node goes on as if nobody is named. */
    public static final String USUAL_USER = "honeyspam";

    /** Whether it locks itself in. */
    public enum Jail {
        /** As far as the kernel can. */
        AUTO,
        /** Wholly, or it does not start. */
        ON,
        OFF
    }
}
