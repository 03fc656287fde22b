package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.honeyspam.process.Installation;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reload} and SIGHUP, with somebody inside who must not notice. */
final class ReloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EXPORT =
            """
            [[export]]
            format = "csv"
            file = "list.csv"
            interval_min = "1s"
            """;

    @TempDir private static Path folder;
    private static Installation installation;
    private static RunningNode node;
    private static int visitors;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        installation = Installation.init(folder.resolve("node")).add(EXPORT);
        node = installation.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(node.terminate()).isZero();
        node.close();
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static void replace(String before, String after) throws IOException {
        String text = Files.readString(installation.configuration());
        assertThat(text).containsPattern(before);
        Files.writeString(installation.configuration(), text.replaceFirst(before, after));
    }

    private static void reload() throws IOException, InterruptedException {
        Program.Finished said = installation.command("reload");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("was read again and holds now");
    }

    /** From an address of its own each: there may be a bound for one. */
    private static Socket visit(int port) throws IOException {
        return visit(port, "127.0.1." + ++visitors);
    }

    private static Socket visit(int port, String source) throws IOException {
        InetAddress server = InetAddress.ofLiteral("127.0.0.1");
        var socket = new Socket(server, port, InetAddress.ofLiteral(source), 0);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** The first words at a port; empty if it is closed, or closes at once. */
    private static String greeting(int port) {
        try (Socket socket = visit(port)) {
            return firstWords(socket);
        } catch (IOException e) {
            return "";
        }
    }

    private static String firstWords(Socket socket) throws IOException {
        byte[] bytes = new byte[300];
        int read = socket.getInputStream().read(bytes);
        return read < 0 ? "" : new String(bytes, 0, read, ISO_8859_1);
    }

    private static String home() throws IOException {
        try (Socket socket = visit(node.port(Service.WEB))) {
            String get = "GET / HTTP/1.0\r\nHost: www.lindenhof.example\r\n\r\n";
            socket.getOutputStream().write(get.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Whether somebody who is inside already gets in a second time. */
    private static boolean getsInTwice(int port) throws IOException {
        try (Socket first = visit(port, "127.0.0.77")) {
            assertThat(firstWords(first)).startsWith("220");
            try (Socket second = visit(port, "127.0.0.77")) {
                return firstWords(second).startsWith("220");
            } catch (SocketException e) {
                return false; // Refused before it could be closed in order.
            }
        }
    }

    @Test
    void allThatMayChangeChangesAndADialogueGoesOn() throws Exception {
        int mx = node.port(Service.MX);
        int fresh = LoopbackPort.free().number();
        try (var inside = new SmtpClient(mx, "127.0.0.9")) {
            inside.say("HELO pc30.example");
            inside.say("MAIL FROM:<a@b.example>");
            String persona = greeting(mx).contains("Postfix") ? "exim" : "postfix";
            replace(
                    "(?s)(host = \"mx\\.lindenhof\\.example\".*?persona = )\"auto\"",
                    "$1\"" + persona + "\"");
            replace("title = \"[^\"]*\"", "title = \"The new title\"");
            replace("connections_per_source_max = 100", "connections_per_source_max = 1");
            installation.add(
                    """

                    [[listener]]
                    service = "mx"
                    addresses = ["127.0.0.1"]
                    port = %d
                    host = "second.lindenhof.example"
                    """
                            .formatted(fresh));
            reload();
            assertThat(greeting(mx)).containsIgnoringCase(persona);
            assertThat(home()).contains("The new title");
            assertThat(greeting(fresh)).contains("second.lindenhof.example");
            assertThat(getsInTwice(mx)).as("one is the most from one address now").isFalse();
            assertThat(inside.say("RCPT TO:<postmaster@lindenhof.example>")).startsWith("250");
            assertThat(inside.say("DATA")).startsWith("354");
            assertThat(inside.say("Subject: over a reload\r\n\r\ntext\r\n.")).startsWith("250");
        }
        replace("connections_per_source_max = 1\n", "connections_per_source_max = 100\n");
        replace(
                "(?s)\n\\[\\[listener]]\nservice = \"mx\"\naddresses = [^\n]*\nport = "
                        + fresh
                        + ".*",
                "\n");
        reload();
        assertThat(greeting(fresh)).isEmpty();
        assertThat(getsInTwice(mx)).isTrue();
        assertThat(greeting(mx)).startsWith("220");
    }

    @Test
    void anotherWeightIsInTheListThatTheNodeKeeps() throws Exception {
        Path list = installation.folder().resolve("list.csv");
        int relay = node.port(Service.RELAY);
        SmtpClient.send(
                relay, "127.0.0.40", "a@b.example", "c@d.example", "Subject: x\r\n\r\nx\r\n");
        until("he is listed", () -> listed(list).contains("127.0.0.40,"));
        String before = listed(list);
        replace("relayed = 10", "relayed = 90");
        reload();
        until("the score is another", () -> !score(listed(list)).equals(score(before)));
        assertThat(Integer.parseInt(score(listed(list))))
                .isGreaterThan(Integer.parseInt(score(before)));
    }

    private static String listed(Path list) throws IOException {
        return Files.exists(list) ? Files.readString(list) : "";
    }

    private static String score(String csv) {
        String[] head = csv.lines().findFirst().orElseThrow().split(",", -1);
        String[] row =
                csv.lines()
                        .filter(line -> line.startsWith("127.0.0.40,"))
                        .findFirst()
                        .orElseThrow()
                        .split(",", -1);
        for (int i = 0; i < head.length; i++) {
            if (head[i].equals("score")) {
                return row[i];
            }
        }
        throw new AssertionError("no score in " + csv);
    }

    @Test
    void aBrokenFileIsToldEverywhereAndTheOldOneGoesOnUntilItIsMended() throws Exception {
        String good = Files.readString(installation.configuration());
        String place = installation.configuration() + ":2:";
        Files.writeString(installation.configuration(), "[limits]\nconnections_max = -1\n");
        Program.Finished said = installation.command("reload");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains(place, "connections_max", "of before goes on");
        assertThat(node.log()).contains(place, "is not taken");
        Program.Finished status = installation.command("status");
        assertThat(status.exitCode()).isOne();
        assertThat(status.out()).contains(place, "Not well: configuration.");
        assertThat(greeting(node.port(Service.MX))).startsWith("220");

        Files.writeString(installation.configuration(), good);
        Program.of(java.util.List.of("kill", "-HUP", Long.toString(node.pid()))).succeed();
        until("SIGHUP", () -> installation.command("status").exitCode() == 0);
        assertThat(node.log()).contains("was read again and holds now");
    }
}
