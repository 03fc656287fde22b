package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.honeyspam.peers.ProxyNode.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs in a hurry send the first commands with the request to be connected. */
@Timeout(60)
final class OnePacketIT {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String HELLO = "EHLO pc51.example\r\n";
    private static final Pattern LAST_LINE = Pattern.compile("\r\n250 [^\r]*\r\n$");

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

    /** Octets are written as in a string of C, and a dot in the answer is any. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http     | ANY   | CONNECT mx1.victim.example:25 HTTP/1.1\\r\\n\\r\\n | HTTP/1.1 200 Connection established\\r\\n\\r\\n
                    http     | SQUID | CONNECT mx1.victim.example:25 HTTP/1.0\\r\\nHost: a\\r\\n\\r\\n | HTTP/1.1 200 Connection established\\r\\n\\r\\n
                    socks4   | ANY   | \\4\\1\\0\\31\\300\\0\\2\\31joe\\0     | \\0\\132......
                    socks4a  | DANTE | \\4\\1\\0\\31\\0\\0\\0\\1\\0mx1.victim.example\\0 | \\0\\132......
                    socks5   | ANY   | \\5\\1\\0\\5\\1\\0\\1\\300\\0\\2\\31\\0\\31 | \\5\\0\\5\\0\\0\\1......
                    socks5   | DANTE | \\5\\2\\0\\2\\5\\1\\0\\3\\22mx1.victim.example\\0\\31 | \\5\\0\\5\\0\\0\\1......
                    """)
    void allIsAnsweredInOrder(String protocol, Door door, String request, String answer)
            throws IOException {
        String said = said(door, request.translateEscapes() + HELLO);
        String expected = answer.translateEscapes();
        assertThat(said.length()).isGreaterThan(expected.length());
        String head = said.substring(0, expected.length());
        // What stands at the dots is an address and a port of the proxy's choice.
        assertThat(head.substring(0, expected.replaceFirst("[.]{6}$", "").length()))
                .as(protocol)
                .isEqualTo(expected.replaceFirst("[.]{6}$", ""));
        assertThat(said.substring(expected.length()).replaceAll("(?m)^250-.*\r\n", ""))
                .matches("220 \\S+ ESMTP .*\r\n250 .*\r\n221 .*\r\n");
    }

    private static String said(Door door, String everything) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ProxyNode.CALLER), 0));
            var proxy = new InetSocketAddress(InetAddress.ofLiteral(door.ip()), node.port(door));
            socket.connect(proxy, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(everything.getBytes(ISO_8859_1));
            var said = new StringBuilder();
            while (!LAST_LINE.matcher(said).find()) {
                int octet = socket.getInputStream().read();
                assertThat(octet).as("%s", said).isNotNegative();
                said.append((char) octet);
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(ISO_8859_1));
            said.append(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
            return said.toString();
        }
    }
}
