package org.honeyspam.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.honeyspam.console.access.Audit.Act;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what is kept, whatever is torn. */
final class AuditTest {
    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");
    private Audit audit = new Audit(file);

    @BeforeEach
    void begin() {
        file = folder.resolve("audit.jsonl");
        audit = new Audit(file);
    }

    private static Act act(int number) {
        return new Act("2026-11-26T12:00:00Z", "ann", "192.0.2.7", "block_added", "no " + number);
    }

    @Test
    void theNewestStandsFirst() throws IOException {
        assertThat(audit.newest(5)).isEmpty();
        for (int i = 0; i < 5; i++) {
            audit.write(act(i));
        }
        assertThat(audit.newest(9)).containsExactly(act(4), act(3), act(2), act(1), act(0));
        assertThat(audit.newest(2)).containsExactly(act(4), act(3));
        assertThat(new Audit(file).newest(1)).as("also after a restart").containsExactly(act(4));
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        audit.write(act(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLineIsOneWhateverIsInIt() throws IOException {
        var odd = new Act("2026-11-26T12:00:00Z", "a\nb", "192.0.2.7", "x", "\u2028\"}\r\n{\"\0");
        audit.write(odd);
        audit.write(act(1));
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(audit.newest(9)).containsExactly(act(1), odd);
    }

    @Test
    void whatACrashToreTakesNothingElseWithIt() throws IOException {
        audit.write(act(1));
        String whole = Files.readString(file);
        for (int cut = 1; cut < whole.length(); cut++) {
            Files.writeString(file, whole + whole.substring(0, cut));
            audit.write(act(2));
            boolean isWhole = cut == whole.length() - 1; // But for the end of its line.
            assertThat(audit.newest(9))
                    .as("cut at %d", cut)
                    .isEqualTo(isWhole ? List.of(act(2), act(1), act(1)) : List.of(act(2), act(1)));
        }
    }

    @Test
    void aFileThatIsNoTextIsNoObstacle() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
        audit.write(act(1));
        assertThat(audit.newest(9)).containsExactly(act(1));
    }

    @Test
    void whatCannotBeWrittenIsNotDone() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> audit.write(act(1))).isInstanceOf(IOException.class);
        Files.delete(file);
        Files.write(file, new byte[0], StandardOpenOption.CREATE);
        audit.write(act(1));
        assertThat(audit.newest(9)).containsExactly(act(1));
    }
}
