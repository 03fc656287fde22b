package org.honeyspam.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.honeyspam.config.Pace;
import org.honeyspam.net.Lane;

/**
 * The lines over which visitors come, each to one place: a listener, a site or a virtual host. Who
 * comes later shares the line with those who are there, also under another configuration.
 */
final class Lanes {
    private final Map<String, Lane> known = new ConcurrentHashMap<>();

    /**
     * The line to that place.
     *
     * @param place a name that no other place has
     */
    Lane to(String place, Pace pace) {
        Lane fresh = Lane.of(pace);
        if (fresh.in() == null && fresh.out() == null) {
            known.remove(place); // Nothing is shared, and there may be many.
            return fresh;
        }
        return known.merge(place, fresh, (old, next) -> old.pace().equals(pace) ? old : next);
    }
}
