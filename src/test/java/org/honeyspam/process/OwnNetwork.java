package org.honeyspam.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace, and a mount namespace for its resolv.conf, that a script made. It is there
 * for as long as anything runs in it.
 */
public final class OwnNetwork implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Process holder;

    private OwnNetwork(Process holder) {
        this.holder = holder;
    }

    /**
     * Has the script make one; only root can.
     *
     * @param script says {@code ready}, and lasts until its input ends
     */
    public static OwnNetwork start(Path script, Path folder) throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "a network of its own needs root");
        Program.path("ip", "iproute2");
        Path unshare = Program.path("unshare", "util-linux");
        Process holder =
                new ProcessBuilder(
                                unshare.toString(),
                                "-n",
                                "-m",
                                script.toAbsolutePath().toString(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        var network = new OwnNetwork(holder);
        var said = new BufferedReader(holder.inputReader(UTF_8));
        String line = said.readLine();
        if (!"ready".equals(line)) {
            network.close();
            throw new AssertionError("no network: " + line);
        }
        return network;
    }

    /** What runs a command in it, to be put before that; it is then the process itself. */
    public List<String> entrance() {
        String nsenter = Program.path("nsenter", "util-linux").toString();
        return List.of(nsenter, "-t", "" + holder.pid(), "-n", "-m");
    }

    /** One of Debian's programs, in this network. */
    public Program ofDebian(String name, String debianPackage) {
        String program = Program.path(name, debianPackage).toString();
        return Program.of(Stream.concat(entrance().stream(), Stream.of(program)).toList());
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the holder of a network does not end");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            holder.destroyForcibly();
        }
    }
}
