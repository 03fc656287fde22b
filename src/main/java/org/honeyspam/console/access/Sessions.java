package org.honeyspam.console.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.config.UsersFile.User;
import org.jspecify.annotations.Nullable;

/** Who is logged in with a browser. Kept in memory: a restart logs everybody out. */
public final class Sessions {
    private static final int SESSIONS_MAX = 1_000;

    private final Duration lasting;
    private final Duration idle;
    private final InstantSource clock;
    private final Map<String, Session> byId = new LinkedHashMap<>();

    private record Session(Caller caller, Instant begun, Instant used) {}

    public Sessions(Duration lasting, Duration idle, InstantSource clock) {
        this.lasting = lasting;
        this.idle = idle;
        this.clock = clock;
    }

    /** Logs somebody in; returns what his browser says from then on. */
    public synchronized String begin(User user) {
        if (byId.size() >= SESSIONS_MAX) {
            byId.remove(byId.keySet().iterator().next()); // Whoever logged in first.
        }
        String id = Secrets.newToken();
        Instant now = clock.instant();
        var caller = new Caller(user.name(), user.role(), Secrets.newToken());
        byId.put(id, new Session(caller, now, now));
        return id;
    }

    /** Who says that; null if nobody does, or no longer. */
    public synchronized @Nullable Caller find(String id) {
        Session session = byId.get(id);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        boolean over = session.begun().plus(lasting).isBefore(now);
        if (over || session.used().plus(idle).isBefore(now)) {
            byId.remove(id);
            return null;
        }
        byId.replace(id, new Session(session.caller(), session.begun(), now));
        return session.caller();
    }

    /** Logs him out. */
    public synchronized void end(String id) {
        byId.remove(id);
    }
}
