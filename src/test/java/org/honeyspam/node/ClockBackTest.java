package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Trace;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose clock is set back while it runs, and before its next start. */
@Timeout(60)
final class ClockBackTest {
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");

    @TempDir private Path folder = Path.of("");

    /** A clock that somebody sets. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        void setBack(Duration by) {
            ahead.updateAndGet(before -> before.minus(by));
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Configuration configuration() throws IOException {
        String tables =
                "[node]\ndata = \"data\"\n\n"
                        + TestConfiguration.listener("mx", 0, "mx.one.example", "")
                        + TestConfiguration.listener("web", 0, "www.one.example", "")
                        + "[web]\naddresses_min = 5\n\n[smtp]\ngreet_pause = \"0s\"\n";
        return new TestConfiguration(folder).write(tables);
    }

    private static int port(Node node, String service) {
        return node.bound().stream()
                .filter(bound -> bound.listener().service().label().equals(service))
                .map(bound -> bound.address().getPort())
                .findFirst()
                .orElseThrow();
    }

    /** An address of ours that a harvester from there is given, on one page or another. */
    private static String harvest(Node node, String source) throws IOException {
        Deque<String> paths = new ArrayDeque<>(List.of("/"));
        for (int pages = 0; pages < 30 && !paths.isEmpty(); pages++) {
            Matcher link = LINK.matcher(get(node, source, paths.remove()));
            while (link.find()) {
                paths.add(link.group(1));
            }
            for (Recorded one : recorded(node.configuration())) {
                if (one.event() instanceof JournalEvent.BaitServed bait
                        && source.equals(one.sourceIp())) {
                    return bait.addresses().getFirst();
                }
            }
        }
        throw new AssertionError("no page has an address");
    }

    private static String get(Node node, String source, String path) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port(node, "web")));
            socket.setSoTimeout(20_000);
            String asked = "GET " + path + " HTTP/1.0\r\nHost: www.one.example\r\n\r\n";
            socket.getOutputStream().write(asked.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void deliver(Node node, String to) throws IOException {
        String text = "Subject: clock\r\n\r\nto " + to + "\r\n";
        String answer = SmtpClient.send(port(node, "mx"), "127.0.0.7", "a@b.example", to, text);
        assertThat(answer).startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 24, 24 * 30})
    void nothingIsLostAndAllGoesOn(long hours) throws Exception {
        Configuration configuration = configuration();
        var clock = new SetClock();
        List<String> mailed = new ArrayList<>();
        try (Node node = Node.start(configuration, clock, "test")) {
            String before = harvest(node, "127.0.0.3");
            clock.setBack(Duration.ofHours(hours));
            String after = harvest(node, "127.0.0.4");
            for (String address : List.of(before, after)) {
                deliver(node, address);
                mailed.add(address);
            }
            assertThat(node.status().isWell()).as(node.status().toString()).isTrue();
        }
        clock.setBack(Duration.ofHours(1));
        try (Node node = Node.start(configuration, clock, "test")) {
            String again = harvest(node, "127.0.0.5");
            deliver(node, again);
            mailed.add(again);
            assertThat(node.status().isWell()).as(node.status().toString()).isTrue();
        }
        List<Recorded> all = recorded(configuration);
        assertThat(all).extracting(Recorded::id).doesNotHaveDuplicates();
        assertThat(bait(all)).containsExactlyElementsOf(mailed);
        assertKnown(configuration, mailed);
    }

    private static List<Recorded> recorded(Configuration configuration) throws IOException {
        List<Recorded> all = new ArrayList<>();
        var data = new DataFolder(configuration.node().dataFolder());
        try (var reader = new JournalReader(data.journal(), JournalReader.Position.START)) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                all.add(one);
            }
        }
        return all;
    }

    /** The addresses that were recognised as given, in the order of the journal. */
    private static List<String> bait(List<Recorded> all) {
        return all.stream()
                .map(Recorded::event)
                .filter(JournalEvent.MessageTaken.class::isInstance)
                .flatMap(taken -> ((JournalEvent.MessageTaken) taken).recipients().stream())
                .map(JournalEvent.Recipient::bait)
                .toList();
    }

    /** The views know of each who took it and who sent mail to it. */
    private static void assertKnown(Configuration configuration, List<String> addresses)
            throws Exception {
        var data = new DataFolder(configuration.node().dataFolder());
        try (Views views = Views.open(data.views(configuration.views()), data.journal())) {
            views.catchUp();
            for (String address : addresses) {
                Trace.Address trace = views.traces().address(address);
                assertThat(String.valueOf(trace)).contains("127.0.0.7");
            }
        }
    }
}
