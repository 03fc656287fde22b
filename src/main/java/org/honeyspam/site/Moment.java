package org.honeyspam.site;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** When something was written, as its page says it. */
record Moment(int year, int month, int day, int hour, int minute) {
    private static final int MONTHS = 12;
    private static final int DAYS = 28;
    private static final int LAST_MINUTE = 24 * 60 - 1;

    /**
     * @param year 0 if it is to be drawn
     * @param month 0 if it is to be drawn
     */
    static Moment draw(Profile profile, int year, int month, SplittableRandom dice) {
        int span = profile.lastYear - profile.firstYear + 1;
        int someYear = profile.firstYear + dice.nextInt(span);
        int someMonth = 1 + dice.nextInt(MONTHS);
        int someDay = 1 + dice.nextInt(DAYS);
        return on(year == 0 ? someYear : year, month == 0 ? someMonth : month, someDay, dice);
    }

    /** At some time of a day, when people are up. */
    private static Moment on(int year, int month, int day, SplittableRandom dice) {
        return new Moment(year, month, day, 7 + dice.nextInt(16), dice.nextInt(60));
    }

    /** Up to two days later, in the same year if need be; never earlier. */
    Moment later(SplittableRandom dice) {
        int days = dice.nextInt(3);
        boolean wraps = day + days > DAYS && month < MONTHS;
        int nextDay = wraps ? day + days - DAYS : Math.min(DAYS, day + days);
        if (wraps || nextDay > day) {
            return on(year, wraps ? month + 1 : month, nextDay, dice);
        }
        int minutes = hour * 60 + minute;
        int then = minutes + (minutes < LAST_MINUTE ? 1 + dice.nextInt(LAST_MINUTE - minutes) : 0);
        return new Moment(year, month, day, then / 60, then % 60);
    }

    /** One of the last days of a year: all else of it was before. */
    static Moment endOf(int year, SplittableRandom dice) {
        return on(year, MONTHS, 29 + dice.nextInt(3), dice);
    }

    Instant instant() {
        return LocalDateTime.of(year, month, day, hour, minute, (day * 7 + minute) % 60)
                .toInstant(ZoneOffset.UTC);
    }

    void write(Markup out, Language language) {
        language.writeDate(out, (slot, capital) -> fill(slot, out, language));
    }

    private void fill(Slot slot, Markup out, Language language) {
        switch (slot) {
            case DATE -> out.append(day);
            case MONTH -> out.append(language.list("month").get(month - 1));
            default -> out.append(year);
        }
    }

    void writeTime(Markup out) {
        out.append(hour < 10 ? "0" : "").append(hour).append(':');
        out.append(minute < 10 ? "0" : "").append(minute);
    }
}
