package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Unpacked;

/**
 * An MTA that cannot be installed beside Postfix, with a root, users and processes of its own; its
 * sockets are the machine's.
 */
final class UnpackedMta implements RelayingMta {
    private static final Path RESOURCES = Path.of("src/test/resources/peers");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Layout layout;
    private final Path root;
    private final Process process;
    private final int port;

    /**
     * Where a product has its things below its root.
     *
     * @param log what of its log is not on its output
     */
    private record Layout(
            String product, String configuration, String queue, String log, List<String> command) {
        private static final String OUTPUT = "output";
        private static final Layout EXIM =
                new Layout(
                        "exim",
                        "etc/exim4/exim4.conf",
                        "var/spool/exim4/input",
                        "var/spool/exim4/mainlog",
                        List.of("/usr/sbin/exim4", "-bdf", "-q1s"));
        private static final Layout OPENSMTPD =
                new Layout(
                        "opensmtpd",
                        "etc/smtpd.conf",
                        "var/spool/smtpd/queue",
                        OUTPUT,
                        List.of("/usr/sbin/smtpd", "-d"));
    }

    private UnpackedMta(Layout layout, Path root, Process process, int port) {
        this.layout = layout;
        this.root = root;
        this.process = process;
        this.port = port;
    }

    static UnpackedMta exim(Path root, int relayPort, Way way)
            throws IOException, InterruptedException {
        return start(Layout.EXIM, root, relayPort, way);
    }

    static UnpackedMta openSmtpd(Path root, int relayPort, Way way)
            throws IOException, InterruptedException {
        return start(Layout.OPENSMTPD, root, relayPort, way);
    }

    private static UnpackedMta start(Layout layout, Path root, int relayPort, Way way)
            throws IOException, InterruptedException {
        Path unpacked = Unpacked.root(layout.product());
        LoopbackPort port = LoopbackPort.free();
        Path configuration = root.resolve(layout.configuration());
        Files.createDirectories(configuration.getParent());
        Path ours = RESOURCES.resolve(layout.product()).resolve(configuration.getFileName());
        Files.writeString(configuration, RelayingMta.filled(ours, port.number(), relayPort, way));
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
        command.add(RESOURCES.resolve("rooted/run").toString());
        command.addAll(List.of(unpacked.toString(), root.toAbsolutePath().toString()));
        command.addAll(layout.command());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(root.resolve(Layout.OUTPUT).toFile())
                        .start();
        var mta = new UnpackedMta(layout, root, process, port.number());
        try {
            if (!port.opens(process, PATIENCE)) {
                throw new AssertionError(layout.product() + " does not start: " + mta.log());
            }
            return mta;
        } catch (AssertionError | InterruptedException | IOException e) {
            mta.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Path> queues() {
        return List.of(root.resolve(layout.queue()));
    }

    @Override
    public String log() throws IOException {
        Path log = root.resolve(layout.log());
        String output = Files.readString(root.resolve(Layout.OUTPUT));
        return Files.exists(log) ? output + Files.readString(log) : output;
    }

    /** Without input it ends with all that it started, as it would if the tests were killed. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(layout.product() + " does not end: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
