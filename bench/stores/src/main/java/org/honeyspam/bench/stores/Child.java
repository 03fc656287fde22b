package org.honeyspam.bench.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link Step} in a fresh JVM. */
final class Child implements AutoCloseable {
    static final String HEAP = "-Xmx512m";

    private final Process process;
    private final BufferedReader lines;
    private final Map<String, String> said = new LinkedHashMap<>();

    Child(String step, Store store, Path folder, Object... rest) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Step.class.getName(),
                                step,
                                store.name(),
                                folder.toString()));
        for (Object argument : rest) {
            command.add(argument.toString());
        }
        process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        lines = process.inputReader();
    }

    static Map<String, String> run(String step, Store store, Path folder, Object... rest)
            throws Exception {
        try (Child child = new Child(step, store, folder, rest)) {
            return child.end();
        }
    }

    void await(String name) throws IOException {
        String line;
        while (!said.containsKey(name) && (line = lines.readLine()) != null) {
            keep(line);
        }
        if (!said.containsKey(name)) {
            throw new IOException("the process ended before it said " + name);
        }
    }

    /** Tells it by a byte that it may end, and waits until it has. */
    Map<String, String> end() throws Exception {
        try (var input = process.getOutputStream()) {
            input.write('\n');
        } catch (IOException e) {
            // It does not listen: most steps end by themselves.
        }
        keepRest();
        if (process.waitFor() != 0) {
            throw new IOException("a step failed, its output is above");
        }
        return said;
    }

    /** SIGKILL; returns what it had said until then. */
    Map<String, String> kill() throws Exception {
        // By its handle, since Process.destroyForcibly would close the stream that is still to be
        // read.
        process.toHandle().destroyForcibly();
        keepRest();
        process.waitFor();
        return said;
    }

    private void keepRest() throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            keep(line);
        }
    }

    private void keep(String line) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
            said.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
