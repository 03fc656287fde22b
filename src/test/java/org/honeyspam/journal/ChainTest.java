package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.Damage.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What was done to a journal is found, and told with its place; what was not is not. */
final class ChainTest {
    private static final int SEGMENTS = 3;
    private static final int LINES_A_SEGMENT = 4;
    private static final long FULL = (long) LINES_A_SEGMENT * Folders.line(1).length;

    @TempDir private Path temp = Path.of("");
    private Path disk = Path.of("");
    private Path folder = Path.of("");

    private final List<Logger> logs =
            Stream.of(Chain.class, JournalFile.class)
                    .map(one -> (Logger) LoggerFactory.getLogger(one))
                    .toList();

    /** They would say thousands of times that something is cut. */
    @BeforeEach
    void beQuiet() {
        logs.forEach(log -> log.setLevel(Level.OFF));
    }

    @AfterEach
    void speakAgain() {
        logs.forEach(log -> log.setLevel(null));
    }

    @BeforeEach
    void begin() throws IOException {
        disk = new FaultyDisk(temp).folder(); // For its quick fsync.
        folder = disk.resolve("journal");
        write(folder, 1, SEGMENTS * LINES_A_SEGMENT);
    }

    private static void write(Path where, int from, int to) throws IOException {
        try (JournalFile file = JournalFile.open(where, "n1", FULL, Folders.KEY)) {
            Folders.commit(file, from, to);
        }
    }

    private static ChainCheck.Report check(Path where) throws IOException {
        return new ChainCheck(where, Folders.KEY, null, (_, _) -> {}).check();
    }

    private List<Damage> damages() throws IOException {
        return check(folder).findings().damages();
    }

    private Path segment(int number) {
        return Folders.segment(folder, number);
    }

    private Path chain(int number) {
        return folder.resolve("%010d.chain".formatted(number));
    }

    private List<String> lines(int number) throws IOException {
        return new ArrayList<>(Files.readAllLines(segment(number)));
    }

    private void lines(int number, List<String> lines) throws IOException {
        Files.write(segment(number), lines);
    }

    private void isOne(Kind kind, String file, long line, long offset) throws IOException {
        assertThat(damages()).hasSize(1);
        Damage damage = damages().getFirst();
        assertThat(damage.told()).startsWith(file);
        assertThat(damage.kind()).as(damage.told()).isEqualTo(kind);
        assertThat(damage.line()).as(damage.told()).isEqualTo(line);
        assertThat(damage.offset()).as(damage.told()).isEqualTo(offset);
    }

    private static String name(int number) {
        return "%010d.jsonl".formatted(number);
    }

    private static long offset(List<String> lines, int before) {
        return lines.stream().limit(before).mapToLong(line -> line.length() + 1L).sum();
    }

    @Test
    void aJournalThatNobodyTouchedIsWhole() throws IOException {
        ChainCheck.Report report = check(folder);
        assertThat(report.chained()).isTrue();
        assertThat(report.findings().damages()).isEmpty();
        assertThat(report.findings().notes()).isEmpty();
        assertThat(report.segments()).isEqualTo(SEGMENTS);
        assertThat(report.lines()).isEqualTo((long) SEGMENTS * LINES_A_SEGMENT);
        assertThat(report.unlinkedBytes()).isZero();
    }

    @Test
    void aChangedLineIsToldWithItsPlace() throws IOException {
        List<String> lines = lines(2);
        lines.set(3, lines.get(3).replace("NOOP", "QUIT"));
        lines(2, lines);
        isOne(Kind.CHANGED, name(2), 4, offset(lines, 3));
    }

    @Test
    void aRemovedLineIsToldWithItsPlace() throws IOException {
        List<String> lines = lines(2);
        lines.remove(1);
        lines(2, lines);
        isOne(Kind.REMOVED, name(2), 2, offset(lines, 1));
    }

    @Test
    void anInsertedLineIsToldWithItsPlace() throws IOException {
        List<String> lines = lines(3);
        lines.add(2, lines.get(0).replace("NOOP", "DATA"));
        lines(3, lines);
        isOne(Kind.INSERTED, name(3), 3, offset(lines, 2));
    }

    @Test
    void linesThatChangedPlacesAreToldAsThat() throws IOException {
        List<String> lines = lines(1);
        Collections.swap(lines, 1, 2);
        lines(1, lines);
        isOne(Kind.REORDERED, name(1), 2, offset(lines, 1));
    }

