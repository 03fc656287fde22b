package org.honeyspam.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.disk.FaultyDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class DamagedStoreTest {
    private static final byte[] FIRST = Mails.message(1, 100);
    private static final byte[] SECOND = Mails.message(2, 100);
    private static final byte[] THIRD = Mails.message(3, 100);
    private static final byte[] LATER = Mails.message(4, 100);

    @TempDir private Path temp = Path.of("");

    private final Logger log = (Logger) LoggerFactory.getLogger(MailFile.class);
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
    void aStoreCutAtAnyByteOfItsLastRecordKeepsTheOthersAndGoesOn() throws IOException {
        byte[] two = segment(FIRST, SECOND);
        byte[] three = segment(FIRST, SECOND, THIRD);
        Path disk = new FaultyDisk(temp).folder(); // For its quick fsync.
        for (int cut = two.length; cut <= three.length; cut++) {
            Path folder = disk.resolve("cut-" + cut);
            Files.createDirectories(folder);
            Files.write(Mails.segment(folder, 1), Arrays.copyOf(three, cut));
            said.list.clear();
            reopenAndAdd(folder);
            boolean whole = cut == three.length;
            assertThat(read(folder, FIRST)).isEqualTo(FIRST);
            assertThat(read(folder, SECOND)).isEqualTo(SECOND);
            assertThat(read(folder, THIRD)).as("cut at %d", cut).isEqualTo(whole ? THIRD : null);
            assertThat(read(folder, LATER)).as("cut at %d", cut).isEqualTo(LATER);
            Path torn = folder.resolve("0000000001.mail." + two.length + ".torn");
            if (whole || cut == two.length) {
                assertThat(torn).doesNotExist();
                assertThat(said.list).isEmpty();
            } else {
                assertThat(torn).hasBinaryContent(Arrays.copyOfRange(three, two.length, cut));
                assertThat(said.list).hasSize(1);
                assertThat(said.list.getFirst().getFormattedMessage())
                        .contains("in the middle of a write")
                        .contains("byte " + two.length, (cut - two.length) + " bytes");
            }
        }
    }

    @Test
    void aTailThatNeverReachedTheDiskIsCutOff() throws IOException {
        byte[] two = segment(FIRST, SECOND);
        byte[] three = segment(FIRST, SECOND, THIRD);
        Arrays.fill(three, two.length + MailSegment.HEADER_BYTES, three.length, (byte) 0);
        write(three);
        reopenAndAdd(temp);
        assertThat(read(temp, THIRD)).isNull();
        assertThat(read(temp, LATER)).isEqualTo(LATER);
        assertThat(said.list).hasSize(1);
    }

    /** A store that finds that segment at its start, and takes one message more. */
    private Path openedWith(byte[] bytes, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(Mails.segment(folder, 1), bytes);
        said.list.clear();
        reopenAndAdd(folder);
        return folder;
    }

    @Test
    void aDamagedByteOfTheLastRecordPassesForNoWriteThatWasCutOff() throws IOException {
        byte[] two = segment(FIRST, SECOND);
        Path disk = new FaultyDisk(temp).folder();
        for (int at = segment(FIRST).length; at < two.length; at++) {
            byte[] bytes = two.clone();
            bytes[at] ^= 0x55;
            Path folder = openedWith(bytes, disk.resolve("at-" + at));
            assertThat(read(folder, FIRST)).isEqualTo(FIRST);
            assertThat(said.list).as("damaged at %d", at).hasSize(1);
            assertThat(said.list.getFirst().getFormattedMessage())
                    .as("damaged at %d", at)
                    .contains("is damaged", "put aside")
                    .doesNotContain("write");
        }
    }

    /** Any byte, of the header or of the frame: the length, the hash, the mark, the sum. */
    @Test
    void aDamagedByteInTheMiddleCostsOneMessageAndNoOther() throws IOException {
        int from = segment(FIRST).length;
        int to = segment(FIRST, SECOND).length;
        Path disk = new FaultyDisk(temp).folder();
        for (int at = from; at < to; at++) {
            byte[] bytes = segment(FIRST, SECOND, THIRD);
            bytes[at] ^= 0x55;
            Path folder = openedWith(bytes, disk.resolve("at-" + at));
            assertThat(read(folder, FIRST)).isEqualTo(FIRST);
            assertThat(read(folder, THIRD)).as("damaged at %d", at - from).isEqualTo(THIRD);
            assertThat(read(folder, LATER)).isEqualTo(LATER);
            assertThat(said.list).as("damaged at %d", at - from).hasSize(1);
            assertThat(said.list.getFirst().getFormattedMessage())
                    .contains("0000000001.mail", "damaged", "byte " + from);
        }
    }

    @Test
    void aDamagedMessageIsToldFromOneThatIsNotThere() throws IOException {
        byte[] bytes = segment(FIRST, SECOND, THIRD);
        bytes[segment(FIRST, SECOND).length - 1] ^= 1;
        write(bytes);
        assertThatThrownBy(() -> read(temp, SECOND))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Mails.sha256(SECOND))
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest(name = "damaged {0} bytes before its end")
    @ValueSource(ints = {1, 90})
    void aContentWhoseCopyIsDamagedIsStoredAgain(int before) throws IOException {
        byte[] bytes = segment(FIRST, SECOND, THIRD);
        bytes[segment(FIRST, SECOND).length - before] ^= 1;
        write(bytes);
        try (MailFile file = Mails.file(temp)) {
            Mails.add(file, SECOND);
            file.commit();
            assertThat(read(temp, SECOND)).isEqualTo(SECOND);
        }
        assertThat(read(temp, SECOND)).isEqualTo(SECOND);
        assertThat(read(temp, THIRD)).isEqualTo(THIRD);
    }

    @Test
    void damageInAnOlderSegmentCostsOneMessageToo() throws IOException {
        byte[] bytes = segment(FIRST, SECOND, THIRD);
        bytes[segment(FIRST).length] ^= 1; // The mark.
        write(bytes);
        Files.write(Mails.segment(temp, 2), segment(LATER));
        Mails.file(temp).close();
        assertThat(read(temp, FIRST)).isEqualTo(FIRST);
        assertThat(read(temp, SECOND)).isNull();
        assertThat(read(temp, THIRD)).isEqualTo(THIRD);
        assertThat(read(temp, LATER)).isEqualTo(LATER);
    }

    private static void reopenAndAdd(Path folder) throws IOException {
        try (MailFile file = Mails.file(folder)) {
            Mails.add(file, LATER);
            file.commit();
        }
    }

    private static byte @Nullable [] read(Path folder, byte[] message) throws IOException {
        return new MessageReader(folder).read(Mails.sha256(message));
    }

    private void write(byte[] segment) throws IOException {
        Files.write(Mails.segment(temp, 1), segment);
    }

    private static byte[] segment(byte[]... messages) {
        var out = new java.io.ByteArrayOutputStream();
        for (byte[] message : messages) {
            out.writeBytes(
                    MailSegment.record(message, Sha256.of(message), MailSegment.compressor())
                            .array());
        }
        return out.toByteArray();
    }
}
