package org.honeyspam.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of mail (RFC 5322 section 3.3 and 4.3), and what passes for them. */
public final class Dates {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{1,2})[\\s-]{1,5}([A-Za-z]{3})[a-z]{0,6}[\\s-]{1,5}(\\d{4}|\\d{2})[\\s,]{1,5}"
                            + "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s{0,5}([+-]\\d{4}|[A-Za-z]{1,5})?");
    private static final int CENTURY_TURN = 50;
    private static final int OFFSET_HOURS_MAX = 18;

    private Dates() {}

    /** The date in a text; null if there is none. */
    public static @Nullable Instant read(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.find()) {
            return null;
        }
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        int year = Integer.parseInt(date.group(3));
        if (date.group(3).length() == 2) {
            year += year < CENTURY_TURN ? 2000 : 1900;
        }
        int second = date.group(6) == null ? 0 : Integer.parseInt(date.group(6));
        try {
            return LocalDateTime.of(
                            year,
                            month,
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(4)),
                            Integer.parseInt(date.group(5)),
                            Math.min(second, 59))
                    .toInstant(zone(date.group(7)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return switch (zone == null ? "" : zone.toUpperCase(Locale.ROOT)) {
                case "EST", "CDT" -> ZoneOffset.ofHours(-5);
                case "EDT" -> ZoneOffset.ofHours(-4);
                case "CST", "MDT" -> ZoneOffset.ofHours(-6);
                case "MST", "PDT" -> ZoneOffset.ofHours(-7);
                case "PST" -> ZoneOffset.ofHours(-8);
                case "MET", "CET" -> ZoneOffset.ofHours(1);
                case "MEST", "CEST" -> ZoneOffset.ofHours(2);
                default -> ZoneOffset.UTC;
            };
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(3));
        if (hours >= OFFSET_HOURS_MAX || minutes > 59) {
            return ZoneOffset.UTC;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(zone.charAt(0) == '-' ? -seconds : seconds);
    }
}
