package org.honeyspam.journal;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of a chain file, without its mark. Offsets are bytes of the segment beside it. */
sealed interface ChainRecord {
    /** What stands for the mark before the first. */
    String NONE = "0".repeat(64);

    /** Digits of a line's tag. */
    int TAG_DIGITS = 8;

    Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    Pattern TAGS = Pattern.compile("(?:[0-9a-f]{8})*");
    Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** The first of each file: the last mark of the file before it, or {@link #NONE}. */
    record Begin(long number, String before) implements ChainRecord {
        @Override
        public String text() {
            return "begin %d %s".formatted(number, before);
        }
    }

    /**
     * What lies between the last link and that byte.
     *
     * @param tags a CRC-32C for each line, to tell which one is not what it was
     * @param found whether it was there at a start, and not linked yet when the node ended
     */
    record Link(long to, String sha256, String tags, boolean found) implements ChainRecord {
        @Override
        public String text() {
            return "%s %d %s %s".formatted(found ? "found" : "link", to, sha256, tags);
        }

        int lines() {
            return tags.length() / TAG_DIGITS;
        }
    }

    /** What lies up to there was written when there was no chain. */
    record Adopted(long to) implements ChainRecord {
        @Override
        public String text() {
            return "adopted " + to;
        }
    }

    /** It is full, and ends there. */
    record End(long to) implements ChainRecord {
        @Override
        public String text() {
            return "end " + to;
        }
    }

    /** A write failed: what is behind that byte is anybody's guess. */
    record Unsure(long to) implements ChainRecord {
        @Override
        public String text() {
            return "unsure " + to;
        }
    }

    /** At a start, so much behind that byte was no whole line and put aside. */
    record Torn(long to, long bytes) implements ChainRecord {
        @Override
        public String text() {
            return "torn %d %d".formatted(to, bytes);
        }
    }

    /**
     * At a start it ended there, and links had reached further.
     *
     * @param from behind the last link that still holds
     */
    record Lost(long from, long to, long linked) implements ChainRecord {
        @Override
        public String text() {
            return "lost %d %d %d".formatted(from, to, linked);
        }
    }

    /** What is kept begins behind that segment. */
    record Retired(long number) implements ChainRecord {
        @Override
        public String text() {
            return "retired " + number;
        }
    }

    /** At a start that segment had links and was not there. */
    record Gone(long number) implements ChainRecord {
        @Override
        public String text() {
            return "gone " + number;
        }
    }

    /** As it stands in the file. */
    String text();

    /** The record of a text; null if it is none. */
    static @Nullable ChainRecord parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String verb = words.getFirst();
        boolean links = verb.equals("link") || verb.equals("found");
        if (links) {
            return words.size() == 4
                            && isNumber(words.get(1))
                            && DIGEST.matcher(words.get(2)).matches()
                            && TAGS.matcher(words.get(3)).matches()
                    ? new Link(at(words, 1), words.get(2), words.get(3), verb.equals("found"))
                    : null;
        }
        if (verb.equals("begin")) {
            return words.size() == 3
                            && isNumber(words.get(1))
                            && DIGEST.matcher(words.get(2)).matches()
                    ? new Begin(at(words, 1), words.get(2))
                    : null;
        }
        return words.stream().skip(1).allMatch(ChainRecord::isNumber) ? ofNumbers(words) : null;
    }

    private static @Nullable ChainRecord ofNumbers(List<String> words) {
        return switch (words.getFirst() + " " + (words.size() - 1)) {
            case "adopted 1" -> new Adopted(at(words, 1));
            case "end 1" -> new End(at(words, 1));
            case "unsure 1" -> new Unsure(at(words, 1));
            case "torn 2" -> new Torn(at(words, 1), at(words, 2));
            case "lost 3" -> new Lost(at(words, 1), at(words, 2), at(words, 3));
            case "retired 1" -> new Retired(at(words, 1));
            case "gone 1" -> new Gone(at(words, 1));
            default -> null;
        };
    }

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    private static long at(List<String> words, int index) {
        return Long.parseLong(words.get(index));
    }
}