    @Test
    void severalChangesAreToldEachForItself() throws IOException {
        Path other = disk.resolve("long");
        try (JournalFile file = JournalFile.open(other, "n1", 1 << 20, Folders.KEY)) {
            Folders.commit(file, 1, 60);
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(Folders.segment(other, 1)));
        lines.set(10, lines.get(10).replace("NOOP", "QUIT"));
        lines.remove(20);
        lines.add(30, lines.get(0).replace("NOOP", "DATA"));
        lines.removeLast();
        Files.write(Folders.segment(other, 1), lines);
        assertThat(check(other).findings().damages())
                .extracting(Damage::kind)
                .containsExactly(Kind.CHANGED, Kind.REMOVED, Kind.INSERTED, Kind.CUT);
        assertThat(check(other).findings().damages())
                .extracting(Damage::line)
                .containsExactly(11L, 21L, 31L, 60L);
    }

    @Test
    void aLineBehindTheEndOfAFullSegmentIsFound() throws IOException {
        List<String> lines = lines(2);
        lines.add(lines.get(0).replace("NOOP", "DATA"));
        lines(2, lines);
        isOne(Kind.INSERTED, name(2), LINES_A_SEGMENT + 1L, offset(lines, LINES_A_SEGMENT));
    }

    @Test
    void aSegmentThatWasCutShortIsFound() throws IOException {
        List<String> lines = lines(2);
        lines(2, lines.subList(0, 3));
        isOne(Kind.CUT, name(2), 4, offset(lines, 3));
    }

    @Test
    void aMissingSegmentIsFoundWhereverItWas() throws IOException {
        for (int gone : List.of(1, 2, SEGMENTS)) {
            byte[] bytes = Files.readAllBytes(segment(gone));
            Files.delete(segment(gone));
            isOne(Kind.REMOVED, name(gone), 0, 0);
            byte[] chained = Files.readAllBytes(chain(gone));
            if (gone < SEGMENTS) { // The very end cannot be missed by what is before it.
                Files.delete(chain(gone));
                assertThat(damages()).extracting(Damage::kind).contains(Kind.REMOVED);
                Files.write(chain(gone), chained);
            }
            Files.write(segment(gone), bytes);
        }
        assertThat(damages()).isEmpty();
    }

