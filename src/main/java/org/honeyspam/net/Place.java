package org.honeyspam.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What a connection takes of the room there is, from its arrival to its end. */
final class Place extends Line.Member<Place> {
    /** How one inside stands: it decides whether he can be shed, and when. */
    enum Stand {
        /** Not inside: not yet, no longer, or told to go. */
        OUT,
        /** Inside, and never shed: a message is half received or being stored, or he is exempt. */
        SPARED,
        /** We let him wait on purpose. */
        HELD,
        /** Anything else: mostly we wait for him. */
        OTHER
    }

    final Crowd crowd;
    Stand stand = Stand.OUT;
    Crowd.@Nullable Group group;
    @Nullable InetAddress source;
    boolean leaving;
    private Stand told = Stand.SPARED; // Until he is seated.
    private volatile @Nullable Runnable end;

    Place(Crowd crowd) {
        this.crowd = crowd;
    }

    /** Whoever decides who is shed is told only what changes. On the loop of the connection. */
    void stands(Admission admission, boolean message, boolean isHeld) {
        Stand now = Stand.OTHER;
        if (message) {
            now = Stand.SPARED;
        } else if (isHeld) {
            now = Stand.HELD;
        }
        if (now != told) {
            told = now;
            admission.move(this, now);
        }
    }

    /** From now on it can be ended, by that; from any thread. */
    void endsBy(Runnable newEnd) {
        end = newEnd;
    }

    boolean canEnd() {
        return end != null;
    }

    void end() {
        Runnable known = end;
        if (known != null) {
            known.run();
        }
    }
}
