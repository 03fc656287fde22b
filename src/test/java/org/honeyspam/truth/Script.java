package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One session of a client, which sends the same whatever it hears.
 *
 * @param timed whether the time that an answer takes is compared as well
 */
record Script(String name, boolean timed, List<Send> sends) {
    private static final Pattern LINE = Pattern.compile("(?:(\\d+)x )?([CRB])(\\d*)([:>]) ?(.*)");
    private static final Pattern REPEATED = Pattern.compile("\\$\\{(.+?)\\*(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

    /** All sessions of the files in a folder, in the order of their names. */
    static List<Script> in(Path folder) throws IOException {
        List<Script> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Script::isScript).sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replace(".txt", "");
                all.addAll(read(name, Files.readAllLines(file)));
            }
        }
        return all;
    }

    private static boolean isScript(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".txt") && !name.endsWith("-differences.txt");
    }

    /**
     * {@code == name} begins a session, {@code == name (timed)} one whose pace matters. {@code C:}
     * is a line, {@code R:} bytes as they stand, {@code B:} bytes that are sent only if a text was
     * asked for. {@code >} for the colon sends it together with the next; a number before it is how
     * many replies there are, if not one; {@code 3x } in front does it three times.
     */
    static List<Script> read(String file, List<String> lines) {
        List<Script> scripts = new ArrayList<>();
        var group = new StringBuilder();
        int replies = 0;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("== ")) {
                String name = line.substring(3).replace(" (timed)", "");
                boolean timed = line.endsWith(" (timed)");
                scripts.add(new Script(file + ": " + name, timed, new ArrayList<>()));
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(file + " has no such line: " + line);
            }
            int times = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
            int count = parts.group(3).isEmpty() ? 1 : Integer.parseInt(parts.group(3));
            String kind = parts.group(2);
            for (int i = 0; i < times; i++) {
                group.append(bytes(parts.group(5))).append(kind.equals("C") ? "\r\n" : "");
                replies += count;
                if (parts.group(4).equals(":")) {
                    var send = new Send(group.toString(), replies, kind.equals("B"));
                    scripts.getLast().sends().add(send);
                    group.setLength(0);
                    replies = 0;
                }
            }
        }
        return scripts;
    }

    private static String bytes(String written) {
        String whole =
                REPEATED.matcher(written)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                found.group(1)
                                                        .repeat(Integer.parseInt(found.group(2)))));
        return ESCAPE.matcher(whole)
                .replaceAll(found -> Matcher.quoteReplacement(unescaped(found.group(1))));
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' ->
                    escape.length() == 3
                            ? String.valueOf((char) Integer.parseInt(escape.substring(1), 16))
                            : "x";
            default -> escape;
        };
    }
}
