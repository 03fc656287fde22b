package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good configuration still lacks on this machine, with the place of the key. */
final class StartCheckTest {
    // Behind the site, which is four lines and an empty one.
    private static final int KEY_LINE = 7;
    private static final int TEXTS_LINE = 10;
    private static final int USER_LINE = 13;
    private static final int EXPORT_LINE = 16;

    @TempDir private Path folder = Path.of("");

    private String texts = "[]";
    private String user = "root";
    private String exports = ".";

    private Configuration configuration() throws IOException {
        return new TestConfiguration(folder).write(tables());
    }

    private String tables() {
        return """
                [node]
                key_file = "secret.key"

                [web]
                  texts = %s

                [security]
                user = "%s"

                [[export]]
                file = "%s/list.csv"
                format = "csv"

                [[listener]]
                service = "web"
                addresses = ["127.0.0.1"]
                port = 0
                host = "www.one.example"
                """
                .formatted(texts, user, exports);
    }

    private List<String> said(Configuration configuration) throws IOException {
        return StartCheck.of(configuration).stream().map(StartCheckTest::text).toList();
    }

    private static String text(Mistake mistake) {
        String kind = mistake.warning() ? "warning: " : "";
        return "%d:%d: %s%s".formatted(mistake.line(), mistake.column(), kind, mistake.what());
    }

    @Test
    void whereAllIsThereNothingIsSaid() throws IOException {
        assertThat(said(configuration())).isEmpty();
    }

    @Test
    void whatIsToBeWatchedAndIsNotThereIsWarnedOf() throws IOException {
        String watch = "\n[watch]\npaths = [\"/nowhere/at-all\", \"%s\"]\n".formatted(folder);
        assertThat(said(new TestConfiguration(folder).write(tables() + watch)))
                .singleElement()
                .asString()
                .matches("\\d+:1: warning: paths: /nowhere/at-all is not there");
    }

    @Test
    void aKeyThatIsNotMadeYetIsNoMistake() throws IOException {
        Configuration configuration = configuration();
        Path key = folder.resolve("secret.key");
        Files.delete(key);
        assertThat(said(configuration))
                .containsExactly(
                        "%d:1: warning: key_file: there is no %s yet".formatted(KEY_LINE, key));
    }

    @Test
    void aKeyThatTheStartWouldNotTakeIsAMistake() throws IOException {
        Configuration configuration = configuration();
        Path key = folder.resolve("secret.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(said(configuration))
                .singleElement()
                .asString()
                .startsWith("%d:1: key_file: the key file".formatted(KEY_LINE))
                .contains("can be read by others");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "1 abc\n");
        assertThat(said(configuration)).singleElement().asString().contains("line 1: expected");
    }

    @Test
    void whatThePagesCannotBeMadeOfIsAMistakeAtItsKey() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        texts = "[\"gone\", \"empty\"]";
        Configuration configuration = configuration();
        assertThat(said(configuration))
                .containsExactly(
                        "%d:3: texts: the folder of texts %s cannot be read"
                                .formatted(TEXTS_LINE, folder.resolve("gone")),
                        "%d:3: texts: the folder of texts %s holds 0 files *.txt, wanted are 1 to 200"
                                .formatted(TEXTS_LINE, folder.resolve("empty")));
    }

    @Test
    void aFolderForAListThatIsNotThereIsWarnedOf() throws IOException {
        exports = "lists";
        assertThat(said(configuration()))
                .containsExactly(
                        "%d:1: warning: file: there is no folder %s"
                                .formatted(EXPORT_LINE, folder.resolve("lists")));
    }

    @Test
    void aUserWhoIsNotThereIsWarnedOf() throws IOException {
        user = "nobody-has-this";
        assertThat(said(configuration()))
                .containsExactly(
                        "%d:1: warning: user: there is no user nobody-has-this, who a node that root starts is to go on as"
                                .formatted(USER_LINE));
    }

    /** Whoever asks may read all; who the node goes on as may not. */
    @Test
    void forRootTheRightsOfTheOtherUserCount() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root becomes another");
        user = "nobody";
        Files.createDirectory(folder.resolve("lists"));
        exports = "lists";
        Configuration configuration = configuration();
        open(folder, "rwxr-xr-x");
        open(folder.resolve("lists"), "rwxr-xr-x");
        open(folder.resolve("honeyspam.toml"), "rw-------");
        assertThat(said(configuration))
                .containsExactly(
                        "%d:1: warning: key_file: %s cannot be read by nobody"
                                .formatted(KEY_LINE, folder.resolve("secret.key")),
                        "%d:1: warning: user: nobody cannot read this file".formatted(USER_LINE),
                        "%d:1: warning: file: %s cannot be written into by nobody"
                                .formatted(EXPORT_LINE, folder.resolve("lists")));
        open(folder.resolve("lists"), "rwxrwxrwx");
        open(folder.resolve("honeyspam.toml"), "rw-r--r--");
        assertThat(said(configuration)).hasSize(1);
        open(folder, "rwx------"); // What it names cannot even be come to.
        assertThat(said(configuration)).hasSize(3);
    }

    private static void open(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
