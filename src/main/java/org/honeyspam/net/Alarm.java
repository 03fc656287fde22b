package org.honeyspam.net;

import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * The three times that a conversation may wait for, as one entry of the loop's wheel. A later limit
 * costs nothing while it lies behind the old one: a busy session moves it with every command.
 */
final class Alarm extends Wheel.Entry {
    /** Rung when the time has come, and then no more. */
    interface Bell {
        /** The pause is over. */
        void resume();

        /** The peer took too long. */
        void limitReached();

        /** No session may last longer. */
        void sessionEnds();
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Wheel wheel;
    private final Bell bell;
    private long pauseNanos = NEVER;
    private long limitNanos = NEVER;
    private long sessionNanos = NEVER;

    Alarm(EventLoop loop, Bell bell) {
        this.wheel = Wheel.of(loop);
        this.bell = bell;
    }

    void pause(long nanos) {
        pauseNanos = wheel.nowNanos() + nanos;
        file(pauseNanos);
    }

    void limit(Duration time) {
        limitNanos = wheel.nowNanos() + time.toNanos();
        file(limitNanos);
    }

    void session(Duration time) {
        sessionNanos = wheel.nowNanos() + time.toNanos();
        file(sessionNanos);
    }

    /** The peer may take as long as he likes, until the session ends. */
    void cancelLimit() {
        limitNanos = NEVER;
    }

    /** Nothing is rung any more. */
    void cancel() {
        pauseNanos = limitNanos = sessionNanos = NEVER;
        wheel.remove(this);
    }

    private void file(long dueNanos) {
        wheel.fileNoLater(this, dueNanos);
    }

    @Override
    void ring() {
        long now = wheel.nowNanos();
        if (sessionNanos <= now) {
            sessionNanos = NEVER;
            bell.sessionEnds();
        }
        if (limitNanos <= now) {
            limitNanos = NEVER;
            bell.limitReached();
        }
        if (pauseNanos <= now) {
            pauseNanos = NEVER;
            bell.resume();
        }
        long next = Math.min(pauseNanos, Math.min(limitNanos, sessionNanos));
        if (next != NEVER) {
            file(next);
        }
    }
}
