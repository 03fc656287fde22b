package org.honeyspam.content;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What is noticed while a message is read: the limits that cut, the oddities seen. */
final class Notes {
    private final Set<Limit> truncated = EnumSet.noneOf(Limit.class);
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);

    void odd(Oddity oddity) {
        oddities.add(oddity);
    }

    void cut(Limit limit) {
        truncated.add(limit);
    }

    /** Whether there is room for one more where there are so many. */
    boolean room(Limit limit, int count) {
        if (count < limit.max) {
            return true;
        }
        truncated.add(limit);
        return false;
    }

    String within(Limit limit, String text) {
        if (text.length() <= limit.max) {
            return text;
        }
        truncated.add(limit);
        int end = Character.isHighSurrogate(text.charAt(limit.max - 1)) ? limit.max - 1 : limit.max;
        return text.substring(0, end);
    }

    Set<Limit> truncated() {
        return Collections.unmodifiableSet(truncated);
    }

    Set<Oddity> oddities() {
        return Collections.unmodifiableSet(oddities);
    }
}
