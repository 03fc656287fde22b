package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.honeyspam.peers.ProxyNode.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients that Java has of its own, and those of Angus Mail. */
@Timeout(60)
final class JavaProxyIT {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String SOCKS_VERSION = "socksProxyVersion";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static ProxyNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = ProxyNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (ProxyNode ending = node) {
            ending.end();
        }
    }

    private static Proxy proxy(Proxy.Type type, Door door) {
        return new Proxy(type, address(door));
    }

    private static InetSocketAddress address(Door door) {
        return new InetSocketAddress(InetAddress.ofLiteral(door.ip()), node.port(door));
    }

    @ParameterizedTest(name = "{0} {1} to {2}")
    @CsvSource({
        "SOCKS, 5, DANTE, socks5, mx1.victim.example",
        "SOCKS, 5, ANY, socks5, 192.0.2.25",
        "SOCKS, 4, DANTE, socks4, 192.0.2.25",
        "SOCKS, 4, ANY, socks4, 192.0.2.25",
        "HTTP, 5, SQUID, http-connect, mx1.victim.example",
        "HTTP, 5, ANY, http-connect, 192.0.2.25",
    })
    void aSocketTalksToTheServer(
            Proxy.Type type, String version, Door door, String via, String host)
            throws IOException, InterruptedException {
        Sample sample = ProxyNode.letter("java.%s.%s.%s".formatted(via, door, host));
        System.setProperty(SOCKS_VERSION, version);
        try (var socket = new Socket(proxy(type, door))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(
                    host.startsWith("mx1")
                            ? InetSocketAddress.createUnresolved(host, 25)
                            : new InetSocketAddress(InetAddress.ofLiteral(host), 25));
            deliver(socket, sample);
        } finally {
            System.clearProperty(SOCKS_VERSION);
        }
        node.assertDelivered(sample, node.hop(via, door, host + ":25"));
    }

    private static void deliver(Socket socket, Sample sample) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String stuffed = ("\n" + sample.onTheWire()).replace("\n.", "\n..").substring(1);
        assertThat(in.readLine()).startsWith("220 ");
        for (String said :
                new String[] {
                    "HELO pc51.example",
                    "MAIL FROM:<" + ProxyNode.SENDER + ">",
                    "RCPT TO:<" + ProxyNode.RECIPIENT + ">",
                    "DATA",
                    stuffed + ".",
                    "QUIT"
                }) {
            socket.getOutputStream().write((said + "\r\n").getBytes(ISO_8859_1));
            assertThat(in.readLine()).as(said).matches("(250|354|221) .*");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"socks, DANTE, socks5", "socks, ANY, socks5", "proxy, SQUID, http-connect"})
    void angusMailDelivers(String kind, Door door, String via)
            throws IOException, InterruptedException, MessagingException {
        Sample sample = ProxyNode.plain("angus.%s.%s".formatted(kind, door));
        var properties = new Properties();
        properties.put("mail.smtp.host", "192.0.2.25");
        properties.put("mail.smtp.port", "25");
        properties.put("mail.smtp.localhost", "pc51.dialup.example");
        properties.put("mail.smtp.from", ProxyNode.SENDER);
        properties.put("mail.smtp.timeout", "" + PATIENCE_MILLIS);
        properties.put("mail.smtp.connectiontimeout", "" + PATIENCE_MILLIS);
        properties.put("mail.smtp.%s.host".formatted(kind), door.ip());
        properties.put("mail.smtp.%s.port".formatted(kind), "" + node.port(door));
        Session session = Session.getInstance(properties);
        var bytes = new ByteArrayInputStream(sample.text().getBytes(ISO_8859_1));
        var message = new MimeMessage(session, bytes);
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            var recipients = new InternetAddress[] {new InternetAddress(ProxyNode.RECIPIENT)};
            transport.sendMessage(message, recipients);
        }
        node.assertDelivered(sample, node.hop(via, door, "192.0.2.25:25"));
    }

    @Test
    void httpUrlConnectionReadsAPageThroughEither() throws IOException {
        for (Proxy proxy :
                new Proxy[] {
                    proxy(Proxy.Type.HTTP, Door.ANY), proxy(Proxy.Type.SOCKS, Door.DANTE)
                }) {
            var url = URI.create("http://192.0.2.80/azenv.php").toURL();
            var connection = (HttpURLConnection) url.openConnection(proxy);
            connection.setReadTimeout(PATIENCE_MILLIS);
            assertThat(new String(connection.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("HTTP_HOST = 192.0.2.80");
        }
    }

    @Test
    void httpClientReadsAPage() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .proxy(ProxySelector.of(address(Door.SQUID)))
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(InetAddress.ofLiteral(ProxyNode.CALLER))
                        .build()) {
            URI judge = URI.create("http://azenv.net/azenv.php");
            var request = HttpRequest.newBuilder(judge).timeout(Duration.ofSeconds(20)).build();
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .contains("HTTP_HOST = azenv.net", "HTTP_USER_AGENT = Java-http-client/");
        }
    }
}
