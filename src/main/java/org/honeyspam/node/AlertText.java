package org.honeyspam.node;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.alert.Alert;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.content.Defang;
import org.honeyspam.content.SafeText;
import org.honeyspam.intel.News;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.watch.Changes;
import org.honeyspam.watch.FileChange;
import org.jspecify.annotations.Nullable;

/** Words for what happened; what strangers wrote can do nothing there. */
final class AlertText {
    private static final int TEXT_MAX = 120;
    private static final int FILES_NAMED = 3;

    private AlertText() {}

    static Alert of(News.Harvest one) {
        String text =
                "first mail for visit %s: %s, harvested by %s on %s at %s, got mail from %s (%s)%s"
                        .formatted(
                                one.visit(),
                                one.address(),
                                one.harvester(),
                                one.site(),
                                one.harvested(),
                                one.sender(),
                                stranger(one.from()),
                                about(one.subject()));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("honeyspam.visit.id", one.visit());
        fields.put("honeyspam.bait.address", one.address());
        fields.put("honeyspam.harvester.ip", one.harvester());
        fields.put("source.ip", one.sender());
        return new Alert(one.time(), Rule.HARVEST_MAILED, text, fields);
    }

    static Alert of(News.Grown one, Instant now) {
        String text =
                "new campaign %s: %d messages of %d senders since %s%s"
                        .formatted(
                                one.campaign(),
                                one.size(),
                                one.senders(),
                                one.first(),
                                about(one.subject()));
        Map<String, String> fields = Map.of("honeyspam.campaign.id", one.campaign());
        return new Alert(now, Rule.CAMPAIGN, text, fields);
    }

    static Alert of(JournalEvent.ProbeFound probe, Instant time) {
        String text =
                "probe %d tests the relay: to %s, score %d, %s"
                        .formatted(
                                probe.id(),
                                stranger(probe.recipient()),
                                probe.score(),
                                probe.outcome());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("honeyspam.probe.id", "" + probe.id());
        fields.put("honeyspam.probe.message", probe.message());
        return new Alert(time, Rule.PROBE, text, fields);
    }

    static Alert of(JournalEvent.ProxyRequest request, String ip, Instant time) {
        String text =
                "%s tests the proxy: %s %s"
                        .formatted(ip, stranger(request.method()), stranger(request.target()));
        return new Alert(time, Rule.PROBE, text, Map.of("source.ip", ip));
    }

    static String of(FileChange change) {
        return "%s %s (%s)"
                .formatted(
                        harmless(SafeText.safe(change.path().toString())),
                        change.kind().label(),
                        change.part());
    }

    static Alert of(FileChange change, Instant time) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("honeyspam.file.change", change.kind().label());
        fields.put("honeyspam.file.part", change.part());
        return new Alert(time, Rule.FILES, of(change), fields);
    }

    /** Of more of them than are told each for itself. */
    static Alert of(Changes changes, Instant time) {
        String text = "%d more files were changed at once".formatted(changes.more());
        return new Alert(time, Rule.FILES, text, Map.of());
    }

    /** Of those that were changed while the node did not run. */
    static Alert of(Changes changes, @Nullable String why, Instant time) {
        String some =
                changes.told().stream()
                        .limit(FILES_NAMED)
                        .map(AlertText::of)
                        .collect(joining(", "));
        String text =
                "while the node did not run, %d files were changed%s%s%s"
                        .formatted(
                                changes.count(),
                                some.isEmpty() ? "" : ": " + some,
                                changes.count() > FILES_NAMED ? " ..." : "",
                                why == null ? "" : "; not all is known: " + harmless(why));
        return new Alert(time, Rule.FILES, text, Map.of());
    }

    private static String about(@Nullable String subject) {
        return subject == null ? "" : ": " + harmless(SafeText.subject(subject));
    }

    private static String stranger(String text) {
        return harmless(SafeText.peer(text));
    }

    /** No link, no address, and none of the marks by which chats make links and call everybody. */
    private static String harmless(String safe) {
        String text =
                Defang.defanged(safe).replace('<', '(').replace('>', ')').replace("](", "] (");
        int letters = text.codePointCount(0, text.length());
        return letters > TEXT_MAX
                ? text.substring(0, text.offsetByCodePoints(0, TEXT_MAX)) + "..."
                : text;
    }
}
