package org.honeyspam.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.honeyspam.config.Alerts.Rule;

/**
 * What is told in one.
 *
 * @param node that tells it
 * @param more how many there were besides, for which there was no room
 */
record Notice(String node, List<Alert> alerts, long more) {
    /** As many as a chat shows without folding them, and none refuses for their length. */
    private static final int CHAT_LINES_MAX = 20;

    /** How many there are in all. */
    long count() {
        return alerts.size() + more;
    }

    /** Which rules they follow from. */
    List<String> rules() {
        return alerts.stream().map(alert -> alert.rule().label()).distinct().toList();
    }

    /** The only one, or how many of which kind. */
    String title() {
        if (count() == 1) {
            return "%s: %s".formatted(node, alerts.getFirst().text());
        }
        Map<Rule, Long> counts =
                alerts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Alert::rule, TreeMap::new, Collectors.counting()));
        String kinds =
                counts.entrySet().stream()
                        .map(one -> one.getKey().counted(one.getValue()))
                        .collect(Collectors.joining(", "));
        return "%s: %s%s".formatted(node, kinds, more == 0 ? "" : ", and %d more".formatted(more));
    }

    /** A line each. */
    String text() {
        return text(alerts.size());
    }

    private String text(int most) {
        String lines =
                alerts.stream()
                        .limit(most)
                        .map(alert -> "%s %s\n".formatted(alert.time(), alert.text()))
                        .collect(Collectors.joining());
        long left = count() - Math.min(most, alerts.size());
        return left == 0 ? lines : lines + "And %d more.\n".formatted(left);
    }

    /** For a program: {@code text} is what chats show. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", count() == 1 ? title() : title() + "\n" + text(CHAT_LINES_MAX));
        fields.put("node", node);
        fields.put("more", more);
        fields.put("alerts", alerts.stream().map(Notice::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Alert alert) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", alert.time().toString());
        fields.put("rule", alert.rule().label());
        fields.put("text", alert.text());
        fields.put("fields", alert.fields());
        return fields;
    }
}
