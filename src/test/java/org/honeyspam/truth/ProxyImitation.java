package org.honeyspam.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.honeyspam.TestInside;
import org.honeyspam.config.Configuration;
import org.honeyspam.net.Reception;
import org.honeyspam.proxy.ProxyServer;

/** Our open proxy in one persona, of HTTP or SOCKS; what lies behind it is silent. */
final class ProxyImitation {
    static final String HOST = "proxy.one.example";

    /** Squid looks at the clock once a second: much more than that, to compare it by. */
    static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private static final int MEMORY_BYTES = 1 << 20;

    private ProxyImitation() {}

    /** What is set of a proxy. */
    record Wanted(
            Configuration.Persona persona,
            boolean asksPassword,
            Configuration.Anonymity anonymity) {

        private ProxyServer server() {
            var settings =
                    new Configuration.Proxy(
                            64 * 1024,
                            Duration.ofMinutes(5),
                            CONNECT_MAX,
                            false,
                            4,
                            anonymity,
                            "",
                            1 << 16);
            var face = new ProxyServer.Face(HOST, persona, asksPassword);
            return new ProxyServer(face, settings, new TestInside());
        }
    }

    static Server start(Path folder, Wanted wanted) throws IOException {
        ProxyServer server = wanted.server();
        return Premises.open(folder, MEMORY_BYTES, new Reception("proxy", server::dialogue));
    }

    /**
     * One that tells origin servers who asks.
     *
     * @param asksPassword whether nobody gets through without one
     */
    static Server start(Path folder, Configuration.Persona persona, boolean asksPassword)
            throws IOException {
        var told = Configuration.Anonymity.TRANSPARENT;
        return start(folder, new Wanted(persona, asksPassword, told));
    }
}