    @Test
    void anOlderCopyOfASegmentIsFoundWithAndWithoutItsChain() throws IOException {
        Path early = disk.resolve("early");
        write(early, 1, 3);
        Files.write(segment(1), Files.readAllBytes(Folders.segment(early, 1)));
        isOne(Kind.CUT, name(1), 4, Files.size(segment(1)));
        Files.write(chain(1), Files.readAllBytes(early.resolve("0000000001.chain")));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.CUT);
        assertThat(damages()).extracting(Damage::file).containsExactly("0000000001.chain");
    }

    @Test
    void segmentsThatChangedPlacesAreFound() throws IOException {
        byte[] second = Files.readAllBytes(segment(2));
        Files.write(segment(2), Files.readAllBytes(segment(3)));
        Files.write(segment(3), second);
        assertThat(damages()).extracting(Damage::file).contains(name(2), name(3));
    }

    @Test
    void aSegmentOfNobodysIsFound() throws IOException {
        Files.write(segment(99), Files.readAllBytes(segment(1)));
        assertThat(damages()).extracting(Damage::told).anyMatch(told -> told.contains(name(99)));
    }

    @Test
    void theEndWithItsChainCanOnlyBeMissedByWhoKnowsAMarkOfIt() throws IOException {
        String mark = check(folder).head().replaceAll(".*:", "");
        assertThat(new ChainCheck(folder, Folders.KEY, mark, (_, _) -> {}).check().markSeen())
                .isTrue();
        Files.delete(segment(SEGMENTS));
        Files.delete(chain(SEGMENTS));
        assertThat(damages()).isEmpty();
        assertThat(new ChainCheck(folder, Folders.KEY, mark, (_, _) -> {}).check().markSeen())
                .isFalse();
    }

    @Test
    void whoHasNotTheKeyCannotMakeAChainThatFits() throws IOException {
        Path forged = disk.resolve("forged");
        try (JournalFile file =
                JournalFile.open(forged, "n1", FULL, new ChainKey(new byte[] {1, 2, 3}))) {
            Folders.commit(file, 1, 3);
        }
        assertThat(check(forged).findings().damages()).isNotEmpty();
        assertThat(new ChainCheck(forged, null, null, (_, _) -> {}).check().findings().damages())
                .isEmpty(); // Without the key it is not known who made it.
    }

    @Test
    void whatRetentionTookIsNotMissedAndWhatSomebodyElseTookIs() throws IOException {
        try (JournalFile file = JournalFile.open(folder, "n1", FULL, Folders.KEY)) {
            file.retire(
                    Files.size(segment(2)) + Files.size(segment(3)),
                    Duration.ofDays(1),
                    Instant.now());
        }
        assertThat(segment(1)).doesNotExist();
        assertThat(chain(1)).doesNotExist();
        assertThat(damages()).isEmpty();
        assertThat(check(folder).retired()).isEqualTo(1);
        Files.delete(segment(2));
        Files.delete(chain(2));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.REMOVED);
    }

    @Test
    void aJournalOfBeforeThereWasAChainIsNeitherWholeNorDamaged() throws IOException {
        for (int number = 1; number <= SEGMENTS; number++) {
            Files.delete(chain(number));
        }
        assertThat(check(folder).chained()).isFalse();
        long before = Files.size(segment(SEGMENTS));
        write(folder, 50, 60);
        ChainCheck.Report report = check(folder);
        assertThat(report.chained()).isTrue();
        assertThat(report.findings().damages()).isEmpty();
        assertThat(report.findings().notes())
                .anyMatch(note -> note.contains("2 segments"))
                .anyMatch(note -> note.contains("0000000003.jsonl: up to byte " + before));
        Files.writeString(segment(4), Folders.text(segment(4)).replace("NOOP 52", "NOOP 53"));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.CHANGED);
    }

    /** What it had covered would else be taken as it is now. */
    @Test
    void aChainThatSomebodyTookAwayIsMissed() throws IOException {
        Files.delete(chain(SEGMENTS));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.INSERTED);
        write(folder, 50, 51);
        assertThat(check(folder).findings().damages()).isNotEmpty();
    }

    @Test
    void aSegmentThatIsGoneAtAStartIsRemembered() throws IOException {
        Files.delete(segment(SEGMENTS));
        write(folder, 50, 60);
        assertThat(damages()).extracting(Damage::kind).contains(Kind.REMOVED);
        assertThat(Folders.numbersIn(folder)).contains(50, 60);
    }

    /** The promise: cut anywhere, nothing before is lost, it goes on, and the cut is on record. */
    @Test
    void cutAtAnyByteOfItsEndItGoesOnAndOnlyTheCutIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(segment(SEGMENTS));
        for (int cut = 0; cut <= whole.length; cut++) {
            Path copy = disk.resolve("cut-" + cut);
            copy(copy);
            byte[] left = Arrays.copyOf(whole, cut);
            Files.write(Folders.segment(copy, SEGMENTS), left);
            int kept = (int) new String(left, UTF_8).chars().filter(c -> c == '\n').count();
            write(copy, 90, 97);

            List<Integer> expected = new ArrayList<>();
            for (int i = 1; i <= (SEGMENTS - 1) * LINES_A_SEGMENT + kept; i++) {
                expected.add(i);
            }
            for (int i = 90; i <= 97; i++) {
                expected.add(i);
            }
            assertThat(Folders.numbersIn(copy)).as("cut at %d", cut).isEqualTo(expected);
            ChainCheck.Report report = check(copy);
            if (cut == whole.length) {
                assertThat(report.findings().damages()).isEmpty();
            } else {
                long end = new String(left, UTF_8).lastIndexOf('\n') + 1L;
                assertThat(report.findings().damages())
                        .as("cut at %d", cut)
                        .singleElement()
                        .satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.CUT))
                        .satisfies(one -> assertThat(one.file()).isEqualTo(name(SEGMENTS)))
                        .satisfies(one -> assertThat(one.offset()).isEqualTo(end));
            }
        }
    }

    /** A kill leaves lines that no link covers yet, and half of one. */
    @Test
    void whatAKillLeavesIsNoDamage() throws IOException {
        Path killed = disk.resolve("killed");
        JournalFile file = JournalFile.open(killed, "n1", FULL * 2, Folders.KEY);
        Folders.commit(file, 1, 8); // And never closed.
        assertThat(check(killed).findings().damages()).isEmpty();
        assertThat(check(killed).unlinkedBytes()).isPositive();
        Path copy = disk.resolve("killed-copy");
        copy(killed, copy);
        byte[] half = Arrays.copyOf(Folders.line(9), 50);
        Files.write(Folders.segment(copy, 1), half, StandardOpenOption.APPEND);
        write(copy, 9, 12);
        assertThat(check(copy).findings().damages()).isEmpty();
        assertThat(check(copy).findings().notes())
                .anyMatch(note -> note.contains("linked at a start"));
        assertThat(check(copy).lines()).isEqualTo(12);
        file.close();
    }

    /** Every byte of a pair of files and every seventh of the others, a bit of it by chance. */
    @Test
    void everyFlippedBitIsFound() throws IOException {
        var chance = new Random(7);
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= SEGMENTS; number++) {
            files.add(segment(number));
            files.add(chain(number));
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            boolean newest = file.equals(chain(SEGMENTS));
            boolean all = file.equals(segment(2)) || file.equals(chain(2));
            for (int i = all ? 0 : (bytes.length - 1) % 7; i < bytes.length; i += all ? 1 : 7) {
                byte before = bytes[i];
                bytes[i] ^= (byte) (1 << chance.nextInt(8));
                Files.write(file, bytes);
                Findings found = check(folder).findings();
                boolean lastEnd = newest && i == bytes.length - 1; // As if a kill had cut it.
                assertThat(lastEnd ? found.notes() : found.damages())
                        .as("byte %d of %s", i, file.getFileName())
                        .isNotEmpty();
                bytes[i] = before;
            }
            Files.write(file, bytes);
        }
        assertThat(damages()).isEmpty();
    }

    @Test
    void theLineOfAFlippedBitIsTold() throws IOException {
        byte[] bytes = Files.readAllBytes(segment(2));
        int line = Folders.line(6).length;
        for (int i = 0; i < bytes.length; i += 3) {
            if (bytes[i] != '\n') {
                bytes[i] ^= 0x40;
                Files.write(segment(2), bytes);
                List<Damage> damages = damages();
                assertThat(damages).as("byte %d", i).hasSize(1);
                assertThat(damages.getFirst().offset())
                        .isLessThanOrEqualTo(i)
                        .isGreaterThan(i - line - 5L);
                bytes[i] ^= 0x40;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noNoiseMakesTheCheckFail(long seed) throws IOException {
        var chance = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Path noisy = disk.resolve("noise-" + round);
            copy(noisy);
            for (int i = chance.nextInt(4); i >= 0; i--) {
                spoil(noisy, chance);
            }
            assertThat(check(noisy).head()).isNotNull();
        }
    }

    private static void spoil(Path folder, Random chance) throws IOException {
        int number = 1 + chance.nextInt(SEGMENTS);
        Path file =
                folder.resolve(
                        "%010d%s".formatted(number, chance.nextBoolean() ? ".jsonl" : ".chain"));
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        switch (chance.nextInt(4)) {
            case 0 -> Files.deleteIfExists(file);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, chance.nextInt(bytes.length + 300)));
            case 2 -> {
                chance.nextBytes(bytes);
                Files.write(file, bytes);
            }
            default -> {
                if (bytes.length > 0) {
                    bytes[chance.nextInt(bytes.length)] =
                            (byte) (chance.nextBoolean() ? '\n' : ' ');
                    bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
                }
                Files.write(file, bytes);
            }
        }
    }

    /** Numbers in the records that nobody would write. */
    @Test
    void recordsThatMakeNoSenseAreDamageAndNoFault() throws IOException {
        String zeros = "0".repeat(64);
        for (String record :
                List.of(
                        "link 999999999999999999 " + zeros + " ",
                        "link 5 " + zeros + " 00",
                        "lost 0 0 0",
                        "lost 999 5 3",
                        "adopted 999999999999999999",
                        "unsure 0",
                        "end 99",
                        "torn 1 2",
                        "retired 999999999999999999",
                        "gone 999999999999999999",
                        "begin 3 " + zeros,
                        "")) {
            Path spoilt = disk.resolve("record-" + record.hashCode());
            copy(spoilt);
            Path file = spoilt.resolve("0000000002.chain");
            Files.writeString(file, record + " " + zeros + "\n", StandardOpenOption.APPEND);
            assertThat(check(spoilt).findings().damages()).as(record).isNotEmpty();
        }
    }

    @Test
    void aFolderWithoutAJournalIsSaidToBeOne() {
        assertThatThrownBy(() -> check(disk.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDiskThatIsFullForTheChainDoesNotKeepTheJournalFromGoingOn() throws IOException {
        var faulty = new FaultyDisk(temp.resolve("full"));
        try (JournalFile file = JournalFile.open(faulty.folder(), "n1", 1 << 20, Folders.KEY)) {
            Folders.commit(file, 1, 3);
            faulty.failFsync(true);
            file.add(Folders.line(4));
            assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
            file.rollBack();
            faulty.failFsync(false);
            Folders.commit(file, 4, 5);
        }
        assertThat(check(faulty.folder()).findings().damages()).isEmpty();
        assertThat(Folders.numbersIn(faulty.folder())).containsExactly(1, 2, 3, 4, 5);
    }

    private void copy(Path to) throws IOException {
        copy(folder, to);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }
}
