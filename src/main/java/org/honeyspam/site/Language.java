package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A language as the sites write it, out of a file of lists: words for the frame of a page, and what
 * sentences are made of.
 */
final class Language {
    private static final String THEME = "theme.";

    private final String code;
    private final Map<String, List<String>> lists;
    private final Map<String, String> frame = new HashMap<>();
    private final Vocabulary vocabulary;
    private final Phrases date;

    private Language(String code, Map<String, List<String>> lists) {
        this.code = code;
        this.lists = lists;
        for (String line : list("ui")) {
            int equals = line.indexOf(" = ");
            frame.put(line.substring(0, equals), line.substring(equals + 3));
        }
        this.vocabulary = Vocabulary.of(this);
        String form = list("date").getFirst();
        String named = form.replace("{d}", "{date}").replace("{yyyy}", "{year}");
        this.date = Phrases.of(List.of(named));
    }

    static Language read(String code) {
        String file = "languages/" + code + ".txt";
        try (InputStream in = Language.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program");
            }
            return new Language(code, lists(new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static Map<String, List<String>> lists(String text) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("[")) {
                current = new ArrayList<>();
                lists.put(line.substring(1, line.length() - 1), current);
            } else if (!line.startsWith("#")) {
                current.add(line);
            }
        }
        return lists;
    }

    String code() {
        return code;
    }

    /** Writes a date; its gaps are the day, called the date, the month and the year. */
    void writeDate(Markup out, Phrases.Filler filler) {
        date.write(0, out, filler);
    }

    /** The words and sentences of the frame of a page, as somebody puts them. */
    Map<String, String> said(Idiom idiom) {
        Map<String, String> said = new HashMap<>();
        frame.forEach((key, text) -> said.put(key, idiom.say(text)));
        return Map.copyOf(said);
    }

    List<String> list(String name) {
        List<String> list = lists.get(name);
        if (list == null) {
            throw new IllegalStateException("%s has no list %s".formatted(code, name));
        }
        return list;
    }

    List<String> themes() {
        return lists.keySet().stream()
                .filter(name -> name.startsWith(THEME))
                .map(name -> name.substring(THEME.length()))
                .toList();
    }

    /** The theme that a title speaks of; the empty text if none. */
    String themeOf(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        for (String theme : themes()) {
            for (String hint : list(THEME + theme).getFirst().split(" ", -1)) {
                if (lower.contains(hint)) {
                    return theme;
                }
            }
        }
        return "";
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }
}
