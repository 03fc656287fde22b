package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;

/**
 * Debian's Apache or nginx, set up as Debian does it, but for the port and the folder it serves.
 */
final class RealWeb implements Server {
    private static final Path SCRIPTS = Path.of("src/test/resources/truth/web");

    private final ForegroundServer server;
    private final InetSocketAddress address;

    private RealWeb(ForegroundServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    static RealWeb apache(Path folder, Path documents) throws IOException, InterruptedException {
        Program.path("apache2", "apache2");
        return start("run-apache", folder, documents);
    }

    static RealWeb nginx(Path folder, Path documents) throws IOException, InterruptedException {
        Program.path("nginx", "nginx-light");
        return start("run-nginx", folder, documents);
    }

    private static RealWeb start(String script, Path folder, Path documents)
            throws IOException, InterruptedException {
        ForegroundServer.letThrough(folder);
        ForegroundServer.letThrough(documents);
        LoopbackPort port = LoopbackPort.free();
        var builder =
                new ProcessBuilder(
                        SCRIPTS.resolve(script).toString(),
                        folder.toString(),
                        documents.toString(),
                        Integer.toString(port.number()));
        var server = ForegroundServer.start(builder, port, folder.resolve("log"));
        return new RealWeb(server, port.address());
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
