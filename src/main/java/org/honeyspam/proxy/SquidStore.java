package org.honeyspam.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.http.HttpDates;
import org.jspecify.annotations.Nullable;

/** Which documents Squid would have in its cache, and for how long it would not ask for them. */
final class SquidStore {
    private static final int DOCUMENTS_MAX = 500;
    private static final int URL_CHARACTERS_MAX = 1_024;
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
    private static final Pattern KEPT_OUT = Pattern.compile("no-store|private|no-cache");

    /** As Debian's refresh_pattern has it for what says nothing of its age. */
    private static final int PART_OF_AGE = 5;

    private static final Duration FRESH_MAX = Duration.ofDays(3);

    private final Map<String, Stored> documents = Bounded.byAge(DOCUMENTS_MAX);

    /** The fields of a document, since when they are there, and until when it is good. */
    record Stored(List<Field> fields, Instant since, Instant until) {
        boolean isFresh(Instant now) {
            return now.isBefore(until);
        }

        long ageSeconds(Instant now) {
            return Math.max(0, Duration.between(since, now).toSeconds());
        }
    }

    synchronized @Nullable Stored find(String url) {
        return documents.get(url);
    }

    /** Keeps a document that may be kept. */
    synchronized void add(String url, List<Field> fields, Instant now) {
        String control = said(fields, "Cache-Control").toLowerCase(Locale.ROOT);
        if (url.length() <= URL_CHARACTERS_MAX && !KEPT_OUT.matcher(control).find()) {
            documents.put(url, new Stored(fields, now, now.plus(fresh(fields, control, now))));
        }
    }

    private static Duration fresh(List<Field> fields, String control, Instant now) {
        Matcher age = MAX_AGE.matcher(control);
        if (age.find()) {
            return Duration.ofSeconds(Long.parseLong(age.group(1)));
        }
        String expires = said(fields, "Expires");
        if (!expires.isEmpty()) {
            Instant until = HttpDates.read(expires, true);
            return until == null || until.isBefore(now)
                    ? Duration.ZERO
                    : Duration.between(now, until);
        }
        Instant modified = HttpDates.read(said(fields, "Last-Modified"), true);
        if (modified == null || modified.isAfter(now)) {
            return Duration.ZERO;
        }
        Duration part = Duration.between(modified, now).dividedBy(PART_OF_AGE);
        return part.compareTo(FRESH_MAX) > 0 ? FRESH_MAX : part;
    }

    private static String said(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }
}
