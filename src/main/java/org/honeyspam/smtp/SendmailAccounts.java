package org.honeyspam.smtp;

import java.util.Locale;
import java.util.Map;

/** Who has a mailbox on a Debian machine that nobody has done anything to. */
final class SendmailAccounts {
    /** Names of {@code /etc/passwd}, with who that is. */
    private static final Map<String, String> USERS =
            Map.ofEntries(
                    Map.entry("root", "root"),
                    Map.entry("daemon", "daemon"),
                    Map.entry("bin", "bin"),
                    Map.entry("sys", "sys"),
                    Map.entry("games", "games"),
                    Map.entry("man", "man"),
                    Map.entry("lp", "lp"),
                    Map.entry("mail", "mail"),
                    Map.entry("news", "news"),
                    Map.entry("uucp", "uucp"),
                    Map.entry("proxy", "proxy"),
                    Map.entry("www-data", "www-data"),
                    Map.entry("backup", "backup"),
                    Map.entry("list", "Mailing List Manager"),
                    Map.entry("irc", "ircd"),
                    Map.entry("nobody", "nobody"),
                    Map.entry("smmta", "Mail Transfer Agent"),
                    Map.entry("smmsp", "Mail Submission Program"));

    /** Names of {@code /etc/aliases}, with the one that gets the mail. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "mailer-daemon", "root",
                    "postmaster", "root",
                    "hostmaster", "root",
                    "webmaster", "root",
                    "ftp", "root");

    private SendmailAccounts() {}

    /** Whatever stands behind a plus sign is the user's own affair. */
    private static String plain(String name) {
        int plus = name.indexOf('+');
        return (plus > 0 ? name.substring(0, plus) : name).toLowerCase(Locale.ROOT);
    }

    static boolean isAccount(String name) {
        return USERS.containsKey(plain(name)) || ALIASES.containsKey(plain(name));
    }

    /** As VRFY names an account, which does not follow aliases; EXPN does. */
    static String shown(String name, boolean expanded, String host) {
        String user = expanded ? ALIASES.getOrDefault(plain(name), plain(name)) : plain(name);
        String who = USERS.get(user);
        return (who == null ? "" : who + " ") + "<" + user + "@" + host + ">";
    }
}
