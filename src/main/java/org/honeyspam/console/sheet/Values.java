package org.honeyspam.console.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.console.draw.WorldMap;
import org.honeyspam.content.Defang;
import org.honeyspam.intel.Summary;
import org.jspecify.annotations.Nullable;

/** How values are written on a page, and where they lead. */
public final class Values {
    /** What can be chosen on the live page. */
    public static final List<String> SERVICES =
            Stream.concat(Arrays.stream(Service.values()).map(Service::label), Stream.of("node"))
                    .toList();

    public static final List<String> ACTIONS = Summary.actions().stream().sorted().toList();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    private static final long KILO = 1_000;
    private static final String BYTES = "_bytes";

    private Values() {}

    public static String time(Object time) {
        return time instanceof Instant instant ? TIME.format(instant) : String.valueOf(time);
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String bytes(long bytes) {
        double size = bytes;
        for (String unit : List.of("B", "kB", "MB", "GB")) {
            if (Math.round(size) < KILO) {
                return size < 10 && bytes >= KILO
                        ? String.format(Locale.ROOT, "%.1f %s", size, unit)
                        : String.format(Locale.ROOT, "%.0f %s", size, unit);
            }
            size /= KILO;
        }
        return String.format(Locale.ROOT, "%.1f TB", size);
    }

    /** A number of what the name says; its unit stands last in it. */
    public static String amount(String name, long number) {
        return name.endsWith(BYTES) ? bytes(number) : number(number);
    }

    /** What is limited. */
    public static String limit(String name) {
        String bare =
                name.endsWith(BYTES) ? name.substring(0, name.length() - BYTES.length()) : name;
        return label(bare);
    }

    public static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static String defanged(String text) {
        return Defang.defanged(text);
    }

    public static String country(String code) {
        return WorldMap.name(code);
    }

    public static String encoded(String text) {
        return Links.encoded(text);
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same page, from that cursor on; null for its beginning. */
    public static String link(String path, Map<String, String> query, @Nullable String after) {
        Map<String, String> fields = new TreeMap<>(query);
        fields.remove("after");
        if (after != null) {
            fields.put("after", after);
        }
        String text =
                fields.entrySet().stream()
                        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    /** The columns that are shown: a message's subject stands for its id. */
    public static List<Column> shown(Sheet sheet) {
        List<Column> shown = new ArrayList<>(sheet.columns());
        shown.removeIf(column -> column.label().isEmpty());
        return shown;
    }

    public static @Nullable Object shown(Column column, Map<String, @Nullable Object> row) {
        Object value = row.get(column.name());
        return column.kind() == Column.Kind.MESSAGE && value != null
                ? new Message(String.valueOf(value), row.get("subject"))
                : value;
    }

    private record Message(String id, @Nullable Object subject) {}

    public static String css(Column column) {
        return switch (column.kind()) {
            case NUMBER, BYTES -> "number";
            case TIME -> "time";
            case TEXT, MESSAGE -> "long";
            default -> "";
        };
    }

    public static String text(Column column, Object value) {
        return switch (value) {
            case Message message ->
                    message.subject() == null || message.subject().toString().isBlank()
                            ? "(no subject)"
                            : message.subject().toString();
            case Map<?, ?> counts ->
                    counts.entrySet().stream()
                            .map(e -> label(e.getKey()) + " " + e.getValue())
                            .collect(Collectors.joining(", "));
            case List<?> several ->
                    several.stream().map(Values::label).collect(Collectors.joining(", "));
            case Number number ->
                    column.kind() == Column.Kind.BYTES
                            ? bytes(number.longValue())
                            : number(number.longValue());
            default -> value.toString();
        };
    }

    private static String label(@Nullable Object text) {
        return String.valueOf(text).replace('_', ' ');
    }

    /** Where a value leads; null if nowhere. */
    public static @Nullable String href(Column column, Object value) {
        String text = value instanceof Message message ? message.id() : value.toString();
        return switch (column.kind()) {
            case IP -> Links.host(text);
            case NETWORK -> text.indexOf('/') < 0 ? Links.host(text) : Links.search(text);
            case MESSAGE -> Links.message(text);
            case CAMPAIGN -> Links.campaign(text);
            case ADDRESS -> Links.search(text);
            case SITE -> "/sites/" + encoded(text);
            default -> null;
        };
    }
}
