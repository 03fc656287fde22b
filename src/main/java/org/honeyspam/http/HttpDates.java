package org.honeyspam.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of HTTP (RFC 9110 section 5.6.7): written in one form, read in three. */
public final class HttpDates {
    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");
    private static final Pattern USUAL =
            Pattern.compile(
                    "[A-Za-z]+, ?(\\d{1,2})[ -]([A-Za-z]{3})[ -](\\d{4}|\\d{2}) (\\d{2}):(\\d{2}):(\\d{2})(.*)");
    private static final Pattern OF_C =
            Pattern.compile(
                    "[A-Za-z]+ ([A-Za-z]{3}) {1,2}(\\d{1,2}) (\\d{2}):(\\d{2}):(\\d{2}) (\\d{4})(.*)");

    private HttpDates() {}

    /** Written by hand: every page has two of them, and a formatter takes ten times as long. */
    public static String text(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        var text = new StringBuilder(29);
        text.append(DAYS.get(utc.getDayOfWeek().getValue() - 1)).append(", ");
        twoDigits(text, utc.getDayOfMonth());
        text.append(' ').append(MONTHS.get(utc.getMonthValue() - 1)).append(' ');
        twoDigits(text, utc.getYear() / 100);
        twoDigits(text, utc.getYear() % 100);
        text.append(' ');
        twoDigits(text, utc.getHour());
        text.append(':');
        twoDigits(text, utc.getMinute());
        text.append(':');
        twoDigits(text, utc.getSecond());
        return text.append(" GMT").toString();
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /**
     * Reads a date; null if it is none.
     *
     * @param zoned whether one without GMT behind it is none
     */
    public static @Nullable Instant read(String text, boolean zoned) {
        Matcher usual = USUAL.matcher(text);
        Matcher ofC = OF_C.matcher(text);
        if (usual.matches() && (!zoned || usual.group(7).startsWith(" GMT"))) {
            String time = usual.group(4) + usual.group(5) + usual.group(6);
            return date(usual.group(3), usual.group(2), usual.group(1), time);
        }
        if (ofC.matches()) {
            String time = ofC.group(3) + ofC.group(4) + ofC.group(5);
            return date(ofC.group(6), ofC.group(1), ofC.group(2), time);
        }
        return null;
    }

    private static @Nullable Instant date(String year, String month, String day, String time) {
        int number = Integer.parseInt(year);
        int full = year.length() == 4 ? number : number < 70 ? 2000 + number : 1900 + number;
        try {
            return LocalDateTime.of(
                            full,
                            MONTHS.indexOf(month) + 1,
                            Integer.parseInt(day),
                            Integer.parseInt(time, 0, 2, 10),
                            Integer.parseInt(time, 2, 4, 10),
                            Integer.parseInt(time, 4, 6, 10))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null; // RFC 9110 section 13.1.3: what is no date is as if it were not there.
        }
    }
}
