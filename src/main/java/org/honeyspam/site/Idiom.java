package org.honeyspam.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one site puts things: where its language can say the same in several ways, it has chosen one
 * for good. So no sentence of ours stands on the sites of all installations.
 */
final class Idiom {
    private final Pattern choices;
    private final Map<String, String> chosen = new HashMap<>();

    Idiom(Language language, SplittableRandom dice) {
        for (String line : language.list("same")) {
            List<String> ways = List.of(line.split("\\|", -1));
            String way = Keyed.pick(ways, dice);
            for (String other : ways) {
                chosen.put(other, way);
                chosen.put(Vocabulary.capital(other), Vocabulary.capital(way));
            }
        }
        String all =
                chosen.keySet().stream()
                        .sorted((one, other) -> other.length() - one.length())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        this.choices = Pattern.compile("(?<!\\p{L})(?:" + all + ")(?!\\p{L})");
    }

    String say(String text) {
        return choices.matcher(text).replaceAll(this::way);
    }

    private String way(MatchResult found) {
        return Matcher.quoteReplacement(chosen.getOrDefault(found.group(), found.group()));
    }

    List<String> all(List<String> texts) {
        return texts.stream().map(this::say).toList();
    }
}
