package org.honeyspam.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.honeyspam.proxy.OriginServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The persona of Squid answers as the real one does whose origin servers answer as ours do. */
@Timeout(300)
final class SquidDifferentialIT {
    private static final Path SCRIPTS = Judgement.RESOURCES.resolve("proxy");
    private static final int EXCHANGES_MIN = 200;
    private static final InetAddress MAIL = InetAddress.ofLiteral("127.0.0.77");
    private static final InetAddress SILENT = InetAddress.ofLiteral("127.0.0.78");
    private static final int MAIL_PORT = 2525;
    private static final int SILENT_PORT = 8080;

    @TempDir private Path folder = Path.of("");

    @Test
    void squidIsMetByteForByte() throws IOException, InterruptedException {
        Comparison open = compare(false, SCRIPTS.resolve("squid"));
        Comparison closed = compare(true, SCRIPTS.resolve("squid-closed"));
        Judgement.pass("Squid 5.7", "squid", open.and(closed), EXCHANGES_MIN, 97);
    }

    private Comparison compare(boolean asksPassword, Path scripts)
            throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve(asksPassword ? "closed" : "open"));
        var backlog = new ArrayList<Socket>();
        try (var origin = OriginServer.start();
                ServerSocket mail = new ServerSocket(MAIL_PORT, 50, MAIL);
                ServerSocket silent = new ServerSocket(SILENT_PORT, 1, SILENT);
                Server ours = ours(place.resolve("ours"), asksPassword);
                Server real = RealSquid.start(place, asksPassword)) {
            assertThat(mail.isBound() && silent.isBound()).isTrue();
            fill(backlog);
            UnaryOperator<String> filled =
                    line ->
                            line.replace("~", "\\r\\n")
                                    .replace("@origin@", "origin.example:" + origin.port())
                                    .replace("@port@", "" + origin.port());
            List<Script> all = Script.in(scripts, filled);
            var masks = Masks.ofProxies(real.address().getPort(), ours.address().getPort());
            return new Duel(real, ours, masks, HttpPlayer::play).fight(all);
        } finally {
            for (Socket one : backlog) {
                one.close();
            }
        }
    }

    private static Server ours(Path folder, boolean asksPassword) throws IOException {
        return asksPassword
                ? ProxyImitation.startClosed(folder, Persona.SQUID)
                : ProxyImitation.start(folder, Persona.SQUID);
    }

    /** Where nobody accepts and no more fit in, connections are not answered any more. */
    private static void fill(List<Socket> backlog) {
        try {
            while (backlog.size() < 10) {
                var one = new Socket();
                backlog.add(one);
                one.connect(new InetSocketAddress(SILENT, SILENT_PORT), 300);
            }
        } catch (IOException e) {
            return; // It is full.
        }
        throw new AssertionError("a port that nobody accepts at takes any number");
    }

    /** Debian's Squid, open to all, with connections that time out soon. */
    private record RealSquid(ForegroundServer server, InetSocketAddress address) implements Server {
        static RealSquid start(Path folder, boolean asksPassword)
                throws IOException, InterruptedException {
            Program.path("squid", "squid");
            ForegroundServer.letThrough(folder);
            LoopbackPort port = LoopbackPort.free();
            var builder =
                    new ProcessBuilder(
                            SCRIPTS.resolve("run-squid").toString(),
                            folder.toString(),
                            Integer.toString(port.number()),
                            asksPassword ? "closed" : "open");
            var server = ForegroundServer.start(builder, port, folder.resolve("log"));
            return new RealSquid(server, port.address());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
