package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.honeyspam.disk.FaultyDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class TornSegmentTest {
    private static final int LINES = 3;

    @TempDir private Path temp = Path.of("");

    private final Logger log = (Logger) LoggerFactory.getLogger(JournalFile.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
        log.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(said);
        log.setAdditive(true);
    }

    @Test
    void aSegmentCutAtAnyByteKeepsItsWholeLinesAndGoesOn() throws IOException {
        byte[] whole = lines(1, LINES);
        Path disk = new FaultyDisk(temp).folder(); // For its quick fsync.
        for (int cut = 0; cut <= whole.length; cut++) {
            Path folder = disk.resolve("cut-" + cut);
            byte[] left = Arrays.copyOf(whole, cut);
            Folders.segment(folder, left);
            said.list.clear();
            try (JournalFile file =
                    JournalFile.open(folder, "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
                Folders.commit(file, LINES + 1, LINES + 1);
            }

            int complete = completeBytes(left);
            int kept = (int) new String(left, UTF_8).chars().filter(c -> c == '\n').count();
            List<Integer> expected =
                    IntStream.concat(IntStream.rangeClosed(1, kept), IntStream.of(LINES + 1))
                            .boxed()
                            .toList();
            assertThat(Folders.numbersIn(folder)).as("cut at %d", cut).isEqualTo(expected);
            assertThat(Folders.text(Folders.segment(folder, 1)).lines())
                    .as("cut at %d", cut)
                    .hasSize(kept + 1);
            theRestIsBesideIt(folder, complete, left);
        }
    }

    private void theRestIsBesideIt(Path folder, int complete, byte[] left) throws IOException {
        Path torn = folder.resolve("0000000001.jsonl." + complete + ".torn");
        if (complete == left.length) {
            assertThat(torn).doesNotExist();
            assertThat(said.list).isEmpty();
            return;
        }
        assertThat(torn).hasBinaryContent(Arrays.copyOfRange(left, complete, left.length));
        assertThat(said.list).hasSize(1);
        assertThat(said.list.getFirst().getLevel()).isEqualTo(Level.WARN);
        assertThat(said.list.getFirst().getFormattedMessage())
                .contains("0000000001.jsonl", "byte " + complete)
                .contains((left.length - complete) + " bytes");
    }

    @Test
    void bytesThatNeverReachedTheDiskAreCutOff() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(lines(1, 2));
        bytes.writeBytes(new byte[4096]);
        bytes.write('\n');
        Folders.segment(temp, bytes.toByteArray());
        try (JournalFile file =
                JournalFile.open(temp, "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
            Folders.commit(file, 3, 3);
        }
        assertThat(Folders.numbersIn(temp)).containsExactly(1, 2, 3);
        assertThat(Folders.text(Folders.segment(temp, 1))).doesNotContain("\0");
    }

    @Test
    void aDamagedLineTakesNoOtherWithIt() throws IOException {
        byte[] bytes = lines(1, LINES);
        bytes[lines(1, 1).length + 1] = 0;
        Folders.segment(temp, bytes);
        try (JournalFile file =
                JournalFile.open(temp, "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
            Folders.commit(file, LINES + 1, LINES + 1);
        }
        assertThat(Folders.numbersIn(temp)).containsExactly(1, 3, 4);
    }

    /** As after going back to an older version of the program. */
    @Test
    void aWholeLineOfAnUnknownTypeIsKept() throws IOException {
        byte[] later =
                new String(Folders.line(2), UTF_8)
                        .replace("smtp_command", "unheard_of")
                        .getBytes(UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(lines(1, 1));
        bytes.writeBytes(later);
        Folders.segment(temp, bytes.toByteArray());
        try (JournalFile file =
                JournalFile.open(temp, "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
            Folders.commit(file, 3, 3);
        }
        assertThat(Folders.text(Folders.segment(temp, 1))).contains("unheard_of");
        assertThat(Folders.numbersIn(temp)).containsExactly(1, 3);
        assertThat(said.list).isEmpty();
    }

    @Test
    void aTornTailOfAFullSegmentIsCutBeforeTheNextIsBegun() throws IOException {
        byte[] bytes = lines(1, 2);
        Folders.segment(temp, Arrays.copyOf(bytes, bytes.length - 1));
        try (JournalFile file = JournalFile.open(temp, "n1", 1, Folders.KEY)) {
            Folders.commit(file, 3, 3);
        }
        assertThat(Files.size(Folders.segment(temp, 1))).isEqualTo(lines(1, 1).length);
        assertThat(Folders.numbersIn(temp)).containsExactly(1, 3);
    }

    private static byte[] lines(int from, int to) {
        var bytes = new ByteArrayOutputStream();
        IntStream.rangeClosed(from, to).forEach(i -> bytes.writeBytes(Folders.line(i)));
        return bytes.toByteArray();
    }

    private static int completeBytes(byte[] left) {
        return new String(left, UTF_8).lastIndexOf('\n') + 1;
    }
}
