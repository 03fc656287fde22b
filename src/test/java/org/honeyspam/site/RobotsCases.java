package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Files of published cases: a robots.txt, and who may fetch what; {@code google.txt} has how. */
final class RobotsCases {
    private static final Path FOLDER = Path.of("src/test/resources/org/honeyspam/site/robots");

    private RobotsCases() {}

    /** A file, and all that is said of it. */
    @SuppressWarnings("ArrayRecordComponent") // Asked, never compared.
    record Case(String name, byte[] file, List<Question> questions) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Whether a crawler may fetch a path.
     *
     * @param byRfc what RFC 9309 says
     * @param byGoogle what Google's parser does
     */
    record Question(String agent, String path, boolean byRfc, boolean byGoogle) {}

    static List<Case> in(String name) throws IOException {
        List<Case> cases = new ArrayList<>();
        var file = new ByteArrayOutputStream();
        List<Question> questions = new ArrayList<>();
        String title = "";
        for (String line : Files.readAllLines(FOLDER.resolve(name), UTF_8)) {
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '=' -> {
                    if (!title.isEmpty()) {
                        cases.add(new Case(title, file.toByteArray(), List.copyOf(questions)));
                    }
                    title = line.substring(2);
                    file.reset();
                    questions.clear();
                }
                case '|' -> file.writeBytes(bytes(line.length() > 1 ? line.substring(2) : ""));
                case '+', '-', '~', '!' -> questions.add(question(line));
                case '#' -> {}
                default -> throw new AssertionError("not of a case: " + line);
            }
        }
        cases.add(new Case(title, file.toByteArray(), List.copyOf(questions)));
        return cases;
    }

    private static Question question(String line) {
        String[] words = line.split(" ", -1);
        char mark = line.charAt(0);
        return new Question(
                words[1], words[2], mark == '+' || mark == '!', "+~".indexOf(mark) >= 0);
    }

    private static byte[] bytes(String line) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                bytes.writeBytes(String.valueOf(c).getBytes(ISO_8859_1));
                continue;
            }
            char what = line.charAt(++i);
            switch (what) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(HexFormat.fromHexDigits(line, i + 1, i + 3));
                    i += 2;
                }
                default -> bytes.write(what);
            }
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
