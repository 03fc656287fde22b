package org.honeyspam.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sets the stage of the demo: a configuration like an operator's, but small and on loopback. */
public final class Stagehand {

    private Stagehand() {}

    /** Writes it to the folder; returns the file. */
    public static Path writeConfiguration(Path folder) throws IOException {
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(
                file,
                """
                # The demo's configuration: every key that is not here has its default.
                [node]
                name = "demo"

                [[listener]]
                service = "web"
                addresses = ["127.0.0.1"]
                port = %d
                host = "www.lindenhof-club.example"

                [[listener]]
                service = "mx"
                addresses = ["127.0.0.1"]
                port = %d
                host = "mx.lindenhof-club.example"

                [[listener]]
                service = "relay"
                addresses = ["127.0.0.1"]
                port = %d
                host = "mail.harbour-works.example"

                [[listener]]
                service = "proxy"
                addresses = ["127.0.0.1"]
                port = %d
                host = "proxy.harbour-works.example"

                [[site]]
                host = "www.lindenhof-club.example"
                domain = "lindenhof-club.example"
                title = "Lindenhof Walking Club"

                [[site]]
                host = "www.harbour-works.example"
                domain = "harbour-works.example"
                title = "Harbour Works Instruments"

                [[site]]
                host = "www.northfield-faculty.example"
                domain = "northfield-faculty.example"
                title = "Northfield Faculty of Letters"

                [mail]
                disk_free_min = "1MiB"

                [proxy]
                connect_delay = "5s"

                [blacklist]
                # The visitors of the demo come from loopback, so nothing is exempt here.
                allow = []
                """
                        .formatted(port(8480), port(8425), port(8426), port(8428)));
        return file;
    }

    /** The usual port of the demo, or a free one if another program has it. */
    private static int port(int usual) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, usual));
            return usual;
        } catch (IOException e) {
            try (var socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }
    }
}
