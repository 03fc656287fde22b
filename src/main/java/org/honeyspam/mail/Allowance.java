package org.honeyspam.mail;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.honeyspam.config.Use;

/** The memory that all messages under way share. */
final class Allowance {
    private volatile long bytesMax;
    private final AtomicLong used = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    Allowance(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void bound(long newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Takes some, also where there is none left: false says that it must be given back. */
    boolean take(int bytes) {
        boolean enough = used.addAndGet(bytes) <= bytesMax;
        if (!enough) {
            refused.increment();
        }
        return enough;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    Use use() {
        return new Use(used.get(), bytesMax, refused.sum());
    }
}
