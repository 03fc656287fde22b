package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One session of a client, which sends the same whatever it hears.
 *
 * @param timed whether the time that an answer takes is compared as well
 * @param early whether it does not wait for the greeting, which is then a reply to what it sends
 */
record Script(String name, boolean timed, boolean early, List<Send> sends) {

    /** All sessions of the files in a folder, in the order of their names. */
    static List<Script> in(Path folder) throws IOException {
        return in(folder, line -> line);
    }

    /**
     * As {@link #in(Path)}.
     *
     * @param filled puts what is known only now into a line
     */
    static List<Script> in(Path folder, UnaryOperator<String> filled) throws IOException {
        List<Script> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Script::isScript).sorted().toList()) {
                    String name = String.valueOf(file.getFileName()).replace(".txt", "");
                    List<String> lines = Files.readAllLines(file);
                    all.addAll(ScriptFile.read(name, lines.stream().map(filled).toList()));
                }
            }
        }
        return all;
    }

    private static boolean isScript(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".txt") && !name.endsWith("-differences.txt");
    }
}
