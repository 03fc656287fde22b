package org.honeyspam.web;

import java.time.Instant;
import org.honeyspam.http.HttpDates;
import org.jspecify.annotations.Nullable;

/** What conditions make of an answer, in the order in which nginx asks. */
final class NginxConditions {
    private final RequestHead head;
    private final String tag;
    private final Instant modified;

    NginxConditions(RequestHead head, String tag, Instant modified) {
        this.head = head;
        this.tag = tag;
        this.modified = Instant.ofEpochSecond(modified.getEpochSecond());
    }

    int status() {
        String unmodified = head.first("if-unmodified-since");
        String match = head.first("if-match");
        if (unmodified != null && isAfter(unmodified) || match != null && !isIn(match, false)) {
            return 412;
        }
        String since = head.first("if-modified-since");
        String none = head.first("if-none-match");
        boolean asked = since != null || none != null;
        boolean changed = since != null && !isThen(since) || none != null && !isIn(none, true);
        return asked && !changed ? 304 : 200;
    }

    boolean rangeIsOfThis() {
        String condition = head.first("if-range");
        if (condition == null) {
            return true;
        }
        return condition.length() >= 2 && condition.endsWith("\"")
                ? condition.equals(tag)
                : isThen(condition);
    }

    private boolean isAfter(String date) {
        Instant read = HttpDates.read(date, false);
        return read == null || modified.isAfter(read);
    }

    private boolean isThen(String date) {
        @Nullable Instant read = HttpDates.read(date, false);
        return modified.equals(read);
    }

    private boolean isIn(String list, boolean weak) {
        if (list.equals("*")) {
            return true;
        }
        for (String one : list.split(",[, \t]*", -1)) {
            String strong = weak && one.startsWith("W/") ? one.substring(2) : one;
            if (strong.stripTrailing().equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
