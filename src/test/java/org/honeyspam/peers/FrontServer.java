package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;

/** A web server of an operator's own, on a port of loopback, with a snippet in it. */
final class FrontServer implements AutoCloseable {
    private static final Path RESOURCES = Path.of("src/test/resources/peers/entry");

    private final ForegroundServer server;
    private final LoopbackPort port;

    /** Debian's, each with its configuration beside the tests. */
    enum Product {
        NGINX("nginx", "nginx-light"),
        APACHE("apache2", "apache2"),
        CADDY("caddy", "caddy");

        private final String program;
        private final String debianPackage;

        Product(String program, String debianPackage) {
            this.program = program;
            this.debianPackage = debianPackage;
        }
    }

    private FrontServer(ForegroundServer server, LoopbackPort port) {
        this.server = server;
        this.port = port;
    }

    static FrontServer start(Product product, Path folder, String snippet)
            throws IOException, InterruptedException {
        Path program = Program.path(product.program, product.debianPackage);
        LoopbackPort port = LoopbackPort.free();
        Path configuration = folder.resolve("conf");
        String text =
                Files.readString(RESOURCES.resolve(product.program))
                        .replace("@port@", Integer.toString(port.number()))
                        .replace("@folder@", folder.toString())
                        .replace("@snippet@", snippet);
        Files.writeString(configuration, text);
        Path documents = Files.createDirectories(folder.resolve("documents"));
        Files.writeString(documents.resolve("index.html"), "our own");
        ForegroundServer.letThrough(documents);
        List<String> command =
                switch (product) {
                    case NGINX -> List.of("-e", folder + "/log", "-c", configuration.toString());
                    case APACHE -> List.of("-f", configuration.toString(), "-DFOREGROUND");
                    case CADDY ->
                            List.of(
                                    "run",
                                    "--adapter",
                                    "caddyfile",
                                    "--config",
                                    configuration.toString());
                };
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        builder.environment().remove("XDG_DATA_HOME");
        Path said = folder.resolve("said");
        return new FrontServer(ForegroundServer.start(builder, port, said), port);
    }

    int port() {
        return port.number();
    }

    @Override
    public void close() {
        server.close();
    }
}
