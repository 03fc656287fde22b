package org.honeyspam.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody in From, Reply-To or To: a name and an address, each of which may be empty.
 *
 * @param address as it was written
 */
public record Correspondent(String name, String address) {
    private static final Pattern ANGLE = Pattern.compile("<([^<>]*+)>");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>()\",;:]{1,128}@[^\\s<>()\",;:]{1,255}");

    static Correspondent of(String field) {
        String address = "";
        String name = "";
        Matcher angle = ANGLE.matcher(field);
        int start = -1;
        while (angle.find()) {
            address = angle.group(1).strip();
            start = angle.start();
        }
        if (start >= 0) {
            name = field.substring(0, start);
        } else {
            Matcher bare = ADDRESS.matcher(field);
            if (bare.find()) {
                address = bare.group();
                name = field.substring(0, bare.start()) + field.substring(bare.end());
            } else {
                name = field;
            }
        }
        return new Correspondent(name.replaceAll("[\"()]", "").strip(), address);
    }

    /** Those of a field that names many. */
    static List<Correspondent> all(String field, Notes notes) {
        List<Correspondent> all = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= field.length(); i++) {
            char c = i < field.length() ? field.charAt(i) : ',';
            quoted ^= c == '"';
            if (c == ',' && (!quoted || i == field.length())) {
                String one = field.substring(from, i).strip();
                from = i + 1;
                if (!one.isEmpty()) {
                    if (!notes.room(Limit.CORRESPONDENTS, all.size())) {
                        break;
                    }
                    all.add(of(one));
                }
            }
        }
        return List.copyOf(all);
    }

    boolean namesAnother() {
        Matcher other = ADDRESS.matcher(name);
        return other.find() && !other.group().equalsIgnoreCase(address);
    }
}
