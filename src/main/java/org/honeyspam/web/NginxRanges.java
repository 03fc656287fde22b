package org.honeyspam.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.web.ApacheRanges.Part;

/**
 * The parts of a body that a Range field asks for, as nginx reads it: each as it is asked for.
 *
 * @param parts none if the field is passed over
 * @param unsatisfiable whether it cannot be read, or none of it is in the body
 */
record NginxRanges(List<Part> parts, boolean unsatisfiable) {
    private static final NginxRanges WHOLE = new NginxRanges(List.of(), false);
    private static final NginxRanges NONE = new NginxRanges(List.of(), true);
    private static final Pattern ONE = Pattern.compile(" *(\\d+)? *- *(\\d+)? *");

    static NginxRanges of(String field, long length) {
        boolean asked = field.toLowerCase(Locale.ROOT).startsWith("bytes=") && field.length() > 6;
        if (!asked) {
            return WHOLE;
        }
        List<Part> parts = new ArrayList<>();
        long sum = 0;
        for (String text : field.substring("bytes=".length()).split(",", -1)) {
            Matcher one = ONE.matcher(text);
            boolean first = one.matches() && one.group(1) != null;
            if (!one.matches() || !first && one.group(2) == null) {
                return NONE;
            }
            long from = first ? RequestHead.number(one.group(1)) : 0;
            long to = one.group(2) == null ? length - 1 : RequestHead.number(one.group(2));
            if (from < 0 || to < 0) {
                return NONE;
            }
            if (!first) {
                from = Math.max(0, length - to);
                to = length - 1;
            }
            long end = Math.min(to, length - 1);
            if (from <= end) {
                parts.add(new Part(from, end));
                sum += end - from + 1;
            } else if (from == 0) {
                return WHOLE;
            }
        }
        if (parts.isEmpty()) {
            return NONE;
        }
        return sum > length ? WHOLE : new NginxRanges(List.copyOf(parts), false);
    }
}
