package org.honeyspam.console.access;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.honeyspam.config.Console;
import org.honeyspam.config.UsersFile;
import org.honeyspam.config.UsersFile.Role;
import org.honeyspam.config.UsersFile.User;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in: by a session of their browser, by a token, or by name and password. On loopback
 * the token of the installation does as well, which only its owner can read.
 */
public final class Doorkeeper {
    /** Each takes 64 MiB for a tenth of a second. */
    private static final int PASSWORDS_AT_ONCE_MAX = 2;

    private static final User OWNER = new User("local", Role.OPERATOR, "$none");

    /** A hash like ours, of nothing. */
    private static final String OF_NOBODY =
            "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

    private final Console settings;
    private final @Nullable String token;
    private final Sessions sessions;
    private final Patience patience;
    private final Audit audit;
    private final InstantSource clock;
    private final Semaphore hashing = new Semaphore(PASSWORDS_AT_ONCE_MAX);

    /** Somebody is not let in, or not now. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    public Doorkeeper(Console settings, Path tokenFile, Audit audit, InstantSource clock)
            throws IOException {
        this.settings = settings;
        this.token = settings.isPrivate() ? token(tokenFile) : null;
        this.sessions = new Sessions(settings.sessionMax(), settings.sessionIdleMax(), clock);
        this.patience = new Patience(clock);
        this.audit = audit;
        this.clock = clock;
    }

    /** The token, made at the first start: a program that has it keeps it. */
    private static String token(Path file) throws IOException {
        try {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // Made now.
        }
        Files.deleteIfExists(file);
        var owner = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        String fresh = Secrets.newToken();
        Files.writeString(file, fresh + "\n");
        return fresh;
    }

    /** The token of the installation; null if there is none, since others reach the console. */
    public @Nullable String token() {
        return token;
    }

    /** Whether people log in with a name and a password. */
    public boolean hasUsers() {
        return settings.usersFile() != null;
    }

    /** Who has that session; null if nobody has. */
    public @Nullable Caller bySession(String id) {
        return sessions.find(id);
    }

    /**
     * Who has that token.
     *
     * @throws Refused if nobody has, or he tried too often
     */
    public Caller byToken(String given, InetAddress source) throws Refused, IOException {
        User user = tried(source, () -> ofToken(given));
        return new Caller(user.name(), user.role(), "");
    }

    /** Logs in with a token; returns the session. */
    public String logInByToken(String given, InetAddress source) throws Refused, IOException {
        return begin(tried(source, () -> ofToken(given)), source);
    }

    /** Logs in with a name and a password; returns the session. */
    public String logIn(String name, char[] password, InetAddress source)
            throws Refused, IOException {
        return begin(tried(source, () -> ofPassword(name, password, source)), source);
    }

    private String begin(User user, InetAddress source) throws IOException {
        tell(user.name(), source, "logged_in", user.role().label());
        return sessions.begin(user);
    }

    public void logOut(String session, InetAddress source) throws IOException {
        Caller caller = sessions.find(session);
        if (caller != null) {
            tell(caller.name(), source, "logged_out", "");
            sessions.end(session);
        }
    }

    /** Writes the audit trail. */
    public void tell(String who, InetAddress source, String what, String of) throws IOException {
        String now = clock.instant().toString();
        audit.write(new Audit.Act(now, who, IpText.of(source), what, of));
    }

    private interface Try {
        @Nullable User find() throws Refused, IOException, InterruptedException;
    }

    private User tried(InetAddress source, Try how) throws Refused, IOException {
        ifPatient(source);
        User user;
        try {
            user = how.find();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("the console ends");
        }
        if (user == null) {
            patience.failed(source);
            tell("?", source, "login_failed", "");
            throw new Refused("that is not right");
        }
        patience.succeeded(source);
        return user;
    }

    private void ifPatient(InetAddress source) throws Refused {
        Duration wait = patience.wait(source);
        if (wait != null) {
            throw new Refused("too many tries; wait %d seconds".formatted(wait.toSeconds()));
        }
    }

    private @Nullable User ofToken(String given) throws IOException {
        if (token != null && Secrets.same(token, given)) {
            return OWNER;
        }
        String kept = Secrets.ofToken(given);
        return users().stream()
                .filter(user -> Secrets.same(user.secret(), kept))
                .findFirst()
                .orElse(null);
    }

    private @Nullable User ofPassword(String name, char[] password, InetAddress source)
            throws Refused, IOException, InterruptedException {
        User found =
                users().stream()
                        .filter(user -> user.name().equals(name))
                        .filter(user -> !Secrets.isOfToken(user.secret()))
                        .findFirst()
                        .orElse(null);
        hashing.acquire();
        try {
            ifPatient(source); // Whoever sends a hundred tries at once waited here meanwhile.
            // Where there is no such user it takes as long: who is one is not told.
            String kept = found == null ? OF_NOBODY : found.secret();
            return Secrets.isPassword(password, kept) ? found : null;
        } finally {
            hashing.release();
        }
    }

    /** As the file is now: whoever is taken out of it does not get in again. */
    private List<User> users() throws IOException {
        Path file = settings.usersFile();
        return file == null ? List.of() : UsersFile.read(file);
    }
}
