package org.honeyspam.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What the pages of a maze are called; it follows from the path, so links say it as well. */
final class Titles {
    private final Profile profile;
    private final Keyed keyed;
    private final Vocabulary vocabulary;
    private final Map<String, String> leads = new HashMap<>();
    private final String and;
    private final String plainAnd;
    private final String between;

    Titles(Profile profile) {
        this.profile = profile;
        this.keyed = profile.keyed.forPurpose("titles");
        this.vocabulary = profile.language.vocabulary();
        this.and = profile.say("and");
        this.plainAnd = Vocabulary.plain(and);
        this.between = " " + and + " ";
        for (String list : List.of("lead", "lead.staff")) {
            for (String lead : profile.language.list(list)) {
                leads.put(Vocabulary.plain(lead), Vocabulary.capital(lead));
            }
        }
    }

    String of(Section section, String path) {
        if (path.endsWith("/")) {
            return index(section, path);
        }
        int dot = path.lastIndexOf('.');
        String name = path.substring(path.lastIndexOf('/') + 1, dot);
        return switch (section.paths()) {
            case MAILS -> mail(path);
            case NAMES -> {
                String[] names = name.split("-", -1);
                String given = Vocabulary.capital(names[0]) + " " + Vocabulary.capital(names[1]);
                yield given + " " + Vocabulary.capital(names[2]);
            }
            case NUMBERED -> written(name.substring(0, name.lastIndexOf('-')));
            default -> written(name);
        };
    }

    private String index(Section section, String path) {
        String rest = path.substring(section.prefix().length());
        if (rest.isEmpty()) {
            return section.label();
        }
        String last = rest.substring(0, rest.length() - 1);
        String written = Vocabulary.capital(vocabulary.written(last));
        return section.label() + ": " + written.replace('-', ' ');
    }

    private String mail(String path) {
        SplittableRandom dice = keyed.dice(path);
        List<String> words = profile.words;
        var title = new StringBuilder(dice.nextInt(3) == 0 ? "Re: " : "");
        boolean led = dice.nextBoolean();
        if (led) {
            title.append(Vocabulary.capital(Keyed.pick(profile.language.list("lead"), dice)));
            title.append(' ');
        }
        int first = dice.nextInt(words.size());
        int second = (first + 1 + dice.nextInt(words.size() - 1)) % words.size();
        String word = vocabulary.written(words.get(first));
        title.append(led ? word : Vocabulary.capital(word)).append(' ').append(and);
        return title.append(' ').append(vocabulary.written(words.get(second))).toString();
    }

    /** The words of a path as one writes them: what it is about, and a list. */
    private String written(String words) {
        var title = new StringBuilder(words.length() + 16);
        int at = lead(words);
        if (at > 0) {
            title.append(leads.get(words.substring(0, at - 1))).append(' ');
        }
        int last = words.lastIndexOf('-') + 1;
        while (at < words.length()) {
            int dash = words.indexOf('-', at);
            dash = dash < 0 ? words.length() : dash;
            String word = words.substring(at, dash);
            if (!word.equals(plainAnd)) {
                title.append(vocabulary.written(word));
                int next =
                        words.startsWith(plainAnd + "-", dash + 1)
                                ? dash + plainAnd.length() + 2
                                : dash + 1;
                title.append(next == last ? between : next < last ? ", " : "");
            }
            at = dash + 1;
        }
        title.setCharAt(0, Character.toUpperCase(title.charAt(0)));
        return title.toString();
    }

    /** Where the words begin behind what stands before them. */
    private int lead(String words) {
        int at = words.indexOf('-');
        for (int i = 0; i < 3 && at >= 0; i++) {
            if (leads.containsKey(words.substring(0, at))) {
                return at + 1;
            }
            at = words.indexOf('-', at + 1);
        }
        return 0;
    }
}
