package org.honeyspam.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;

/**
 * Debian's Dante or microsocks, open to all or to {@code alice} with the password {@code secret}.
 */
final class RealSocks implements Server {
    private static final Path SCRIPT = Path.of("src/test/resources/truth/socks/run-danted");

    private final ForegroundServer server;
    private final InetSocketAddress address;

    private RealSocks(ForegroundServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    static RealSocks dante(Path folder, boolean asksPassword)
            throws IOException, InterruptedException {
        Program.path("danted", "dante-server");
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "danted changes its user, and has users of its own, which only root can do");
        LoopbackPort port = LoopbackPort.free();
        String method = asksPassword ? "username" : "none";
        return start(
                List.of(SCRIPT.toString(), folder.toString(), "" + port.number(), method),
                port,
                folder);
    }

    static RealSocks microsocks(Path folder, boolean asksPassword)
            throws IOException, InterruptedException {
        String program = Program.path("microsocks", "microsocks").toString();
        LoopbackPort port = LoopbackPort.free();
        var command = new ArrayList<>(List.of(program, "-i", "127.0.0.1", "-p"));
        command.add("" + port.number());
        if (asksPassword) {
            command.addAll(List.of("-u", "alice", "-P", "secret"));
        }
        return start(command, port, folder);
    }

    private static RealSocks start(List<String> command, LoopbackPort port, Path folder)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        var server = ForegroundServer.start(builder, port, folder.resolve("log"));
        return new RealSocks(server, port.address());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        server.close();
    }
}
