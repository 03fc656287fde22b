package org.honeyspam.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.honeyspam.config.Console;
import org.honeyspam.config.Identity;
import org.honeyspam.console.access.Audit;
import org.honeyspam.console.access.Doorkeeper;
import org.honeyspam.console.live.Streams;
import org.honeyspam.console.live.Wire;
import org.honeyspam.console.page.Ask;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;

/** The console on its port. All it does is on threads of its own: it can hang, services do not. */
public final class ConsoleServer implements AutoCloseable {
    /** It writes a page for each broken request: whoever can reach it could fill the log. */
    private static final Logger TALKATIVE = Logger.getLogger("io.helidon");

    private static final int REQUESTS_MAX = 100;
    private static final int FORM_BYTES_MAX = 64 << 10;
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final WebServer server;
    private final Desk desk;
    private final Doorkeeper doorkeeper;
    private final Console settings;

    /**
     * What the console is made of.
     *
     * @param token file of the token of the installation
     * @param audit file of the audit trail
     */
    public record Parts(
            Backend backend,
            Wire wire,
            PrometheusRegistry metrics,
            Path token,
            Path audit,
            InstantSource clock) {}

    private ConsoleServer(WebServer server, Desk desk, Doorkeeper doorkeeper, Console settings) {
        this.server = server;
        this.desk = desk;
        this.doorkeeper = doorkeeper;
        this.settings = settings;
    }

    /**
     * Opens it.
     *
     * @throws IOException if its port cannot be had, or a file of it cannot be read
     */
    public static ConsoleServer start(Console settings, Endpoint listen, Parts parts)
            throws IOException {
        TALKATIVE.setLevel(Level.OFF);
        var audit = new Audit(parts.audit());
        var doorkeeper = new Doorkeeper(settings, parts.token(), audit, parts.clock());
        var desk = new Desk(parts.backend());
        var streams = new Streams(parts.wire(), parts.backend().journal(), settings.viewersMax());
        var routes = new Routes(parts.backend(), desk, doorkeeper, audit);
        var answers = new Answers(parts.backend(), parts.clock());
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(new Gate(settings, doorkeeper));
        var login = new LoginPages(doorkeeper, answers, settings.certificate() != null);
        routing.get("/login", login::show).post("/login", login::logIn);
        routing.post("/logout", login::logOut);
        routing.get("/assets/{name}", new Assets()::send);
        new PageRoutes(routes, answers, parts.backend()).register(routing);
        new StreamRoutes(streams, answers, parts.backend().journal()).register(routing);
        new MetricRoutes(parts.metrics(), parts.backend(), streams).register(routing);
        routing.any(
                (request, response) ->
                        answers.guarded(
                                request,
                                response,
                                ask -> {
                                    throw Ask.Wrong.nothing("there is no such page");
                                }));
        WebServer server = server(settings, listen, routing);
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException(
                    "cannot listen as console on %s: %s".formatted(listen, reason(e)), e);
        }
        if (server.port() < 0) { // Helidon says so to its own log alone.
            server.stop();
            throw new IOException(
                    "cannot listen as console on %s: the port is taken, or it is no address of this machine"
                            .formatted(listen));
        }
        return new ConsoleServer(server, desk, doorkeeper, settings);
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        return said.contains("in use") ? "the port is taken by another program" : said;
    }

    private static WebServer server(Console settings, Endpoint listen, HttpRouting.Builder routing)
            throws IOException {
        WebServerConfig.Builder builder =
                WebServer.builder()
                        .address(listen.ip())
                        .port(listen.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .maxPayloadSize(FORM_BYTES_MAX)
                        .maxConcurrentRequests(settings.viewersMax() + REQUESTS_MAX)
                        .maxTcpConnections(2 * settings.viewersMax() + REQUESTS_MAX)
                        .idleConnectionTimeout(IDLE)
                        .addRouting(routing);
        Path certificate = settings.certificate();
        Path key = settings.certificateKey();
        if (certificate != null && key != null) {
            try {
                Identity identity = Identity.read(certificate, key);
                builder.tls(
                        tls ->
                                tls.privateKey(identity.key())
                                        .privateKeyCertChain(identity.chain()));
            } catch (Identity.Unfit e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return builder.build();
    }

    /** Where it is, as a browser is to be told; with the token, if that opens it. */
    public String url() {
        Endpoint listen = settings.listen();
        String ip = listen == null ? "127.0.0.1" : listen.ipText();
        String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
        String scheme = settings.certificate() == null ? "http" : "https";
        @Nullable String token = doorkeeper.token();
        String login = token == null ? "/" : "/login?token=" + token;
        return "%s://%s:%d%s".formatted(scheme, host, server.port(), login);
    }

    static void text(String text, Status status, ServerResponse response) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(text + "\n");
    }

    @Override
    public void close() throws SQLException {
        server.stop();
        desk.close();
    }
}
