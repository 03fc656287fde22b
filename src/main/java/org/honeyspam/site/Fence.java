package org.honeyspam.site;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a robots.txt keeps every crawler out of the maze. It is held to more than some crawlers
 * and some paths: each group by itself, and all paths that the maze could have.
 */
final class Fence {
    private static final String INDEX = "/index.htm";
    private static final String OTHERS_OF_PATHS = "-_~/";

    private final String prefix;
    private final List<String> ends;
    private final int states;

    /**
     * @param prefix of a part of the maze
     * @param ends of the paths of its pages; the characters before them are plain ones
     */
    private Fence(String prefix, List<String> ends) {
        this.prefix = prefix;
        this.ends = ends;
        this.states = prefix.length() + 1 + ends.stream().mapToInt(String::length).sum();
    }

    /**
     * Something that lets crawlers in.
     *
     * @param agents whom
     * @param prefix where
     * @param rule by which line; null if nothing forbids it at all
     */
    record Gap(List<String> agents, String prefix, RobotsTxt.@Nullable Rule rule) {}

    static List<Gap> gaps(RobotsTxt robots, List<String> prefixes, List<String> ends) {
        List<Gap> gaps = new ArrayList<>();
        boolean anyone =
                robots.groups().stream().anyMatch(g -> g.agents().contains(RobotsTxt.ANYONE));
        for (String prefix : prefixes) {
            if (!anyone) {
                gaps.add(new Gap(List.of(RobotsTxt.ANYONE), prefix, null));
            }
            for (RobotsTxt.Group group : robots.groups()) {
                new Fence(prefix, ends).look(group, gaps);
            }
        }
        return gaps;
    }

    private void look(RobotsTxt.Group group, List<Gap> gaps) {
        int height = 0;
        for (RobotsTxt.Rule rule : group.rules()) {
            if (!rule.allows() && coversAll(rule.pattern())) {
                height = Math.max(height, rule.pattern().length());
            }
        }
        if (height == 0) {
            gaps.add(new Gap(group.agents(), prefix, null));
        }
        for (RobotsTxt.Rule rule : group.rules()) {
            if (height > 0 && rule.allows() && opens(rule.pattern(), height)) {
                gaps.add(new Gap(group.agents(), prefix, rule));
            }
        }
    }

    private boolean coversAll(String pattern) {
        String start = pattern.replaceAll("\\*+$", "");
        boolean plain = start.indexOf('*') < 0 && !start.endsWith("$");
        return !pattern.isEmpty() && plain && prefix.startsWith(start);
    }

    private boolean opens(String pattern, int height) {
        int slash = pattern.lastIndexOf('/');
        if (slash >= 0 && pattern.startsWith(INDEX, slash)) { // Google takes it for the folder too.
            String folder = pattern.substring(0, slash + 1) + "$";
            if (folder.length() >= height && meets(folder)) {
                return true;
            }
        }
        return pattern.length() >= height && meets(pattern);
    }

    /**
     * Whether some path that begins with the prefix matches: both are walked at once. Places are
     * those of the prefix, then one for all that is in the middle, then those of each end.
     */
    boolean meets(String pattern) {
        boolean whole = pattern.endsWith("$");
        String body = whole ? pattern.substring(0, pattern.length() - 1) : pattern;
        var places = new BitSet(states);
        places.set(0);
        for (int i = 0; i < body.length() && !places.isEmpty(); i++) {
            char c = body.charAt(i);
            var next = new BitSet(states);
            for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
                if (c == '*') {
                    anywhereFrom(at, next);
                } else {
                    step(at, c, next);
                }
            }
            places = next;
        }
        return whole ? isEnd(places) : !places.isEmpty();
    }

    private void step(int at, char c, BitSet next) {
        int middle = prefix.length();
        if (at < middle) {
            next.set(at + 1, prefix.charAt(at) == c);
            return;
        }
        if (at == middle && isPlain(c)) {
            next.set(middle);
        }
        int start = middle + 1;
        for (String end : ends) {
            int within = at == middle ? 0 : at - start + 1;
            if (within >= 0 && within < end.length() && end.charAt(within) == c) {
                next.set(start + within);
            }
            start += end.length();
        }
    }

    private void anywhereFrom(int at, BitSet next) {
        int middle = prefix.length();
        if (at <= middle) {
            next.set(at, states);
            return;
        }
        int start = middle + 1;
        for (String end : ends) {
            if (at < start + end.length() && at >= start) {
                next.set(at, start + end.length());
            }
            start += end.length();
        }
    }

    private boolean isEnd(BitSet places) {
        boolean end = places.get(prefix.length());
        int last = prefix.length();
        for (String one : ends) {
            last += one.length();
            end |= places.get(last);
        }
        return end;
    }

    private static boolean isPlain(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return letter || c >= '0' && c <= '9' || OTHERS_OF_PATHS.indexOf(c) >= 0;
    }
}
