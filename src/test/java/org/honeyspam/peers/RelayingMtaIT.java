package org.honeyspam.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.peers.RelayingMta.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real mail servers use the relay, and what they say is stored byte for byte. */
@Timeout(240)
final class RelayingMtaIT {
    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allRealMessagesArriveByteForByte(Product product)
            throws IOException, InterruptedException {
        List<Sample> samples = Sample.all();
        List<String> files = Sample.write(samples, folder.resolve("messages-" + product));
        String sender = product.label() + "@client.example";
        try (WireTap tap = WireTap.before(Way.CLEAR.port(node))) {
            try (RelayingMta mta =
                    product.start(folder.resolve(product.name()), tap.port(), Way.CLEAR)) {
                mta.relay(files, sender);
            }
            List<String> sent = tap.messages();
            Stored.assertSame(
                    sent.stream().map(RelayingMta::withoutTrace).toList(),
                    samples.stream().map(Sample::onTheWire).toList());
            Stored.assertSame(Stored.from(sender, node.installation()), sent);
        }
    }
}
