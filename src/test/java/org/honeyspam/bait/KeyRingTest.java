package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.config.Configuration.BaitStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key file: for its owner alone, never lost, never misread. */
final class KeyRingTest {
    private static final String HEX = "00112233445566778899aabbccddeeff".repeat(2);

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("secret.key");
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
    }

    private Path written(String text) throws IOException {
        Files.write(file(), text.getBytes(ISO_8859_1));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        return file();
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> KeyRing.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(message.replace("FILE", file.toString()));
    }

    @Test
    void aNewFileIsForItsOwnerAloneAndHoldsOneKey() throws IOException {
        KeyRing.create(file());
        assertThat(mode()).isEqualTo("rw-------");
        KeyRing keys = KeyRing.read(file());
        assertThat(keys.all()).hasSize(1);
        assertThat(keys.current().id()).isEqualTo(1);
        assertThat(keys.derive("pages")).hasSize(32);
    }

    @Test
    void noTwoNewKeysAreTheSame() throws IOException {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Path file = folder.resolve(i + ".key");
            KeyRing.create(file);
            List<String> lines = Files.readAllLines(file);
            keys.add(lines.getLast());
        }
        assertThat(keys).hasSize(20);
    }

    @Test
    void anOldFileIsNeverOverwritten() throws IOException {
        written("1 " + HEX + "\n");
        assertThatThrownBy(() -> KeyRing.create(file()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file()).hasContent("1 " + HEX + "\n");
    }

    @Test
    void rotationKeepsTheOldKeysAndTheMode() throws IOException {
        KeyRing.create(file());
        String before = Files.readString(file());
        assertThat(KeyRing.rotate(file())).isEqualTo(2);
        assertThat(KeyRing.rotate(file())).isEqualTo(3);
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(Files.readString(file())).startsWith(before);
        KeyRing keys = KeyRing.read(file());
        assertThat(keys.all()).extracting(KeyRing.Key::id).containsExactly(3, 2, 1);
        assertThat(keys.current().id()).isEqualTo(3);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void rotationMendsAMissingLineEnd() throws IOException {
        written("1 " + HEX);
        assertThat(KeyRing.rotate(file())).isEqualTo(2);
        assertThat(KeyRing.read(file()).all()).hasSize(2);
    }

    @Test
    void rotationGoesOnAfterACrash() throws IOException {
        KeyRing.create(file());
        Files.writeString(folder.resolve("secret.key.new"), "half of a ke");
        assertThat(KeyRing.rotate(file())).isEqualTo(2);
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(KeyRing.read(file()).all()).hasSize(2);
    }

    @Test
    void whatIsDerivedStaysWhenKeysRotate() throws IOException {
        KeyRing.create(file());
        byte[] before = KeyRing.read(file()).derive("maze");
        KeyRing.rotate(file());
        KeyRing after = KeyRing.read(file());
        assertThat(after.derive("maze")).isEqualTo(before);
        assertThat(after.derive("other")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void addressesOfEveryKeyAreRecognisedAndTellWhich(BaitStyle style) {
        List<List<String>> taken = new ArrayList<>();
        for (int count = 1; count <= 10; count++) {
            Bait bait = TestBait.of(style, TestBait.keys("ours", count));
            taken.add(TestBait.take(bait, TestBait.VISITOR, 20));
        }
        Bait last = TestBait.of(style, TestBait.keys("ours", 10));
        TestBait.take(last, TestBait.VISITOR, 20);
        for (int id = 1; id <= 10; id++) {
            for (String address : taken.get(id - 1)) {
                Carried carried = TestBait.decoded(last, address);
                assertThat(carried.keyId()).isEqualTo(id);
                assertThat(carried.address()).isEqualTo(address);
            }
        }
        assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        Bait first = TestBait.of(style, TestBait.keys("ours", 1));
        assertThat(taken.getLast()).allMatch(address -> first.recognise(address) == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void aFileThatOthersCanReadIsRefused(String mode) throws IOException {
        Files.setPosixFilePermissions(
                written("1 " + HEX + "\n"), PosixFilePermissions.fromString(mode));
        refused(
                file(),
                "the key file FILE can be read by others (mode " + mode + "); do: chmod 600 FILE");
    }

    @Test
    void aFileThatItsOwnerMayOnlyReadIsGood() throws IOException {
        Files.setPosixFilePermissions(
                written("1 " + HEX + "\n"), PosixFilePermissions.fromString("r--------"));
        assertThat(KeyRing.read(file()).all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 " + "aa",
                "1",
                "one",
                "1 xyz",
                "1 00112233",
                "HEX",
                "2 HEX",
                "01 HEX",
                "1HEX",
                "1 HEXff",
                "1 HEX x",
                "\u00e9\u00ff"
            })
    void aLineThatIsNoKeyIsNamed(String line) throws IOException {
        written("# comment\n\n" + line.replace("HEX", HEX) + "\n");
        refused(file(), "the key file FILE, line 3: expected \"1\" and 64 hexadecimal digits");
    }

    @Test
    void aKeyOutOfOrderIsNamed() throws IOException {
        written("1 " + HEX + "\n3 " + HEX + "\n");
        refused(file(), "the key file FILE, line 2: expected \"2\" and 64 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
    void aFileWithoutAKeyIsRefused(String text) throws IOException {
        refused(written(text), "the key file FILE holds no key");
    }

    @Test
    void aMissingFileIsToldHowToMakeOne() {
        refused(file(), "the key file FILE is missing; `honeyspam init` makes one");
    }

    @Test
    void aFolderIsNoKeyFile() throws IOException {
        Files.createDirectory(
                file(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        refused(file(), "the key file FILE cannot be read: Is a directory");
    }

    @Test
    void commentsInAnyEncodingSurviveRotation() throws IOException {
        String text = "# cl\u00e9 secr\u00e8te\r\n  1\t" + HEX.toUpperCase(Locale.ROOT) + "  \r\n";
        written(text);
        KeyRing.rotate(file());
        assertThat(new String(Files.readAllBytes(file()), ISO_8859_1)).startsWith(text);
        assertThat(KeyRing.read(file()).all()).hasSize(2);
    }
}
