package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Mistake;
import org.honeyspam.config.Security;
import org.honeyspam.config.Setting;
import org.honeyspam.config.Watch;
import org.honeyspam.jail.Account;
import org.honeyspam.jail.Jail;
import org.honeyspam.site.Corpus;
import org.honeyspam.watch.Places;
import org.jspecify.annotations.Nullable;

/**
 * What a start on this machine would say of a good configuration: mistakes in files that it names,
 * and warnings of users, files and folders that are not there yet, or not for who the node is.
 */
public final class StartCheck {
    private static final int READ = 4;
    private static final int WRITE_INTO = 3;
    private static final int SEARCH = 1;

    private final Configuration configuration;
    private final @Nullable Account account;
    private final List<Mistake> found = new ArrayList<>();

    /**
     * @param account whose rights count; null for those of who asks
     */
    private StartCheck(Configuration configuration, @Nullable Account account) {
        this.configuration = configuration;
        this.account = account;
    }

    /** All there is to say, in the order of lines. */
    public static List<Mistake> of(Configuration configuration) throws IOException {
        String user = configuration.security().user();
        Account account = Account.of(user.isEmpty() ? Security.USUAL_USER : user);
        boolean root = user.equals("root");
        // Who is not root starts a node that stays what he is.
        var check = new StartCheck(configuration, Jail.isRoot() && !root ? account : null);
        if (account == null && !user.isEmpty()) {
            Setting setting = check.setting("[security]", "user");
            String what =
                    "there is no user %s, who a node that root starts is to go on as"
                            .formatted(user);
            String right = "a user of this machine, or \"root\" to stay root";
            check.found.add(setting.warning(what, right));
        }
        return check.files();
    }

    private List<Mistake> files() throws IOException {
        if (!may(READ, configuration.file())) {
            String what = "%s cannot read this file".formatted(who());
            found.add(setting("[security]", "user").warning(what, "a user who may"));
        }
        for (Setting setting : configuration.settings()) {
            boolean export = setting.table().startsWith("[[export]]");
            for (Path path : setting.paths()) {
                boolean there = !Files.notExists(path) && !Files.isDirectory(path);
                if (there && !may(READ, path)) { // Or nobody lets him see whether it is.
                    String what = "%s cannot be read by %s".formatted(path, who());
                    found.add(setting.warning(what, "a file that the node may read"));
                }
                Path parent = path.getParent();
                if (export && parent != null) {
                    folder(setting, parent);
                }
            }
        }
        missing();
        boolean texts = texts();
        if (key() && texts) {
            Guests.faults(configuration).forEach(fault -> found.add(new Mistake(0, 0, fault, "")));
        }
        return found.stream().sorted().toList();
    }

    private void folder(Setting setting, Path folder) throws IOException {
        String right = "a folder that is there at the start and the node may write into";
        if (!Files.isDirectory(folder)) {
            found.add(setting.warning("there is no folder %s".formatted(folder), right));
        } else if (!may(WRITE_INTO, folder)) {
            String what = "%s cannot be written into by %s".formatted(folder, who());
            found.add(setting.warning(what, right));
        }
    }

    /** No mistake: it may come later, which is what a watch is for. */
    private void missing() {
        Watch watch = configuration.watch();
        for (Path path : watch.isOn() ? Places.missing(watch) : List.<Path>of()) {
            String what = "%s is not there".formatted(path);
            found.add(setting("[watch]", "paths").warning(what, "a path to be watched"));
        }
    }

    /** Whether the pages can be made of them. */
    private boolean texts() {
        Setting setting = setting("[web]", "texts");
        boolean good = true;
        for (Path folder : setting.paths()) {
            try {
                Corpus.read(List.of(folder));
            } catch (IOException e) {
                good = false;
                String right = "folders of *.txt, in UTF-8";
                found.add(setting.wrong(String.valueOf(e.getMessage()), right));
            }
        }
        return good;
    }

    /** Whether there is one for all that follows from it. */
    private boolean key() {
        Path file = configuration.node().keyFile();
        Setting setting = setting("[node]", "key_file");
        if (Files.notExists(file)) {
            String what = "there is no %s yet".formatted(file);
            found.add(setting.warning(what, "a key, as `honeyspam init` makes one"));
            return false;
        }
        if (!Files.isReadable(file)) { // It was told with the other files.
            return false;
        }
        try {
            KeyRing.read(file);
            return true;
        } catch (IOException e) {
            found.add(setting.wrong(String.valueOf(e.getMessage()), "a key file as `init` makes"));
            return false;
        }
    }

    private Setting setting(String table, String key) {
        return configuration.settings().stream()
                .filter(one -> one.table().equals(table) && one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String who() {
        return account == null ? System.getProperty("user.name") : account.name();
    }

    /**
     * Another user's rights are those of the file modes; more may be in lists that are not read.
     */
    private boolean may(int right, Path path) throws IOException {
        if (account == null) {
            return right == READ ? Files.isReadable(path) : Files.isWritable(path);
        }
        Path real = path.toRealPath();
        boolean roots = (Integer) Files.getAttribute(real, "unix:uid") == 0;
        if (roots && real.startsWith(configuration.node().dataFolder())) {
            return true; // The start hands it over.
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            if (!has(account, SEARCH, above)) {
                return false;
            }
        }
        return has(account, right, real);
    }

    private static boolean has(Account account, int right, Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        int group = (Integer) Files.getAttribute(path, "unix:gid");
        int shift = 0;
        if ((Integer) Files.getAttribute(path, "unix:uid") == account.uid()) {
            shift = 6;
        } else if (group == account.gid() || account.groups().contains(group)) {
            shift = 3;
        }
        return (mode >> shift & right) == right;
    }
}
