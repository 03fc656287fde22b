package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Slow;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.fuzz.Deaf;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.honeyspam.site.TestSites;
import org.junit.jupiter.api.Test;

/** Many visitors and many pages; {@code bench/soak} does the same with millions. */
final class CrowdTest {
    private static final int PAGES_EACH = 2;
    private static final int PATHS = 500;
    private static final int SETTLED = 1_500;
    private static final int MORE = 4_000;
    private static final long GROWTH_BYTES_MAX = 1 << 20;

    private final Sites sites = TestSites.make();
    private final Site site = sites.all().getFirst();
    private final List<String> paths = site.mazePaths(PATHS);
    private final WebServer server =
            new WebServer(
                    TestNode.webFace(Persona.APACHE),
                    sites,
                    TestNode.WEB,
                    new Pace(
                            new Slow(1, Duration.ofSeconds(5), Duration.ofSeconds(3), 100),
                            List.of(),
                            1));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void memoryDoesNotGrowWithPagesOrVisitors() throws Exception {
        visit(0, SETTLED);
        long before = heapBytes();
        visit(SETTLED, SETTLED + MORE);
        // What is kept of each of them would be some five kilobytes.
        assertThat(heapBytes() - before).isLessThan(GROWTH_BYTES_MAX);
    }

    private void visit(int from, int to) throws UnknownHostException {
        for (int visitor = from; visitor < to; visitor++) {
            byte[] ip = {10, 0, (byte) (visitor >>> 8), (byte) visitor};
            var source = new Endpoint(InetAddress.getByAddress(ip), 40_000);
            Peer usual = TestNode.peer("web", 80);
            var peer = new Peer("test-1-1", "web", source, usual.local(), List.of(), null);
            Dialogue dialogue = server.dialogue();
            var sink = new Deaf();
            dialogue.opened(peer, now, sink);
            for (int i = 0; i < PAGES_EACH; i++) {
                String path = paths.get((visitor * PAGES_EACH + i) % PATHS);
                String request = "GET " + path + " HTTP/1.1\r\nHost: " + site.host() + "\r\n\r\n";
                dialogue.received(request.getBytes(ISO_8859_1), now, sink);
                now = now.plusMillis(20);
            }
            dialogue.closed(now, sink);
        }
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
