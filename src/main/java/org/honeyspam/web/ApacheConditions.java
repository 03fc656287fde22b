package org.honeyspam.web;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.http.HttpDates;
import org.jspecify.annotations.Nullable;

/** What conditions and ranges make of an answer, in the order in which Apache asks. */
final class ApacheConditions {
    private static final Pattern TAG = Pattern.compile("[, \\t]*(\"[^\"]*\")(?=[, \t]|$)");
    private static final Pattern WEAK_TAG =
            Pattern.compile("[, \\t]*(?:W/)?(\"[^\"]*\")(?=[, \t]|$)");

    private final RequestHead head;
    private final String tag;
    private final Instant modified;
    private final Instant now;

    ApacheConditions(RequestHead head, String tag, Instant modified, Instant now) {
        this.head = head;
        this.tag = tag;
        this.modified = Instant.ofEpochSecond(modified.getEpochSecond());
        this.now = now;
    }

    /** 200, 304 or 412 (RFC 9110 section 13.2.2). */
    int status() {
        boolean get = head.is("GET") || head.is("HEAD");
        String match = head.all("if-match");
        if (match != null && !strong(match) || modifiedSince("if-unmodified-since")) {
            return 412;
        }
        @Nullable Boolean same = null;
        String none = head.all("if-none-match");
        if (none != null) {
            same = none.startsWith("*") || (get && !head.has("range") ? weak(none) : strong(none));
            if (same && !get) {
                return 412;
            }
        }
        String since = head.all("if-modified-since");
        if (since != null && get) {
            boolean old = isUnmodifiedSince(since);
            same = old && (same == null || same);
        }
        boolean ofRange = head.has("range") && head.has("if-range");
        // Against RFC 9110 section 13.2.2, whatever date stands there.
        boolean unmodified = head.has("if-unmodified-since");
        return same != null && same && !ofRange && !unmodified ? 304 : 200;
    }

    /** Whether If-Range (section 13.1.5) lets a range be sent. */
    boolean rangeIsOfThis() {
        String condition = head.all("if-range");
        if (condition == null) {
            return true;
        }
        if (condition.startsWith("\"")) {
            return condition.equals(tag);
        }
        Instant date = HttpDates.read(condition, true);
        return date != null && date.equals(modified);
    }

    private boolean modifiedSince(String field) {
        String said = head.all(field);
        Instant date = said == null ? null : HttpDates.read(said, true);
        return date != null && modified.isAfter(date);
    }

    /** A date that is yet to come says nothing. */
    private boolean isUnmodifiedSince(String said) {
        Instant date = HttpDates.read(said, true);
        return date != null && !date.isBefore(modified) && !date.isAfter(now);
    }

    private boolean strong(String tags) {
        return tags.startsWith("*") || isIn(tags, TAG);
    }

    private boolean weak(String tags) {
        return isIn(tags, WEAK_TAG);
    }

    /** What is no tag ends the list, and a weak one is none where a strong one is wanted. */
    private boolean isIn(String tags, Pattern form) {
        Matcher one = form.matcher(tags);
        for (int at = 0; one.region(at, tags.length()).lookingAt(); at = one.end()) {
            if (one.group(1).equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
