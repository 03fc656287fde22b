package org.honeyspam.proxy;

import java.util.Set;

/**
 * A service that tells somebody his address, at some hosts and paths.
 *
 * @param paths separated by spaces; one that ends in a star has more behind it
 * @param query that must be there; empty if any may be
 */
record Echo(
        Set<String> hosts,
        Set<String> paths,
        String query,
        OriginHead head,
        String type,
        Template body) {

    static Echo of(String hosts, String paths, OriginHead head, String type, String body) {
        return new Echo(words(hosts), words(paths), "", head, type, new Template(body));
    }

    Echo asked(String needed) {
        return new Echo(hosts, paths, needed, head, type, body);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    boolean answers(Fetch fetch) {
        String path = fetch.plainPath();
        boolean there = hosts.contains(fetch.host()) || hosts.contains("*");
        boolean asked = query.isEmpty() || fetch.query().contains(query);
        return there && asked && paths.stream().anyMatch(known -> fits(known, path));
    }

    private static boolean fits(String known, String path) {
        return known.endsWith("*")
                ? path.startsWith(known.substring(0, known.length() - 1))
                : path.equals(known);
    }
}
