package org.honeyspam.dns;

import java.time.LocalDate;
import java.util.Set;

/**
 * Why a network is listed.
 *
 * @param score from 0 to 255
 * @param lastSeen the day of its last deed, in UTC
 */
public record Listing(Set<Kind> kinds, int score, LocalDate lastSeen) {
    private static final int SCORE_MAX = 255;
    private static final int DAY_MAX = 0xffff;

    public Listing {
        kinds = Set.copyOf(kinds);
        long day = lastSeen.toEpochDay();
        if (kinds.isEmpty() || score < 0 || score > SCORE_MAX || day < 0 || day > DAY_MAX) {
            throw new IllegalArgumentException(
                    "no listing: %s, score %d, %s".formatted(kinds, score, lastSeen));
        }
    }

    /** In 32 bits, never 0: the day, the score, the kinds. */
    int packed() {
        return (int) lastSeen.toEpochDay() << 16 | score << 8 | Kind.bits(kinds);
    }

    static Listing of(int packed) {
        return new Listing(
                Kind.of(kinds(packed)), score(packed), LocalDate.ofEpochDay(day(packed)));
    }

    static int kinds(int packed) {
        return packed & 0xff;
    }

    static int score(int packed) {
        return packed >>> 8 & 0xff;
    }

    static int day(int packed) {
        return packed >>> 16;
    }

    /** What is known of one who is in two networks: all kinds, the higher score, the later day. */
    static int merged(int one, int other) {
        int day = Math.max(day(one), day(other));
        int score = Math.max(score(one), score(other));
        return day << 16 | score << 8 | kinds(one) | kinds(other);
    }
}
