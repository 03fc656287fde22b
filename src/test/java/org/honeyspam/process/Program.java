package org.honeyspam.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to be run to its end, or to the end of patience: then it is killed. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"));

    private final List<String> command;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder = Path.of(".");
    private byte[] input = {};
    private Duration patience = PATIENCE;

    /** How it ended, and what it said. */
    public record Finished(int exitCode, String out, String err) {}

    private Program(List<String> command) {
        this.command = List.copyOf(command);
    }

    public static Program of(List<String> command) {
        return new Program(command);
    }

    /** One of Debian's; without it the test is skipped and says which package it lacks. */
    public static Program ofDebian(String name, String debianPackage) {
        return of(List.of(path(name, debianPackage).toString()));
    }

    /** Where the program is; without it the test is skipped and says which package it lacks. */
    public static Path path(String name, String debianPackage) {
        for (Path folder : FOLDERS) {
            if (Files.isExecutable(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return abort("no %s here: apt-get install %s".formatted(name, debianPackage));
    }

    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Program in(Path workingFolder) {
        this.folder = workingFolder;
        return this;
    }

    public Program reading(byte[] bytes) {
        this.input = bytes.clone();
        return this;
    }

    public Program within(Duration limit) {
        this.patience = limit;
        return this;
    }

    /** Runs it; what it returns is the caller's to judge. */
    public Finished run(String... arguments) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory("honeyspam-program");
        Path in = files.resolve("in");
        Path out = files.resolve("out");
        Path err = files.resolve("err");
        Files.write(in, input);
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            String said = read(out);
            String complained = read(err);
            if (!ended) {
                throw new AssertionError(
                        "%s did not end within %s; it said: %s%s"
                                .formatted(words, patience, said, complained));
            }
            return new Finished(process.exitValue(), said, complained);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            for (Path file : List.of(in, out, err, files)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Runs it and takes nothing but success. */
    public Finished succeed(String... arguments) throws IOException, InterruptedException {
        Finished finished = run(arguments);
        if (finished.exitCode() != 0) {
            throw new AssertionError(
                    "%s %s ended with %d: %s%s"
                            .formatted(
                                    command,
                                    List.of(arguments),
                                    finished.exitCode(),
                                    finished.out(),
                                    finished.err()));
        }
        return finished;
    }

    /** Bytes that are no UTF-8 are shown as such: a program may say anything. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
