package org.honeyspam.truth;

import java.util.ArrayList;
import java.util.List;

/**
 * How alike a real product and ours are.
 *
 * @param exchanges how many were compared
 */
record Comparison(int exchanges, List<Difference> differences) {
    private static final double LATE_AT_LEAST_SECONDS = 0.7;
    private static final double LATE_PART = 0.3;

    int equal() {
        return exchanges - differences.size();
    }

    double percentEqual() {
        return 100.0 * equal() / Math.max(1, exchanges);
    }

    Comparison and(Comparison other) {
        var all = new ArrayList<Difference>(differences);
        all.addAll(other.differences());
        return new Comparison(exchanges + other.exchanges(), all);
    }

    /** Where one of them ends early, that is the difference, and the rest is not compared. */
    static Comparison of(Script script, List<Exchange> real, List<Exchange> ours, Masks masks) {
        var differences = new ArrayList<Difference>();
        int number = 0;
        while (number < Math.min(real.size(), ours.size())) {
            Exchange one = real.get(number);
            Exchange other = ours.get(number);
            number++;
            String here = said(one, masks);
            String there = said(other, masks);
            boolean late = script.timed() && late(one, other);
            if (!here.equals(there) || late) {
                differences.add(
                        new Difference(
                                script.name(),
                                number,
                                Send.visible(one.sent()),
                                here + (late ? after(one) : ""),
                                there + (late ? after(other) : "")));
            }
            if (one.closed() != other.closed() || !one.sent().equals(other.sent())) {
                break;
            }
        }
        return new Comparison(number, differences);
    }

    private static String said(Exchange exchange, Masks masks) {
        String reply = Send.visible(masks.hide(exchange.reply()));
        String end = exchange.closed() ? " -- closed --" : "";
        return reply + end;
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
