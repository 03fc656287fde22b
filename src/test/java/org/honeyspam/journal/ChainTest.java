package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.Damage.Kind;
import org.junit.jupiter.api.Test;

/** What was done to a journal is found, and told with its place; what was not is not. */
final class ChainTest extends ChainedJournal {
    @Test
    void aJournalThatNobodyTouchedIsWhole() throws IOException {
        ChainCheck.Report report = check(folder);
        assertThat(report.chained()).isTrue();
        assertThat(report.findings().damages()).isEmpty();
        assertThat(report.findings().notes()).isEmpty();
        assertThat(report.findings().isPartial()).isFalse();
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
        ChainCheck.Report report = check(forged);
        assertThat(report.keyFits()).isFalse();
        assertThat(report.findings().damages()).hasSize(1); // And not one for each record.
        assertThat(report.findings().damages().getFirst().told())
                .startsWith("0000000001.chain")
                .contains("either it is not the node's, or somebody");
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
        assertThat(report.findings().isPartial()).isTrue();
        assertThat(report.findings().notes())
                .anyMatch(note -> note.contains("2 segments"))
                .anyMatch(
                        note ->
                                note.contains(
                                        "0000000003.jsonl: nothing is proved up to byte "
                                                + before));
        Files.writeString(segment(4), Folders.text(segment(4)).replace("NOOP 52", "NOOP 53"));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.CHANGED);
    }

    @Test
    void ofARecordThatWasForgedTheOthersStillShowThatTheKeyFits() throws IOException {
        String whole = Files.readString(chain(2));
        Files.writeString(chain(2), whole.replace("end " + FULL, "end " + (FULL - 1)));
        assertThat(check(folder).keyFits()).isTrue();
        assertThat(damages())
                .extracting(Damage::text)
                .containsExactly("the record is not one that the node made");
    }

    @Test
    void aLostChainFileIsToldAndHowOneKnowsOfIt() throws IOException {
        for (int lost = 1; lost <= SEGMENTS; lost++) {
            byte[] bytes = Files.readAllBytes(chain(lost));
            Files.delete(chain(lost));
            isOne(Kind.REMOVED, chain(lost).getFileName().toString(), 0, 0);
            assertThat(damages().getFirst().text())
                    .startsWith("the chain file is missing: ")
                    .contains(lost < SEGMENTS ? "the next segment" : "the segment before has ended")
                    .contains("Nothing of the segment is proved");
            Files.write(chain(lost), bytes);
        }
        assertThat(damages()).isEmpty();
    }

    /** What it had covered would else be taken as it is now. */
    @Test
    void aChainThatSomebodyTookAwayIsMissed() throws IOException {
        Files.delete(chain(SEGMENTS));
        assertThat(damages()).extracting(Damage::kind).containsExactly(Kind.REMOVED);
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

    private void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    /** A start looks at what is there, and the node goes on in the same segment. */
    @Test
    void afterAFailedFsyncAndARestartNothingIsUnsureAnyMore() throws IOException {
        Path hurt = temp.resolve("hurt");
        var faulty = new FaultyDisk(hurt);
        try (JournalFile file = JournalFile.open(faulty.folder(), "n1", FULL, Folders.KEY)) {
            Folders.commit(file, 1, 2);
            failFsync(faulty, file);
        }
        long sure = Files.size(Folders.segment(hurt, 1));
        append(Folders.segment(hurt, 1), "anything");
        assertThat(check(hurt).findings().damages()).isEmpty();
        assertThat(check(hurt).findings().notes())
                .containsExactly(
                        name(1)
                                + ": a write failed at byte "
                                + sure
                                + ", and 8 bytes behind it may be anything");
        write(hurt, 3, 5);
        assertThat(check(hurt).findings().damages()).isEmpty();
        append(Folders.segment(hurt, 1), Folders.text(Folders.segment(hurt, 2)));
        assertThat(check(hurt).findings().damages())
                .extracting(Damage::kind)
                .containsExactly(Kind.INSERTED);
    }

    private static void failFsync(FaultyDisk faulty, JournalFile file) {
        faulty.failFsync(true);
        file.add(Folders.line(99));
        assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
        file.rollBack();
        faulty.failFsync(false);
    }

    /** A record of retention waits for room on the disk, and then the end of a segment. */
    @Test
    void aSegmentThatWasFullWhileTheDiskWasFullIsClosedAllTheSame() throws IOException {
        Path full = temp.resolve("full");
        var faulty = new FaultyDisk(full);
        try (JournalFile file = JournalFile.open(faulty.folder(), "n1", FULL, Folders.KEY)) {
            Folders.commit(file, 1, 2 * LINES_A_SEGMENT);
            faulty.leave(0);
            file.retire(1, Duration.ofDays(1), Instant.now());
            for (int i = 0; i < 2; i++) {
                file.add(Folders.line(99));
                assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
                file.rollBack();
            }
            faulty.leave(Long.MAX_VALUE);
            Folders.commit(file, 9, 9);
        }
        assertThat(check(full).findings().damages()).isEmpty();
        assertThat(check(full).lines()).isEqualTo(LINES_A_SEGMENT + 1);
        append(Folders.segment(full, 2), Folders.text(Folders.segment(full, 3)));
        assertThat(check(full).findings().damages())
                .extracting(Damage::kind)
                .containsExactly(Kind.INSERTED);
    }

    /** What is linked late is linked up to where the write failed, and not behind it. */
    @Test
    void whatIsBehindAFailedWriteStaysUnsureIfItsLinkHadToWait() throws IOException {
        Path full = temp.resolve("full");
        var faulty = new FaultyDisk(full);
        try (JournalFile file = JournalFile.open(faulty.folder(), "n1", FULL, Folders.KEY)) {
            Folders.commit(file, 1, LINES_A_SEGMENT + 2);
            faulty.leave(0);
            file.retire(1, Duration.ofDays(1), Instant.now());
            faulty.leave(Folders.line(99).length);
            failFsync(faulty, file);
            faulty.leave(Long.MAX_VALUE);
            Folders.commit(file, 7, 7);
        }
        append(Folders.segment(full, 2), "anything");
        assertThat(check(full).findings().damages()).isEmpty();
        assertThat(check(full).findings().notes())
                .anyMatch(note -> note.contains("8 bytes behind it may be anything"));
        assertThat(check(full).lines()).isEqualTo(3);
    }
}
