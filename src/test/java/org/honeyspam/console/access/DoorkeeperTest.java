package org.honeyspam.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.honeyspam.config.Console;
import org.honeyspam.config.UsersFile;
import org.honeyspam.config.UsersFile.Role;
import org.honeyspam.config.UsersFile.User;
import org.honeyspam.console.access.Audit.Act;
import org.honeyspam.console.access.Doorkeeper.Refused;
import org.honeyspam.dialogue.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, as what, and what of it is written down. */
final class DoorkeeperTest {
    private static final InetAddress HE = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress OTHER = InetAddress.ofLiteral("198.51.100.7");
    private static final String PASSWORD = "correct horse battery";

    /**
     * Of PASSWORD, as the cheapest that is taken: {@code argon2 saltsaltsaltsalt -id -t 1 -k 8}.
     */
    private static final String CHEAP =
            "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA"
                    + "$uxWTSOnvlCJwDdrvGjf7x3xvw771mTCJHUN5gdfCrTw";

    private final SetClock clock = new SetClock();

    @TempDir private Path folder = Path.of("");

    private Path users = Path.of("");
    private Path audit = Path.of("");

    @BeforeEach
    void names() {
        users = folder.resolve("users");
        audit = folder.resolve("audit.jsonl");
    }

    private Doorkeeper doorkeeper(String ip, boolean withUsers) throws IOException {
        var listen = new Endpoint(InetAddress.ofLiteral(ip), 8025);
        var settings =
                new Console(
                        listen,
                        List.of(),
                        withUsers ? users : null,
                        null,
                        null,
                        Duration.ofHours(12),
                        Duration.ofHours(1),
                        10);
        return new Doorkeeper(settings, folder.resolve("token"), new Audit(audit), clock);
    }

    private List<Act> acts() throws IOException {
        return new Audit(audit).newest(1_000).reversed();
    }

    private void assertRefused(ThrowingCallable login) {
        assertThatThrownBy(login).isInstanceOf(Refused.class).hasMessage("that is not right");
    }

