package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;

/** The keys of what a node gives up, and which files it needs all the same. */
final class SecurityTable {
    private SecurityTable() {}

    static Table table() {
        return one(
                "security",
                "What the node gives up once its ports are open: `honeyspam status --security`.",
                key(
                        "user",
                        Kind.text(
                                "the name of a user, or \"\" for honeyspam if there is such a user",
                                "([a-z_][a-z0-9_.-]{0,31})?"),
                        "",
                        "As whom it goes on if root starts it; \"root\" to stay root."),
                key(
                        "jail",
                        Kind.choice(List.of("auto", "on", "off")),
                        "auto",
                        "Landlock and seccomp: as far as the kernel can, wholly or not at all."));
    }

    static Security of(Read security, List<Setting> all) {
        return new Security(
                security.text("user"),
                Security.Jail.valueOf(security.text("jail").toUpperCase(Locale.ROOT)),
                all.stream()
                        .flatMap(setting -> setting.paths().stream())
                        .collect(Collectors.toSet()));
    }
}
