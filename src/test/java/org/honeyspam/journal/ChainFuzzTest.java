package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.honeyspam.journal.Damage.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cut, any bit, and noise: it is found, the journal goes on, and nothing fails. */
final class ChainFuzzTest extends ChainedJournal {
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
}