    @Test
    void onLoopbackTheTokenOfTheInstallationLetsItsOwnerIn() throws Exception {
        Doorkeeper keeper = doorkeeper("127.0.0.1", false);
        Path file = folder.resolve("token");
        String token = Files.readString(file).strip();
        assertThat(keeper.token()).isEqualTo(token).matches("[A-Za-z0-9_-]{32}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keeper.byToken(token, HE)).isEqualTo(new Caller("local", Role.OPERATOR, ""));
        Caller caller = keeper.bySession(keeper.logInByToken(token, HE));
        assertThat(caller).isNotNull().matches(Caller::isOperator);
        assertThat(doorkeeper("::1", false).token()).as("kept over a start").isEqualTo(token);
    }

    @Test
    void anEmptyFileOfTheTokenIsNoToken() throws Exception {
        Files.writeString(folder.resolve("token"), "\n");
        Doorkeeper keeper = doorkeeper("127.0.0.1", false);
        assertThat(keeper.token()).matches("[A-Za-z0-9_-]{32}");
        assertRefused(() -> keeper.byToken("", HE));
    }

    @Test
    void whereOthersReachTheConsoleThereIsNoTokenOfTheInstallation() throws Exception {
        String token = doorkeeper("127.0.0.1", false).token();
        UsersFile.write(users, List.of(new User("ann", Role.VIEWER, CHEAP)));
        Doorkeeper keeper = doorkeeper("0.0.0.0", true);
        assertThat(keeper.token()).isNull();
        assertRefused(() -> keeper.byToken(Objects.requireNonNull(token), HE));
        assertRefused(() -> keeper.byToken("", HE));
        assertRefused(() -> keeper.byToken(CHEAP, HE));
    }

    @Test
    void eachHasTheRoleThatTheFileGives() throws Exception {
        String token = Secrets.newToken();
        UsersFile.write(
                users,
                List.of(
                        new User("ann", Role.OPERATOR, CHEAP),
                        new User("bob", Role.VIEWER, CHEAP),
                        new User("prometheus", Role.VIEWER, Secrets.ofToken(token))));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        assertThat(keeper.bySession(keeper.logIn("ann", PASSWORD.toCharArray(), HE)))
                .isNotNull()
                .matches(Caller::isOperator);
        assertThat(keeper.bySession(keeper.logIn("bob", PASSWORD.toCharArray(), HE)))
                .isNotNull()
                .matches(caller -> !caller.isOperator());
        assertThat(keeper.byToken(token, HE)).isEqualTo(new Caller("prometheus", Role.VIEWER, ""));
        assertRefused(() -> keeper.byToken(Secrets.ofToken(token), HE));
        assertRefused(() -> keeper.byToken(PASSWORD, HE));
        assertRefused(() -> keeper.logIn("prometheus", token.toCharArray(), HE));
        assertRefused(() -> keeper.logIn("ann", "wrong horse battery".toCharArray(), HE));
        assertRefused(() -> keeper.logIn("carl", PASSWORD.toCharArray(), HE));
        assertRefused(() -> keeper.logIn("", new char[0], HE));
    }

    @Test
    void whoIsTakenOutOfTheFileDoesNotGetInAgain() throws Exception {
        String token = Secrets.newToken();
        var program = new User("prometheus", Role.VIEWER, Secrets.ofToken(token));
        UsersFile.write(users, List.of(new User("ann", Role.OPERATOR, CHEAP), program));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        keeper.logIn("ann", PASSWORD.toCharArray(), HE);
        keeper.byToken(token, HE);
        UsersFile.write(users, List.of(new User("bob", Role.OPERATOR, CHEAP)));
        assertRefused(() -> keeper.logIn("ann", PASSWORD.toCharArray(), HE));
        assertRefused(() -> keeper.byToken(token, HE));
        Files.delete(users);
        assertThatThrownBy(() -> keeper.logIn("bob", PASSWORD.toCharArray(), HE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void everyEntryAndEveryRefusalIsWrittenDownAndNoSecretEver() throws Exception {
        String token = Secrets.newToken();
        UsersFile.write(
                users,
                List.of(
                        new User("ann", Role.OPERATOR, CHEAP),
                        new User("program", Role.VIEWER, Secrets.ofToken(token))));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        String session = keeper.logIn("ann", PASSWORD.toCharArray(), HE);
        keeper.logInByToken(token, HE);
        assertRefused(() -> keeper.logIn("ann", "my secret of elsewhere".toCharArray(), OTHER));
        assertRefused(() -> keeper.logIn("my secret typed as a name", new char[0], OTHER));
        assertRefused(() -> keeper.byToken("a token of elsewhere", OTHER));
        assertRefused(() -> keeper.logInByToken("a token of elsewhere", OTHER));
        keeper.logOut(session, HE);
        keeper.logOut(session, HE);
        assertThat(keeper.bySession(session)).isNull();
        assertThat(acts())
                .extracting(act -> act.who() + " " + act.from() + " " + act.what())
                .containsExactly(
                        "ann 192.0.2.7 logged_in",
                        "program 192.0.2.7 logged_in",
                        "? 198.51.100.7 login_failed",
                        "? 198.51.100.7 login_failed",
                        "? 198.51.100.7 login_failed",
                        "? 198.51.100.7 login_failed",
                        "ann 192.0.2.7 logged_out");
        assertThat(Files.readString(audit))
                .contains("\"2026-11-26T12:00:00Z\"")
                .doesNotContain(PASSWORD)
                .doesNotContain(token)
                .doesNotContain("elsewhere")
                .doesNotContain("my secret")
                .doesNotContain(session)
                .doesNotContain("argon2");
    }

    @Test
    void whoTriedTooOftenIsNotAskedAnyMoreAlsoIfHeIsRight() throws Exception {
        UsersFile.write(users, List.of(new User("ann", Role.OPERATOR, CHEAP)));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        for (int i = 0; i < 10; i++) {
            assertRefused(() -> keeper.byToken("wrong", HE));
        }
        assertThatThrownBy(() -> keeper.logIn("ann", PASSWORD.toCharArray(), HE))
                .isInstanceOf(Refused.class)
                .hasMessage("too many tries; wait 301 seconds");
        assertThat(keeper.logIn("ann", PASSWORD.toCharArray(), OTHER)).isNotEmpty();
        clock.pass(Duration.ofSeconds(301));
        assertThat(keeper.logIn("ann", PASSWORD.toCharArray(), HE)).isNotEmpty();
        assertThat(acts()).filteredOn(act -> act.what().equals("login_failed")).hasSize(10);
    }

    @Test
    void aHundredTriesAtOnceAreNoMoreThanOneAfterAnother() throws Exception {
        UsersFile.write(users, List.of(new User("ann", Role.OPERATOR, CHEAP)));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            char[] wrong = ("wrong" + i).toCharArray();
            tries.add(() -> keeper.logIn("ann", wrong, HE));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : threads.invokeAll(tries)) {
                assertThatThrownBy(one::get).hasCauseInstanceOf(Refused.class);
            }
        }
        // Two are hashed at once: the last of them may not know of each other.
        assertThat(acts()).hasSizeBetween(10, 11);
    }

    @Test
    void whoIsAUserCannotBeToldByTheTimeThatARefusalTakes() throws Exception {
        UsersFile.write(
                users,
                List.of(new User("ann", Role.VIEWER, Secrets.ofPassword(PASSWORD.toCharArray()))));
        Doorkeeper keeper = doorkeeper("127.0.0.1", true);
        long known = nanos(keeper, "ann");
        long unknown = nanos(keeper, "carl");
        assertThat(unknown).isBetween(known / 3, known * 3);
    }

    /** The shortest of three. */
    private long nanos(Doorkeeper keeper, String name) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            assertRefused(() -> keeper.logIn(name, "wrong".toCharArray(), HE));
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least;
    }
}
