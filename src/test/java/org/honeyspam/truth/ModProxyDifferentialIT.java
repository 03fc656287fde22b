package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The persona of Apache as a proxy answers as the real one does before the same servers. */
@Tag("alone")
@Timeout(300)
final class ModProxyDifferentialIT {
    private static final int EXCHANGES_MIN = 200;

    @TempDir private Path folder = Path.of("");

    @Test
    void apacheIsMetByteForByte() throws IOException, InterruptedException {
        Comparison open = compare(false, Anonymity.TRANSPARENT, "mod-proxy");
        Comparison closed = compare(true, Anonymity.TRANSPARENT, "mod-proxy-closed");
        Comparison elite = compare(false, Anonymity.ELITE, "mod-proxy-elite");
        Comparison all = open.and(closed).and(elite);
        Judgement.pass("Apache 2.4.71 as a proxy", "mod-proxy", all, EXCHANGES_MIN, 90);
    }

    private Comparison compare(boolean asksPassword, Anonymity anonymity, String scripts)
            throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve(scripts));
        var wanted = new ProxyImitation.Wanted(Persona.MOD_PROXY, asksPassword, anonymity);
        try (var ground = new ProxyGround();
                Server ours = ProxyImitation.start(place.resolve("ours"), wanted);
                Server real = RealApache.start(place, wanted)) {
            return ground.compare(real, ours, scripts);
        }
    }

    /** Debian's Apache with its proxy modules, and servers that time out soon. */
    private record RealApache(ForegroundServer server, InetSocketAddress address)
            implements Server {
        static RealApache start(Path folder, ProxyImitation.Wanted wanted)
                throws IOException, InterruptedException {
            Program.path("apache2", "apache2");
            Program.path("htpasswd", "apache2-utils");
            ForegroundServer.letThrough(folder);
            LoopbackPort port = LoopbackPort.free();
            var builder =
                    new ProcessBuilder(
                            ProxyGround.SCRIPTS.resolve("run-apache").toString(),
                            folder.toString(),
                            Integer.toString(port.number()),
                            wanted.asksPassword() ? "closed" : "open",
                            wanted.anonymity().name().toLowerCase(Locale.ROOT));
            var server = ForegroundServer.start(builder, port, folder.resolve("log"));
            return new RealApache(server, port.address());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
