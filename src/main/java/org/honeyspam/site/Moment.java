package org.honeyspam.site;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** When something was written, as its page says it. */
record Moment(int year, int month, int day, int hour, int minute) {
    private static final int MONTHS = 12;
    private static final int DAYS = 28;

    /**
     * @param year 0 if it is to be drawn
     * @param month 0 if it is to be drawn
     */
    static Moment draw(Profile profile, int year, int month, SplittableRandom dice) {
        int span = profile.lastYear - profile.firstYear + 1;
        int someYear = profile.firstYear + dice.nextInt(span);
        int someMonth = 1 + dice.nextInt(MONTHS);
        return new Moment(
                year == 0 ? someYear : year,
                month == 0 ? someMonth : month,
                1 + dice.nextInt(DAYS),
                7 + dice.nextInt(16),
                dice.nextInt(60));
    }

    /** Some days later, in the same month if need be. */
    Moment later(SplittableRandom dice) {
        int next = Math.min(DAYS, day + dice.nextInt(3));
        return new Moment(year, month, next, 7 + dice.nextInt(16), dice.nextInt(60));
    }

    Instant instant() {
        return LocalDateTime.of(year, month, day, hour, minute, (day * 7 + minute) % 60)
                .toInstant(ZoneOffset.UTC);
    }

    void write(Markup out, Language language) {
        Phrase date = language.date();
        for (int i = 0; i < date.gaps(); i++) {
            out.append(date.text(i));
            switch (date.gap(i).slot()) {
                case DATE -> out.append(day);
                case MONTH -> out.append(language.list("month").get(month - 1));
                default -> out.append(year);
            }
        }
        out.append(date.text(date.gaps()));
    }

    void writeTime(Markup out) {
        out.append(hour < 10 ? "0" : "").append(hour).append(':');
        out.append(minute < 10 ? "0" : "").append(minute);
    }
}
