package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The persona of Squid answers as the real one does whose origin servers answer as ours do. */
@Tag("alone")
@Timeout(300)
final class SquidDifferentialIT {
    private static final int EXCHANGES_MIN = 200;

    @TempDir private Path folder = Path.of("");

    @Test
    void squidIsMetByteForByte() throws IOException, InterruptedException {
        Comparison open = compare(false, "squid");
        Comparison closed = compare(true, "squid-closed");
        Judgement.pass("Squid 5.7", "squid", open.and(closed), EXCHANGES_MIN, 97);
    }

    private Comparison compare(boolean asksPassword, String scripts)
            throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve(scripts));
        try (var ground = new ProxyGround();
                Server ours =
                        ProxyImitation.start(place.resolve("ours"), Persona.SQUID, asksPassword);
                Server real = RealSquid.start(place, asksPassword)) {
            return ground.compare(real, ours, scripts);
        }
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
                            ProxyGround.SCRIPTS.resolve("run-squid").toString(),
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
