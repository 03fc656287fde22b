package org.honeyspam.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field's value and its parameters, continued and encoded ones (RFC 2231) put together. */
record Parameters(String value, Map<String, String> all) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*+([^\\s=;\"]{1,100})\\s*+=\\s*+(?:\"([^\"]*+)\"?|([^;\\s]*+))");
    private static final Pattern SECTION = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*?)");

    private record Piece(int number, boolean encoded, String text) {}

    static Parameters of(String field, Notes notes) {
        int end = field.indexOf(';');
        String value = (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Map<String, List<Piece>> pieces = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(field);
        while (parameter.find()) {
            String name = parameter.group(1).toLowerCase(Locale.ROOT);
            String text = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
            Matcher section = SECTION.matcher(name);
            if (section.matches()) {
                int number = section.group(2) == null ? 0 : Integer.parseInt(section.group(2));
                boolean encoded = !section.group(3).isEmpty();
                pieces.computeIfAbsent(section.group(1), key -> new ArrayList<>())
                        .add(new Piece(number, encoded, text));
            }
        }
        Map<String, String> all = new TreeMap<>();
        pieces.forEach((name, its) -> all.put(name, joined(its, notes)));
        return new Parameters(value, all);
    }

    private static String joined(List<Piece> pieces, Notes notes) {
        pieces.sort((a, b) -> Integer.compare(a.number(), b.number()));
        if (pieces.stream().noneMatch(Piece::encoded)) {
            var all = new StringBuilder();
            int last = -1;
            for (Piece piece : pieces) {
                if (piece.number() > last) { // The first of two of one name counts.
                    all.append(piece.text());
                    last = piece.number();
                }
            }
            return EncodedWords.decode(all.toString(), notes);
        }
        var all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.text()));
        String[] parts = all.toString().split("'", 3);
        String charset = parts.length == 3 ? parts[0] : null;
        String text = parts.length == 3 ? parts[2] : all.toString();
        return Charsets.text(EncodedWords.escaped(text, '%'), charset, notes);
    }

    @Nullable String get(String name) {
        return all.get(name);
    }
}
