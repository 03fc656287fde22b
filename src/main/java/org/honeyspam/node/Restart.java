package org.honeyspam.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.jail.Rules;
import org.jspecify.annotations.Nullable;

/** Knows what of a configuration a running node cannot change. */
final class Restart {
    private final List<String> needed = new ArrayList<>();

    private Restart() {}

    /** What of the next configuration needs a restart, one line each; none if it can be taken. */
    static List<String> needed(Configuration now, Configuration next) {
        var restart = new Restart();
        restart.compare("node.name", now.node().name(), next.node().name());
        restart.compare("node.data", now.node().dataFolder(), next.node().dataFolder());
        restart.compare("node.key_file", now.node().keyFile(), next.node().keyFile());
        restart.compare(
                "journal.queue_events_max",
                now.journal().queueEventsMax(),
                next.journal().queueEventsMax());
        restart.compare("views.database", now.views().database(), next.views().database());
        restart.compare("views.user", now.views().user(), next.views().user());
        restart.compare(
                "views.password_file", now.views().passwordFile(), next.views().passwordFile());
        restart.compare("console.listen", now.console().listen(), next.console().listen());
        boolean same = now.console().equals(next.console());
        if (!same && restart.needed.isEmpty()) {
            restart.needed.add(
                    "[console]: it cannot change while the node runs; restart it, or put it back");
        }
        restart.compare("security.user", now.security().user(), next.security().user());
        restart.compare("security.jail", now.security().jail(), next.security().jail());
        return restart.needed;
    }

    /** What of the next configuration is beyond what the node kept when it started. */
    static List<String> beyond(Rules kept, Configuration next) {
        Set<Integer> ports =
                next.listeners().stream()
                        .map(Configuration.Listener::port)
                        .filter(port -> port != 0)
                        .collect(Collectors.toCollection(HashSet::new));
        ports.addAll(next.hosts().ports());
        Needs all = Needs.gathered(next, ports);
        List<String> needs = new ArrayList<>(kept.lackingFiles(all.rules()));
        all.ports()
                .forEach(
                        (port, what) -> {
                            if (!kept.ports().contains(port)) {
                                needs.add("to connect to port %d for %s".formatted(port, what));
                            }
                        });
        return needs.stream()
                .map("it needs %s; the node gave that up when it started: restart it"::formatted)
                .toList();
    }

    private void compare(String key, @Nullable Object now, @Nullable Object next) {
        if (!Objects.equals(now, next)) {
            needed.add(
                    "%s: it is %s and cannot change while the node runs; restart it, or put it back"
                            .formatted(key, now == null || now.equals("") ? "not set" : now));
        }
    }
}
