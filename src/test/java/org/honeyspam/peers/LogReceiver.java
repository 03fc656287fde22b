package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;

/** A real rsyslog on a port of loopback, by TCP and UDP; each message it takes is a line. */
final class LogReceiver implements AutoCloseable {
    private final ForegroundServer server;
    private final Path messages;
    private final int port;

    private LogReceiver(ForegroundServer server, Path messages, int port) {
        this.server = server;
        this.messages = messages;
        this.port = port;
    }

    static LogReceiver start(Path folder) throws IOException, InterruptedException {
        Path program = Program.path("rsyslogd", "rsyslog");
        Files.createDirectories(folder);
        Path messages = folder.resolve("messages");
        Path file = folder.resolve("rsyslog.conf");
        LoopbackPort port = LoopbackPort.free();
        Files.writeString(
                file,
                """
                global(workDirectory="%1$s")
                module(load="imtcp")
                module(load="imudp")
                input(type="imtcp" address="127.0.0.1" port="%2$d")
                input(type="imudp" address="127.0.0.1" port="%2$d")
                template(name="line" type="string"
                  string="%%pri-text%% %%hostname%% %%app-name%% %%msgid%% %%structured-data%% |%%msg%%\\n")
                *.* action(type="omfile" file="%3$s" template="line")
                """
                        .formatted(folder, port.number(), messages));
        var builder =
                new ProcessBuilder(
                        program.toString(),
                        "-n",
                        "-f",
                        file.toString(),
                        "-i",
                        folder.resolve("pid").toString());
        var server = ForegroundServer.start(builder, port, folder.resolve("said"));
        return new LogReceiver(server, messages, port.number());
    }

    int port() {
        return port;
    }

    /** What it took so far. */
    List<String> lines() throws IOException {
        return Files.exists(messages) ? Files.readAllLines(messages) : List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
