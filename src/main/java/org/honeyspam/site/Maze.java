package org.honeyspam.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of one site's maze: folders of its own, real words, a short keyed check at the end. A
 * path that was not made here is not found, so the site is not one that has a page for everything.
 */
final class Maze {
    private static final List<String> FOLDERS =
            List.of(
                    "archive",
                    "notes",
                    "people",
                    "members",
                    "letters",
                    "minutes",
                    "records",
                    "reports",
                    "projects",
                    "library",
                    "contacts",
                    "events",
                    "groups",
                    "forum",
                    "papers",
                    "staff",
                    "chapters",
                    "meetings",
                    "bulletin",
                    "circulars");
    private static final int FOLDERS_OF_A_SITE = 3;
    private static final int MIDDLE_SEGMENTS_MAX = 3; // With folder and page: five at most.
    private static final int CHECK_LETTERS = 5;
    private static final Pattern PATH =
            Pattern.compile("/([a-z]+)((?:/[a-z]+){0,3})/([a-z]+-[a-z]+)-([0-9a-z]{5})\\.html");

    private final Keyed keyed;
    private final String host;
    private final List<String> words;
    private final List<String> folders;

    Maze(Keyed keyed, String host, List<String> words) {
        this.keyed = keyed;
        this.host = host;
        this.words = words;
        SplittableRandom dice = keyed.dice("folders " + host);
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < FOLDERS_OF_A_SITE) {
            drawn.add(Keyed.pick(FOLDERS, dice));
        }
        this.folders = List.copyOf(drawn);
    }

    /** The folders that robots are kept out of; all pages of the maze are below. */
    List<String> folders() {
        return folders;
    }

    boolean has(String path) {
        Matcher form = PATH.matcher(path);
        if (!form.matches() || !folders.contains(form.group(1))) {
            return false;
        }
        String unchecked = path.substring(0, path.length() - CHECK_LETTERS - ".html".length());
        return form.group(4).equals(check(unchecked));
    }

    /** A path, drawn; it is one that {@link #has} knows. */
    String path(SplittableRandom dice) {
        var path = new StringBuilder("/").append(Keyed.pick(folders, dice));
        List<String> middle = new ArrayList<>();
        int segments = dice.nextInt(MIDDLE_SEGMENTS_MAX + 1);
        while (middle.size() < segments) {
            String word = Keyed.pick(words, dice);
            if (!middle.contains(word)) { // Crawlers shun paths that repeat a segment.
                middle.add(word);
            }
        }
        middle.forEach(word -> path.append('/').append(word));
        path.append('/').append(Keyed.pick(words, dice));
        path.append('-').append(Keyed.pick(words, dice)).append('-');
        return path + check(path.toString()) + ".html";
    }

    private String check(String unchecked) {
        return keyed.check(host + unchecked);
    }
}
