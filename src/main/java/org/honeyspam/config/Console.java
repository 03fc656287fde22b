package org.honeyspam.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * {@code [console]}: the operator's web pages.
 *
 * @param listen null for none
 * @param hosts names that browsers call it by, besides its address and localhost
 * @param sessionIdleMax without a click
 */
public record Console(
        @Nullable Endpoint listen,
        List<String> hosts,
        @Nullable Path usersFile,
        @Nullable Path certificate,
        @Nullable Path certificateKey,
        Duration sessionMax,
        Duration sessionIdleMax,
        int viewersMax) {
    /** Whether only this machine reaches it. */
    public boolean isPrivate() {
        return listen != null && listen.ip().isLoopbackAddress();
    }
}
