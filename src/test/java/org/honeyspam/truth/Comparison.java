package org.honeyspam.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How alike a real product and ours are. What comes of the same sends from the greeting on counts
 * once, however many sessions begin with them.
 */
final class Comparison {
    private static final double LATE_AT_LEAST_SECONDS = 0.7;
    private static final double LATE_PART = 0.3;

    private final Masks masks;
    private final Map<String, @Nullable Difference> byHistory = new LinkedHashMap<>();

    Comparison(Masks masks) {
        this.masks = masks;
    }

    /** This one, and that of the same products set up in another way. */
    Comparison and(Comparison other) {
        var both = new Comparison(masks);
        both.byHistory.putAll(byHistory);
        other.byHistory.forEach((history, one) -> both.byHistory.put("other" + history, one));
        return both;
    }

    int exchanges() {
        return byHistory.size();
    }

    int equal() {
        return exchanges() - differences().size();
    }

    double percentEqual() {
        return 100.0 * equal() / Math.max(1, exchanges());
    }

    List<Difference> differences() {
        var all = new ArrayList<Difference>();
        for (Difference one : byHistory.values()) {
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Where one of them ends early, that is the difference, and the rest is not compared. */
    void add(Script script, List<Exchange> real, List<Exchange> ours) {
        var history = new StringBuilder(script.timed() ? "timed" : "");
        history.append(script.early() ? "early" : "");
        for (int i = 0; i < Math.min(real.size(), ours.size()); i++) {
            Exchange one = real.get(i);
            Exchange other = ours.get(i);
            history.append('\0').append(one.sent());
            if (!byHistory.containsKey(history.toString())) {
                byHistory.put(history.toString(), difference(script, i + 1, one, other));
            }
            if (one.closed() != other.closed() || !one.sent().equals(other.sent())) {
                return;
            }
        }
    }

    private @Nullable Difference difference(
            Script script, int number, Exchange one, Exchange other) {
        String here = said(one);
        String there = said(other);
        boolean late = script.timed() && late(one, other);
        return here.equals(there) && !late
                ? null
                : new Difference(
                        script.name(),
                        number,
                        Send.visible(one.sent()),
                        here + (late ? after(one) : ""),
                        there + (late ? after(other) : ""));
    }

    private String said(Exchange exchange) {
        String reply = Send.visible(masks.hide(exchange.reply()));
        return reply + (exchange.closed() ? " -- closed --" : "");
    }

    private static boolean late(Exchange one, Exchange other) {
        double here = one.took().toMillis() / 1_000.0;
        double there = other.took().toMillis() / 1_000.0;
        double allowed = Math.max(LATE_AT_LEAST_SECONDS, LATE_PART * Math.max(here, there));
        return Math.abs(here - there) > allowed;
    }

    private static String after(Exchange exchange) {
        return " -- after %d s --".formatted(Math.round(exchange.took().toMillis() / 1_000.0));
    }
}
