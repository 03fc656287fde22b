package org.honeyspam.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a body that a Range field asks for (RFC 9110 section 14), as Apache reads it: what
 * overlaps or touches is sent as one.
 *
 * @param parts none if the field is passed over
 * @param unsatisfiable whether none of it is in the body
 */
record ApacheRanges(List<Part> parts, boolean unsatisfiable) {
    private static final int PARTS_MAX = 200;
    private static final int OVERLAPS_MAX = 20;
    private static final int REVERSALS_MAX = 20;
    private static final ApacheRanges WHOLE = new ApacheRanges(List.of(), false);

    /** Both ends included. */
    record Part(long from, long to) {
        int length() {
            return (int) (to - from + 1);
        }
    }

    static ApacheRanges of(String field, long length) {
        if (!field.toLowerCase(Locale.ROOT).startsWith("bytes=")) {
            return WHOLE;
        }
        List<Part> asked = new ArrayList<>();
        boolean beyond = false;
        for (String one : field.substring("bytes=".length()).split(",", -1)) {
            if (one.isEmpty()) {
                break;
            }
            Part part = part(one, length);
            if (part == null) {
                return WHOLE;
            }
            if (part.from() == 0 && one.endsWith("-")) {
                return new ApacheRanges(List.of(new Part(0, length - 1)), false);
            }
            if (part.from() >= length) {
                beyond = true;
            } else {
                asked.add(new Part(part.from(), Math.min(part.to(), length - 1)));
            }
        }
        return asked.isEmpty() ? new ApacheRanges(List.of(), beyond) : merged(asked, length);
    }

    private static @Nullable Part part(String text, long length) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        String first = text.substring(0, dash);
        String last = text.substring(dash + 1);
        if (!(first + last).matches("\\d+")) {
            return null;
        }
        long from = first.isEmpty() ? 0 : RequestHead.number(first);
        long to = last.isEmpty() ? length - 1 : RequestHead.number(last);
        if (from < 0 || to < 0) {
            return null;
        }
        if (first.isEmpty()) {
            return to == 0 ? null : new Part(Math.max(0, length - to), length - 1);
        }
        return last.isEmpty() || from <= to ? new Part(from, to) : null;
    }

    private static ApacheRanges merged(List<Part> asked, long length) {
        List<Part> parts = new ArrayList<>();
        int overlaps = 0;
        int reversals = 0;
        long sum = 0;
        Part open = asked.getFirst();
        for (Part next : asked.subList(1, asked.size())) {
            boolean before = next.from() < open.from() && next.to() >= open.from() - 1;
            boolean after = next.to() >= open.to() && next.from() <= open.to() + 1;
            boolean within = next.from() >= open.from() && next.to() <= open.to();
            reversals += next.from() < open.from() ? 1 : 0;
            if (before || after || within) {
                overlaps++;
                open = new Part(Math.min(open.from(), next.from()), Math.max(open.to(), next.to()));
            } else {
                parts.add(open);
                sum += open.length();
                open = next;
            }
        }
        parts.add(open);
        sum += open.length();
        boolean greedy =
                sum > length
                        || parts.size() > PARTS_MAX
                        || overlaps > OVERLAPS_MAX
                        || reversals > REVERSALS_MAX;
        return greedy ? WHOLE : new ApacheRanges(List.copyOf(parts), false);
    }
}
