package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a configuration file, reading it throws nothing and every mistake has a place. */
final class ConfigurationFuzzTest {
    private static final int ROUNDS = 400;
    private static final String MARKS = "[]{}=\"'#.,\\-+_0123456789TZe:*@/%\n\r\t \u0000";
    private static final List<String> PIECES =
            List.of(
                    "\"\"\"",
                    "'''",
                    "[[",
                    "]]",
                    "\\u0000",
                    "\\ud800",
                    "\\U00110000",
                    "\r\n",
                    "1e999",
                    "nan",
                    "-inf",
                    "0x",
                    "99999999999999999999",
                    "1979-13-45",
                    "25:00:00",
                    "{}",
                    "[]",
                    "a.b.c = 1",
                    "[listener]",
                    "[[node]]",
                    "[bait.style]",
                    "\"\" = 1",
                    "\u00e4",
                    "\ud83d\ude00",
                    "\ufeff",
                    "= =",
                    "true",
                    "[[site.x]]",
                    "\"999999999999GiB\"",
                    "\"999999999999d\"",
                    "\"a\\u0000b\"",
                    "[\"a\\u0000b\"]",
                    "-9223372036854775808");

    @TempDir private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void mutatedBytesAreToldWithAPlaceInTheFile(long seed) throws IOException {
        byte[] good = TestFile.template().getBytes(UTF_8);
        var dice = new SplittableRandom(seed);
        int bad = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good;
            for (int changes = 1 + dice.nextInt(4); changes > 0; changes--) {
                bytes = mutated(bytes, dice);
            }
            Path file = folder.resolve("honeyspam.toml");
            Files.write(file, bytes);
            Checked checked = ConfigurationFile.read(file);
            check(
                    checked,
                    new String(bytes, ISO_8859_1),
                    "seed %d round %d".formatted(seed, round));
            bad += checked.mistakes().isEmpty() ? 0 : 1;
        }
        assertThat(bad).isGreaterThan(ROUNDS / 4);
    }

    private static void check(Checked checked, String text, String which) {
        assertThat(checked.configuration() == null)
                .as(which)
                .isNotEqualTo(checked.mistakes().isEmpty());
        String[] lines = text.split("\n", -1);
        for (Mistake mistake : checked.mistakes()) {
            String told = which + ": " + mistake;
            assertThat(mistake.line()).as(told).isBetween(1, lines.length);
            // The place behind the last character is where something is missing.
            int columns = lines[mistake.line() - 1].length() + 1;
            assertThat(mistake.column()).as(told).isBetween(1, columns);
            assertThat(mistake.what()).as(told).isNotBlank().doesNotContain("\n");
            assertThat(mistake.right()).as(told).isNotBlank();
        }
        assertThat(checked.mistakes()).as(which).isSorted();
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom dice) {
        int at = dice.nextInt(bytes.length);
        int length = Math.min(dice.nextInt(1, 40), bytes.length - at);
        byte[] cut = Arrays.copyOfRange(bytes, at, at + length);
        return switch (dice.nextInt(7)) {
            case 0 -> replaced(bytes, at, 1, new byte[] {(byte) dice.nextInt()});
            case 1 -> replaced(bytes, at, 1, new byte[] {mark(dice)});
            case 2 -> replaced(bytes, at, 0, new byte[] {mark(dice)});
            case 3 -> replaced(bytes, at, length, new byte[0]);
            case 4 -> replaced(bytes, dice.nextInt(bytes.length), 0, cut);
            case 5 -> replaced(bytes, at, 0, piece(dice));
            default -> value(bytes, dice);
        };
    }

    /** Puts something else behind one of the equals signs. */
    private static byte[] value(byte[] bytes, SplittableRandom dice) {
        String text = new String(bytes, ISO_8859_1);
        int equals = text.indexOf(" = ", dice.nextInt(bytes.length));
        int end = text.indexOf('\n', equals);
        return equals < 0 || end < 0
                ? bytes
                : replaced(bytes, equals + 3, end - equals - 3, piece(dice));
    }

    private static byte mark(SplittableRandom dice) {
        return (byte) MARKS.charAt(dice.nextInt(MARKS.length()));
    }

    private static byte[] piece(SplittableRandom dice) {
        return PIECES.get(dice.nextInt(PIECES.size())).getBytes(UTF_8);
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        byte[] all = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, all, 0, at);
        System.arraycopy(by, 0, all, at, by.length);
        int rest = bytes.length - at - length;
        System.arraycopy(bytes, at + length, all, at + by.length, rest);
        return all;
    }
}
