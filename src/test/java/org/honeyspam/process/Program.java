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
import java.util.function.BooleanSupplier;

/** A program to be run to its end, or to the end of patience: then it is killed. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"));

    private final List<String> command;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder = Path.of(".");
    private byte[] input = {};
    private Duration patience = PATIENCE;
    private BooleanSupplier enough = () -> false;

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

    private Program with(Map<String, String> variables) {
        environment.putAll(variables);
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

    /** It is interrupted when this says so, as by somebody at a keyboard, but alone. */
    public Program until(BooleanSupplier enoughOfIt) {
        List<String> words = new ArrayList<>(command);
        words.addFirst("setsid"); // Some pass the signal on to all of their group.
        Program alone = of(words).with(environment).in(folder).within(patience).reading(input);
        alone.enough = enoughOfIt;
        return alone;
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
            boolean ended = awaitEnd(process);
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

    private boolean awaitEnd(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS) && !enough.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        if (process.isAlive()) {
            // Not all heed the first: a shell may have told them to ignore it.
            for (String signal : List.of("INT", "TERM")) {
                new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
                if (process.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        }
        return !process.isAlive();
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
