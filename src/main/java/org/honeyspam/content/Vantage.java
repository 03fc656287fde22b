package org.honeyspam.content;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where a message is looked at: which hosts are ours, and who handed it to us.
 *
 * @param ownHosts names and addresses, in lower case
 * @param ip of the peer, {@code helo} what he called himself; null where it is not known
 */
public record Vantage(Set<String> ownHosts, @Nullable String ip, @Nullable String helo) {
    public static final Vantage UNKNOWN = new Vantage(Set.of(), null, null);

    boolean owns(@Nullable String host) {
        return host != null && ownHosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
