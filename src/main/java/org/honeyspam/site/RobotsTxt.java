package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A robots.txt as RFC 9309 has it read: what a crawler may fetch, and by which line. Whatever
 * stands in the file has a meaning, if only none.
 */
public final class RobotsTxt {
    /** RFC 9309 section 2.5: as much as every crawler reads. */
    static final int BYTES_MAX = 500 << 10;

    static final String ANYONE = "*";

    private final List<Group> groups;

    /**
     * What a line allows or forbids.
     *
     * @param pattern with its escapes as they are compared
     * @param text the line as it stands
     */
    record Rule(boolean allows, String pattern, int line, String text) {}

    /** Crawlers by their names in lower case, and the rules that are for all of them. */
    record Group(List<String> agents, List<Rule> rules) {}

    private RobotsTxt(List<Group> groups) {
        this.groups = groups;
    }

    /** Reads a file, or as much of it as a crawler has to. */
    public static RobotsTxt read(byte[] file) {
        var reader = new Reader();
        int number = 0;
        for (String line : lines(file)) {
            reader.take(RobotsLine.of(line), ++number);
        }
        return new RobotsTxt(List.copyOf(reader.groups));
    }

    /** The lines, whichever way they end; octets as ISO-8859-1. */
    private static List<String> lines(byte[] file) {
        boolean marked =
                file.length > 2
                        && file[0] == (byte) 0xef
                        && file[1] == (byte) 0xbb
                        && file[2] == (byte) 0xbf;
        byte[] whole = Arrays.copyOfRange(file, marked ? 3 : 0, Math.min(file.length, BYTES_MAX));
        String text = new String(whole, ISO_8859_1);
        if (file.length > BYTES_MAX) { // Half a line would say something else.
            text = text.substring(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
        }
        return List.of(text.split("\r\n|\r|\n", -1));
    }

    /** Puts lines together to groups. */
    private static final class Reader {
        final List<Group> groups = new ArrayList<>();
        private boolean naming;

        void take(RobotsLine line, int number) {
            switch (line.kind()) {
                case AGENT -> {
                    if (!naming) {
                        groups.add(new Group(new ArrayList<>(), new ArrayList<>()));
                    }
                    naming = true;
                    groups.getLast().agents().add(line.agent());
                }
                case ALLOW, DISALLOW -> {
                    naming = false;
                    if (!groups.isEmpty()) { // What stands before all groups is for nobody.
                        boolean allows = line.kind() == RobotsLine.Kind.ALLOW;
                        String pattern = RobotsPattern.normal(line.value());
                        var rule = new Rule(allows, pattern, number, line.text());
                        groups.getLast().rules().add(rule);
                    }
                }
                case OTHER -> {} // Section 2.2.4: it does not part a group.
            }
        }
    }

    List<Group> groups() {
        return groups;
    }

    /**
     * Whether a crawler may fetch something.
     *
     * @param agent its product token
     * @param target path and query of the URL
     */
    public boolean allows(String agent, String target) {
        Rule rule = rule(agent, target);
        return rule == null || rule.allows();
    }

    /** The rule that decides; null if none does, and the crawler may. */
    @Nullable Rule rule(String agent, String target) {
        String path = RobotsPattern.normalPath(target);
        if (path.equals("/robots.txt")) {
            return null; // Section 2.2.2: always allowed.
        }
        Rule best = null;
        for (Rule rule : rulesFor(agent)) {
            boolean stronger = best == null || weight(rule) > weight(best);
            if (stronger && RobotsPattern.matches(rule.pattern(), path)) {
                best = rule;
            }
        }
        return best;
    }

    /** The longest rule decides; of two as long the one that allows. */
    private static int weight(Rule rule) {
        return 2 * rule.pattern().length() + (rule.allows() ? 1 : 0);
    }

    /** Section 2.2.1: of all groups that name it; if none does, of those for anyone. */
    private List<Rule> rulesFor(String agent) {
        String name = agent.toLowerCase(Locale.ROOT);
        boolean named = groups.stream().anyMatch(group -> group.agents().contains(name));
        String wanted = named ? name : ANYONE;
        return groups.stream()
                .filter(group -> group.agents().contains(wanted))
                .flatMap(group -> group.rules().stream())
                .filter(rule -> !rule.pattern().isEmpty())
                .toList();
    }
}
