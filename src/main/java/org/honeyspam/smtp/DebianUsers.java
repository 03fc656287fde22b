package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that mail is taken for on every Debian host: its users, and two usual aliases. */
final class DebianUsers {
    private static final Set<String> NAMES =
            Set.of(
                    "root",
                    "postmaster",
                    "mailer-daemon",
                    "daemon",
                    "bin",
                    "sys",
                    "sync",
                    "games",
                    "man",
                    "lp",
                    "mail",
                    "news",
                    "uucp",
                    "proxy",
                    "www-data",
                    "backup",
                    "list",
                    "irc",
                    "nobody",
                    "_apt",
                    "messagebus",
                    "sshd");

    private DebianUsers() {}

    /** These names and those that a product's package brings. */
    static Set<String> and(String... ofProduct) {
        Set<String> all = new HashSet<>(NAMES);
        all.addAll(List.of(ofProduct));
        return Set.copyOf(all);
    }
}
