package org.honeyspam.tidy;

import java.util.List;
import java.util.Set;

/** From the top down: a package knows only what stands in a line below its own. */
public final class Layers {
    public static final List<Set<String>> FROM_THE_TOP =
            List.of(
                    Set.of("cli"),
                    Set.of("node"),
                    Set.of("console"),
                    Set.of("alert"),
                    Set.of("share"),
                    Set.of("health"),
                    Set.of("intel"),
                    Set.of("replay"),
                    Set.of("probe"),
                    Set.of("lookup"),
                    Set.of("net"),
                    Set.of("smtp", "web", "proxy", "dns"),
                    Set.of("site"),
                    Set.of("bait"),
                    Set.of("content"),
                    Set.of("watch"),
                    Set.of("mail"),
                    Set.of("http"),
                    Set.of("journal"),
                    Set.of("hosts"),
                    Set.of("config"),
                    Set.of("geo"),
                    Set.of("jail"),
                    Set.of("dialogue"));

    private Layers() {}
}
