package org.honeyspam.process;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Debian in a folder, with nothing but systemd, from the machine's own sources of packages;
 * booted in namespaces of its own, whose network is a loopback.
 */
public final class CleanDebian {
    private static final String SUITE = "bookworm";
    private static final Path SOURCES = Path.of("/etc/apt");
    private static final Duration MAKE_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long END_SECONDS = 30;

    private final Path root;
    private final Process nspawn;
    private final long init;

    private CleanDebian(Path root, Process nspawn, long init) {
        this.root = root;
        this.nspawn = nspawn;
        this.init = init;
    }

    /** Makes one in the folder and boots it; where that cannot be, the test says so. */
    public static CleanDebian boot(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "a Debian of its own needs root, to be made and to be booted");
        Program.path("systemd-nspawn", "systemd-container");
        Path root = folder.resolve("root");
        List<String> words = new ArrayList<>(List.of("-q", "--variant=apt"));
        words.addAll(List.of("--include=systemd-sysv", SUITE, root.toString()));
        sources().forEach(file -> words.add(file.toString()));
        Program.ofDebian("mmdebstrap", "mmdebstrap")
                .within(MAKE_PATIENCE)
                .succeed(words.toArray(String[]::new));
        Process nspawn =
                new ProcessBuilder(
                                "systemd-nspawn",
                                "-q",
                                "-D",
                                root.toString(),
                                "--register=no",
                                "--keep-unit",
                                "--private-network",
                                "--boot")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("boot").toFile())
                        .start();
        return booted(root, nspawn, folder.resolve("boot"));
    }

    /** The files of the machine's that name where packages of the suite are. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(SOURCES.resolve("sources.list")));
        try (Stream<Path> listed = Files.list(SOURCES.resolve("sources.list.d"))) {
            listed.sorted().forEach(files::add);
        }
        for (Path file : files) {
            boolean read = file.toString().matches(".*\\.(list|sources)");
            if (read && Files.exists(file)) {
                String text = Files.readString(file);
                if (text.lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "(deb|Suites:) .*\\b(?<!-)" + SUITE + "( .*)?"))) {
                    sources.add(file);
                }
            }
        }
        assumeTrue(!sources.isEmpty(), "apt has no source of Debian's " + SUITE + " here");
        return sources;
    }

    private static CleanDebian booted(Path root, Process nspawn, Path said)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (nspawn.isAlive() && System.nanoTime() < deadline) {
            Optional<ProcessHandle> init = nspawn.children().findFirst();
            if (init.isPresent()) {
                var debian = new CleanDebian(root, nspawn, init.get().pid());
                String state = debian.run("systemctl is-system-running").out().strip();
                if (state.matches("running|degraded")) {
                    return debian;
                }
            }
            Thread.sleep(POLL);
        }
        nspawn.destroyForcibly();
        return abort(
                "systemd-nspawn cannot boot a Debian here, as within some containers: "
                        + Files.readString(said));
    }

    /** The folder that is its root. */
    public Path root() {
        return root;
    }

    /** Runs a script in it, as root. */
    public Program.Finished run(String script) throws IOException, InterruptedException {
        return inside(script).run();
    }

    /** The same, and takes nothing but success: what it printed. */
    public String succeed(String script) throws IOException, InterruptedException {
        return inside(script).succeed().out();
    }

    private Program inside(String script) {
        String nsenter = Program.path("nsenter", "util-linux").toString();
        return Program.of(List.of(nsenter, "-t", "" + init, "-a", "--", "bash", "-c", script))
                .with("LC_ALL", "C.UTF-8")
                .with("DEBIAN_FRONTEND", "noninteractive")
                .within(PATIENCE);
    }

    /** Runs a condition in it until it holds. */
    public void await(String condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (run(condition).exitCode() != 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "%s does not come true: %s"
                                .formatted(condition, succeed("journalctl --no-pager | tail -40")));
            }
            Thread.sleep(POLL);
        }
    }

    /** Halts it: systemd-nspawn passes the wish on. */
    public void halt() throws InterruptedException {
        nspawn.destroy();
        if (!nspawn.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
            nspawn.destroyForcibly().waitFor();
        }
    }
}
