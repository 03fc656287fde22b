package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;
import org.jspecify.annotations.Nullable;

/** Files that somebody seems to have left behind: settings, a repository. Each has an address. */
final class LeftFiles implements Opening {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    /** Of a name without a type that is known. */
    private static final String UNKNOWN = "application/octet-stream";

    private final Profile profile;
    private final boolean settings;
    private final boolean repository;
    private final String password;
    private final String database;
    private final Instant modified;

    LeftFiles(Profile profile) {
        this.profile = profile;
        SplittableRandom dice = profile.keyed.dice("left files");
        this.settings = dice.nextInt(3) > 0;
        this.repository = dice.nextInt(3) == 0;
        this.password = letters(14, dice);
        this.database = Keyed.pick(profile.words, dice) + dice.nextInt(10);
        this.modified = Moment.draw(profile, profile.lastYear, 0, dice).instant();
    }

    private static String letters(int count, SplittableRandom dice) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(dice.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Override
    public boolean wantsAddress(String path) {
        return settings && path.equals("/.env") || repository && path.equals("/.git/config");
    }

    @Override
    public boolean isFolder(String path) {
        return repository && path.equals("/.git/");
    }

    @Override
    public Site.@Nullable Page page(String path, Caller caller) {
        String address = null;
        for (Grant.Shown left : caller.shown()) {
            if (AddressForm.of(left.form()) == AddressForm.FILE) { // As is on record.
                address = left.address();
            }
        }
        String body =
                switch (path) {
                    case "/.env" -> settings ? settings(address) : null;
                    case "/.git/config" -> repository ? repository(address) : null;
                    case "/.git/HEAD" -> repository ? "ref: refs/heads/main\n" : null;
                    default -> null;
                };
        return body == null
                ? null
                : new Site.Page(Site.Kind.PROBE, UNKNOWN, body.getBytes(UTF_8), modified, null);
    }

    private String repository(@Nullable String address) {
        String user = address == null ? "" : "[user]\n\temail = " + address + "\n";
        return """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        [remote "origin"]
        \turl = ssh://git@%s/srv/git/%s.git
        \tfetch = +refs/heads/*:refs/remotes/origin/*
        """
                        .formatted(profile.host, database)
                + user;
    }

    /** The names are those of a framework that is often left open; the values are made up. */
    private String settings(@Nullable String address) {
        return """
        APP_NAME="%s"
        APP_ENV=production
        APP_DEBUG=false
        APP_URL=http://%s
        DB_CONNECTION=mysql
        DB_HOST=127.0.0.1
        DB_DATABASE=%s
        DB_USERNAME=%s
        DB_PASSWORD=%s
        MAIL_MAILER=smtp
        MAIL_PORT=587
        MAIL_FROM_ADDRESS=%s
        """
                .formatted(
                        profile.title.replace("\"", ""),
                        profile.host,
                        database,
                        database,
                        password,
                        address == null ? "null" : address);
    }
}
