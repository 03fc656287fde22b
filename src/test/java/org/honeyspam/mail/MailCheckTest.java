package org.honeyspam.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Damage;
import org.honeyspam.journal.Damage.Kind;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Findings;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent.MessageRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is compared with its hashes and with what the journal says is in it. */
final class MailCheckTest {
    private static final int MESSAGES = 6;
    private static final Instant BEGIN = Instant.parse("2026-11-27T08:00:00Z");

    @TempDir private Path folder;

    /** Two messages a segment, each named by an event a minute after the one before. */
    @BeforeEach
    void write() throws Exception {
        var settings = new Configuration.Journal(64, 1 << 20, 1 << 30, Duration.ofDays(30));
        try (MailFile mail = MailFile.open(mail(), Mails.settings(1_000));
                Journal journal =
                        Journal.open(journal(), "n1", 7, settings, new ChainKey(new byte[32]))) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = Mails.message(i, 600);
                Mails.add(mail, message);
                mail.commit();
                name(journal, Mails.sha256(message), i);
            }
        }
        assertThat(Files.exists(Mails.segment(mail(), 3))).isTrue();
    }

    private static void name(Journal journal, String sha256, int minute) throws Exception {
        var event = new MessageRefused("cut_short", "", List.of(), 600, sha256);
        var entry = new Entry(BEGIN.plus(Duration.ofMinutes(minute)), null, event);
        var written = new CompletableFuture<Boolean>();
        assertThat(journal.commit(entry, written::complete)).isTrue();
        assertThat(written.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private Path mail() {
        return folder.resolve("mail");
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    private Findings check(boolean journalRetired) throws IOException {
        var findings = new Findings();
        new MailCheck(mail(), journal(), findings, (_, _) -> {}).check(journalRetired);
        return findings;
    }

    @Test
    void aStoreThatNobodyTouchedIsWhole() throws IOException {
        var findings = new Findings();
        assertThat(new MailCheck(mail(), journal(), findings, (_, _) -> {}).check(false))
                .isEqualTo(MESSAGES);
        assertThat(findings.damages()).isEmpty();
        assertThat(findings.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFlippedBitIsFoundWhereverItIsInTheNewestSegmentToo(int number) throws IOException {
        Path segment = Mails.segment(mail(), number);
        byte[] whole = Files.readAllBytes(segment);
        var chance = new Random(3);
        for (int i = 0; i < whole.length; i += 1 + chance.nextInt(20)) {
            byte[] spoilt = whole.clone();
            spoilt[i] ^= (byte) (1 << chance.nextInt(8));
            Files.write(segment, spoilt);
            assertThat(check(false).damages())
                    .as("byte %d", i)
                    .anyMatch(
                            one ->
                                    one.file().equals(segment.getFileName().toString())
                                            && one.kind() == Kind.CHANGED);
            assertThat(check(false).notes()).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void aWriteThatWasCutOffIsNoDamageByItself() throws IOException {
        Path segment = Mails.segment(mail(), 3);
        byte[] next =
                MailSegment.record(Mails.message(9, 600), new byte[32], MailSegment.compressor())
                        .array();
        byte[] whole = Files.readAllBytes(segment);
        for (int bytes = 1; bytes < next.length; bytes += 7) {
            Files.write(segment, whole);
            Files.write(segment, Arrays.copyOf(next, bytes), StandardOpenOption.APPEND);
            assertThat(check(false).damages()).as("%d bytes", bytes).isEmpty();
            assertThat(check(false).notes()).as("%d bytes", bytes).hasSize(1);
        }
    }

    @Test
    void aMessageThatIsNotThereIsMissed() throws IOException {
        Path last = Mails.segment(mail(), 3);
        Files.write(last, new byte[0]);
        List<Damage> damages = check(false).damages();
        assertThat(damages).hasSize(2).extracting(Damage::kind).containsOnly(Kind.REMOVED);
        assertThat(damages).extracting(Damage::file).containsOnly("0000000001.jsonl");
    }

    @Test
    void aSegmentThatIsMissingInTheMiddleIsTold() throws IOException {
        Files.delete(Mails.segment(mail(), 2));
        assertThat(check(false).damages()).extracting(Damage::file).contains("0000000002.mail");
    }

    @Test
    void whatRetentionTookIsNotMissed() throws IOException {
        Files.delete(Mails.segment(mail(), 1));
        assertThat(check(false).damages()).isEmpty();
        assertThat(check(false).notes()).containsExactly("2 messages are not kept any more");
    }

    /** Only a message of before what is left can be past what is kept. */
    @Test
    void whatRetentionCannotHaveTakenIsMissed() throws IOException {
        Files.delete(Mails.segment(mail(), 1));
        Files.write(Mails.segment(mail(), 3), new byte[0]);
        assertThat(check(false).damages()).hasSize(2);
        assertThat(check(true).damages()).isEmpty(); // Then that cannot be told any more.
    }
}
