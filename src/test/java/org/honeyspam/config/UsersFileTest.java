package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.config.UsersFile.Role;
import org.honeyspam.config.UsersFile.User;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may log in stands in a file, and what is wrong in it is told with its place. */
final class UsersFileTest {
    private static final String SECRET = "$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA";
    private static final String GOOD = "ann operator " + SECRET;

    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("users");
    }

    @Test
    void aChangeLeavesOtherLinesAndTheOwnerAsTheyAre() throws IOException {
        String viewer = "bob viewer " + SECRET;
        Files.writeString(file, "# who\n" + GOOD + "\n\n" + viewer + "\n");
        UsersFile.change(file, "ann", new User("ann", Role.VIEWER, SECRET));
        UsersFile.change(file, "cat", new User("cat", Role.VIEWER, SECRET));
        assertThat(file)
                .hasContent(
                        "# who\nann viewer %1$s\n\n%2$s\ncat viewer %1$s\n"
                                .formatted(SECRET, viewer));
        UsersFile.change(file, "bob", null);
        assertThat(file)
                .hasContent("# who\nann viewer %1$s\n\ncat viewer %1$s\n".formatted(SECRET));
        assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(folder));
    }

    @Test
    void whatRootWritesIsTheServices() throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root gives files away");
        var nobody =
                folder.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody");
        Files.setOwner(folder, nobody);
        UsersFile.change(file, "ann", new User("ann", Role.VIEWER, SECRET));
        assertThat(Files.getOwner(file)).isEqualTo(nobody);
        Files.setOwner(folder, Files.getOwner(folder.toAbsolutePath().getParent()));
        UsersFile.change(file, "bob", new User("bob", Role.VIEWER, SECRET));
        assertThat(Files.getOwner(file)).as("as it was").isEqualTo(nobody);
    }

    @Test
    void aFileThatIsWrongIsNotChanged() throws IOException {
        Files.writeString(file, "ann operator\n");
        assertThatThrownBy(() -> UsersFile.change(file, "bob", null))
                .hasMessageStartingWith(file + ":1: ");
        assertThat(file).hasContent("ann operator\n");
    }

    @Test
    void linesAreUsersButForThoseThatAreEmptyOrRemarks() throws IOException {
        Files.writeString(file, "# who\n\n" + GOOD + "\n   \nb.c_d-e@f viewer $sha256$abcdefgh\n");
        assertThat(UsersFile.read(file))
                .containsExactly(
                        new User("ann", Role.OPERATOR, SECRET),
                        new User("b.c_d-e@f", Role.VIEWER, "$sha256$abcdefgh"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann operator",
                "ann operator ",
                "ann operator secret",
                "ann operator $short",
                "ann root " + SECRET,
                "ann Operator " + SECRET,
                "ann  operator " + SECRET,
                "ann\toperator " + SECRET,
                " ann operator " + SECRET,
                "ann operator " + SECRET + " ",
                "ann operator " + SECRET + " and more",
                "Ann operator " + SECRET,
                "-ann operator " + SECRET,
                "\u00e4nn operator " + SECRET,
                "operator " + SECRET,
                "ann:operator:" + SECRET,
                " # no remark",
            })
    void aLineThatIsNoneIsToldWithItsPlaceAndWhatIsRight(String line) throws IOException {
        Files.writeString(file, "# who\n" + GOOD + "\n" + line + "\n");
        assertThatThrownBy(() -> UsersFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("%s:3: this is no line `NAME viewer|operator $HASH`", file);
    }

    @Test
    void aNameThatStandsThereTwiceIsToldToo() throws IOException {
        Files.writeString(file, GOOD + "\nann viewer " + SECRET + "\n");
        assertThatThrownBy(() -> UsersFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("%s:2: ann stands above already; a name has one line", file);
    }

    @Test
    void aSecretOrANameThatIsTooLongIsNone() throws IOException {
        String name = "a".repeat(64);
        Files.writeString(file, name + " viewer $" + "x".repeat(300) + "\n");
        assertThat(UsersFile.read(file)).hasSize(1);
        Files.writeString(file, name + " viewer $" + "x".repeat(301) + "\n");
        assertThatThrownBy(() -> UsersFile.read(file)).hasMessageStartingWith(file + ":1: ");
        Files.writeString(file, name + "a viewer $" + "x".repeat(300) + "\n");
        assertThatThrownBy(() -> UsersFile.read(file)).hasMessageStartingWith(file + ":1: ");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        assertThatThrownBy(() -> UsersFile.read(file)).hasMessage("there is no file " + file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> UsersFile.read(file))
                .hasMessageStartingWith(file + " cannot be read: ");
        Files.delete(file);
        Files.write(file, new byte[] {'a', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> UsersFile.read(file))
                .hasMessage("%s:1: this is no line `NAME viewer|operator $HASH`", file);
    }

    @Test
    void whatIsWrittenIsReadAgainAndOnlyItsOwnerCan() throws IOException {
        List<User> users =
                List.of(
                        new User("ann", Role.OPERATOR, SECRET),
                        new User("prometheus", Role.VIEWER, "$sha256$abcdefgh"));
        write(users);
        assertThat(UsersFile.read(file)).isEqualTo(users);
        assertThat(Files.readString(file))
                .isEqualTo(GOOD + "\nprometheus viewer $sha256$abcdefgh\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("users");
    }

    @Test
    void aFileThatOthersCouldReadIsItsOwnersWhenItIsWritten() throws IOException {
        Files.write(file, "".getBytes(UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        write(List.of());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoReadsWhileItIsWrittenSeesAWholeFile() throws Exception {
        List<User> few = List.of(new User("ann", Role.OPERATOR, SECRET));
        List<User> many =
                Stream.iterate(0, i -> i + 1)
                        .limit(500)
                        .map(i -> new User("u" + i, Role.VIEWER, SECRET))
                        .toList();
        write(few);
        var writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < 100; i++) {
                                        write(i % 2 == 0 ? many : few);
                                    }
                                });
        while (writer.isAlive()) {
            assertThat(UsersFile.read(file).size()).isIn(1, 500);
        }
        writer.join();
        // What a writer that was killed left is no obstacle.
        Files.writeString(folder.resolve("users.part"), "torn");
        write(many);
        assertThat(UsersFile.read(file)).isEqualTo(many);
        assertThat(names()).containsExactly("users");
    }

    private void write(List<User> users) {
        try {
            UsersFile.write(file, users);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    @Test
    void aNameIsOfSmallLettersDigitsAndSomeMarks() {
        assertThat(List.of("a", "0", "ann", "ann@one.example", "a-b_c.d"))
                .allMatch(UsersFile::isName);
        assertThat(List.of("", "Ann", ".a", "-a", "a b", "a\n", "a viewer $0123456789\nb", "#a"))
                .noneMatch(UsersFile::isName);
    }
}
