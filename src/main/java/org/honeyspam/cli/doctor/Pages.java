package org.honeyspam.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of the node, as a harvester gets them. */
final class Pages {
    private static final int PAGES_MAX = 20;
    private static final Pattern FORBIDDEN = Pattern.compile("(?m)^Disallow: (/\\S*)");
    private static final Pattern LINK = Pattern.compile("<a[^>]* href=\"(/[^\"#?]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+");

    private Pages() {}

    static String get(Tour tour, Patient.Door door, String path) throws IOException {
        try (Enemy enemy = tour.at(door)) {
            enemy.say("GET " + path + " HTTP/1.0");
            enemy.say("Host: " + door.port().host());
            enemy.say("User-Agent: Mozilla/5.0 (" + Enemy.NAME + ")");
            enemy.say("");
            return enemy.rest();
        }
    }

    /** Addresses of these domains that stand on the first pages of the maze. */
    static List<String> harvest(Tour tour, Patient.Door door, List<String> domains)
            throws IOException {
        List<String> ways = new ArrayList<>();
        Matcher forbidden = FORBIDDEN.matcher(get(tour, door, "/robots.txt"));
        while (forbidden.find()) {
            ways.add(forbidden.group(1));
        }
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < ways.size() && i < PAGES_MAX && found.isEmpty(); i++) {
            String page = get(tour, door, ways.get(i));
            ADDRESS.matcher(page)
                    .results()
                    .map(match -> match.group())
                    .filter(one -> domains.contains(one.substring(one.indexOf('@') + 1)))
                    .forEach(found::add);
            LINK.matcher(page)
                    .results()
                    .map(match -> match.group(1))
                    .filter(link -> !ways.contains(link))
                    .forEach(ways::add);
        }
        return List.copyOf(found);
    }
}
