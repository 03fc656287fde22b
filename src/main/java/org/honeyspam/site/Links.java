package org.honeyspam.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.honeyspam.site.Maze.Spot;

/** Where the pages of one site's maze lead: on, aside, up, and to the other sites. */
final class Links {
    private static final int HUNDRED = 100;
    private static final int ASIDE = 40;
    private static final int ON = 68;
    private static final int UP = 76;

    private final Site site;
    private final Maze maze;
    private final Titles titles;

    Links(Site site, Maze maze, Titles titles) {
        this.site = site;
        this.maze = maze;
        this.titles = titles;
    }

    /** So many links for a page; no place twice. */
    Deque<Link> draw(Spot spot, int count, SplittableRandom dice, Way way) {
        Deque<Link> links = new ArrayDeque<>(count);
        while (links.size() < count) {
            Link link = one(spot, dice, way);
            if (!has(links, link.href())) {
                links.add(link);
            }
        }
        return links;
    }

    private static boolean has(Deque<Link> links, String href) {
        for (Link link : links) {
            if (link.href().equals(href)) {
                return true;
            }
        }
        return false;
    }

    private Link one(Spot spot, SplittableRandom dice, Way way) {
        Section section = spot.section();
        boolean whole = spot.path().equals(section.prefix());
        int drawn = dice.nextInt(HUNDRED);
        if (drawn < ASIDE) {
            return here(section, whole ? maze.path(section, dice) : maze.sibling(spot, dice));
        }
        if (drawn >= UP) {
            return site.elsewhere(dice, way);
        }
        String above = drawn < ON ? null : maze.parent(spot);
        return above == null ? anywhere(dice) : here(section, above);
    }

    /** To some page of this site. */
    Link anywhere(SplittableRandom dice) {
        Section section = maze.section(dice);
        return here(section, maze.path(section, dice));
    }

    private Link here(Section section, String path) {
        return new Link(path, titles.of(section, path));
    }
}
