package org.honeyspam.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Draws input from words of a trade, and spoils it. The same seed draws the same. */
public final class Noise {
    private static final Path DIALOGUES = Path.of("src/test/resources/dialogues");

    /** Bytes that mean something to one parser or another, and the ends of their ranges. */
    private static final String SPECIAL =
            "\r\n\0\t :;,.@<>()[]\"'\\/%=+-*&#?!|{}0019aZ\u007f\u0080\u0085\u00a0\u00df\u00ff";

    /** Lengths around which limits lie, in the settings that the tests use. */
    private static final int[] LENGTHS = {1, 2, 7, 64, 196, 200, 255, 256, 320, 400, 998, 2_000};

    private static final String[] ENDS = {
        "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "", "\r\n\r\n"
    };
    private static final int PHRASES_MAX = 24;
    private static final int CHANGES_MAX = 6;

    private final SplittableRandom dice;
    private final List<String> phrases;

    public Noise(long seed, List<String> phrases) {
        this.dice = new SplittableRandom(seed);
        this.phrases = phrases;
    }

    /** The words, and all that clients say in the transcripts of that trade. */
    static List<String> phrases(String trade, List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (!Files.isDirectory(DIALOGUES)) {
            return all;
        }
        try (Stream<Path> files = Files.walk(DIALOGUES)) {
            String form = "glob:" + DIALOGUES + "/" + trade + "*/**.txt";
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher(form);
            for (Path file : files.filter(matcher::matches).sorted().toList()) {
                Files.readString(file, ISO_8859_1)
                        .lines()
                        .filter(line -> line.startsWith("C: ") || line.startsWith("C> "))
                        .forEach(line -> all.add(line.substring(3)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    SplittableRandom dice() {
        return dice;
    }

    /** A stretch of input: phrases with their ends, most of them whole. */
    byte[] stretch() {
        var text = new StringBuilder();
        for (int i = dice.nextInt(1, PHRASES_MAX + 1); i > 0; i--) {
            text.append(pick(phrases)).append(ENDS[dice.nextInt(ENDS.length)]);
        }
        return dice.nextInt(3) == 0
                ? text.toString().getBytes(ISO_8859_1)
                : spoilt(text.toString()).getBytes(ISO_8859_1);
    }

    /** One phrase, or a few run together, spoilt; never with a line feed. */
    public String line() {
        var text = new StringBuilder(pick(phrases));
        while (dice.nextInt(3) == 0) {
            text.append(pick(phrases));
        }
        return spoilt(text.toString()).replace("\n", "");
    }

    /** Text and bytes of any kind, for what reads more than a line. */
    public byte[] bytes() {
        return stretch();
    }

    /** Cuts anywhere: pieces of one byte, of a few, of many. */
    List<byte[]> pieces(byte[] whole) {
        int longest = new int[] {1, 3, 40, 1_000}[dice.nextInt(4)];
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < whole.length; ) {
            int end = Math.min(whole.length, at + dice.nextInt(1, longest + 1));
            pieces.add(java.util.Arrays.copyOfRange(whole, at, end));
            at = end;
        }
        return pieces;
    }

    private String spoilt(String text) {
        var spoilt = new StringBuilder(text);
        for (int i = dice.nextInt(CHANGES_MAX + 1); i > 0; i--) {
            change(spoilt);
        }
        return spoilt.toString();
    }

    private void change(StringBuilder text) {
        int at = dice.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + dice.nextInt(1, 12));
        switch (dice.nextInt(8)) {
            case 0 -> text.insert(at, special());
            case 1 -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(special()));
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(at, text.substring(at, end));
            case 4 -> text.insert(at, String.valueOf(special()).repeat(length()));
            case 5 -> fill(text, at);
            case 6 -> text.insert(at, pick(phrases));
            default -> text.insert(at, (char) dice.nextInt(256));
        }
    }

    /** Makes the line that is there as long as one of the limits, or nearly so. */
    private void fill(StringBuilder text, int at) {
        int from = text.lastIndexOf("\n", at - 1) + 1;
        int end = text.indexOf("\r", from);
        int missing = length() - ((end < 0 ? text.length() : end) - from);
        if (missing > 0) {
            text.insert(at, "x".repeat(missing));
        }
    }

    /** Around one of the limits, so that one too few and one too many are both drawn. */
    private int length() {
        return Math.max(1, LENGTHS[dice.nextInt(LENGTHS.length)] + dice.nextInt(-3, 4));
    }

    private char special() {
        return SPECIAL.charAt(dice.nextInt(SPECIAL.length()));
    }

    private <T> T pick(List<T> list) {
        return list.get(dice.nextInt(list.size()));
    }
}
