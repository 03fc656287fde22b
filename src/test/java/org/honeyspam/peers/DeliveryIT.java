package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages from real clients are stored byte for byte as they were on the wire. */
@Timeout(300) // By default, less than a minute.
final class DeliveryIT {
    /** Where each costs a process, one of so many real messages is sent. */
    private static final int EVERY = Integer.getInteger("messages.every", 5);

    private static final String RECIPIENT = "somebody@victim.example";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    /** Sends one message. */
    private interface Client {
        void send(Sample sample, String sender, int port) throws IOException, InterruptedException;
    }

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

    @Test
    void smtplibDeliversByteForByte() throws IOException, InterruptedException, SQLException {
        List<Sample> samples = Sample.all();
        List<String> words = new ArrayList<>(Sample.write(samples, folder.resolve("smtplib")));
        try (WireTap tap = WireTap.before(node.port(Service.RELAY))) {
            words.addAll(0, List.of("" + tap.port(), "smtplib@client.example", RECIPIENT));
            words.addFirst("src/test/resources/peers/send.py");
            Program.ofDebian("python3", "python3")
                    .within(Duration.ofSeconds(90))
                    .succeed(words.toArray(String[]::new));
            assertStoredAsSent(samples, tap, "smtplib@client.example");
            Stored.assertTraced("smtplib@client.example", node.installation());
        }
    }

    @Test
    void nodemailerDeliversByteForByte() throws IOException, InterruptedException {
        List<Sample> samples = Sample.all();
        String sender = "nodemailer@client.example";
        List<String> files = Sample.write(samples, folder.resolve("nodemailer"));
        try (WireTap tap = WireTap.before(node.port(Service.RELAY))) {
            Nodemailer.send(
                    tap.port(), Way.CLEAR, List.of("none", "none"), sender, RECIPIENT, files);
            assertStoredAsSent(samples, tap, sender);
        }
    }

    @Test
    void swaksDeliversByteForByte() throws IOException, InterruptedException {
        // Without its fix-ups it puts the text on the wire as it is: dots are doubled here.
        each("swaks@client.example", DeliveryIT::swaks);
    }

    private static void swaks(Sample sample, String sender, int port)
            throws IOException, InterruptedException {
        String stuffed = ("\n" + sample.onTheWire()).replace("\n.", "\n..").substring(1);
        Path file = Files.writeString(folder.resolve("swaks-data"), stuffed + ".", ISO_8859_1);
        Program.ofDebian("swaks", "swaks")
                .succeed(
                        "--server=127.0.0.1",
                        "--port=" + port,
                        "--helo=pc42.dialup.example",
                        "--from=" + sender,
                        "--to=" + RECIPIENT,
                        "--timeout=10s",
                        "--no-data-fixup",
                        "--suppress-data",
                        "--data=@" + file);
    }

    @Test
    void curlDeliversByteForByte() throws IOException, InterruptedException {
        each("curl@client.example", DeliveryIT::curl);
    }

    private static void curl(Sample sample, String sender, int port)
            throws IOException, InterruptedException {
        Program.ofDebian("curl", "curl")
                .succeed(
                        "--silent",
                        "--show-error",
                        "--max-time",
                        "20",
                        "--mail-from",
                        sender,
                        "--mail-rcpt",
                        RECIPIENT,
                        "--upload-file",
                        sample.writeTo(folder).toString(),
                        "smtp://127.0.0.1:%d/pc43.dialup.example".formatted(port));
    }

    @Test
    void msmtpDeliversByteForByte() throws IOException, InterruptedException {
        each("msmtp@client.example", DeliveryIT::msmtp);
    }

    private static void msmtp(Sample sample, String sender, int port)
            throws IOException, InterruptedException {
        Program.ofDebian("msmtp", "msmtp")
                .reading(sample.text().getBytes(ISO_8859_1))
                .succeed(
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--domain=pc44.dialup.example",
                        "--from=" + sender,
                        "--timeout=10",
                        "--auth=off",
                        "--tls=off",
                        "--set-from-header=off",
                        "--set-date-header=off",
                        "--set-msgid-header=off",
                        "--remove-bcc-headers=off",
                        "--undisclosed-recipients=off",
                        RECIPIENT);
    }

    private static void each(String sender, Client client)
            throws IOException, InterruptedException {
        List<Sample> samples = Sample.each(EVERY);
        try (WireTap tap = WireTap.before(node.port(Service.RELAY))) {
            for (Sample sample : samples) {
                client.send(sample, sender, tap.port());
            }
            assertStoredAsSent(samples, tap, sender);
        }
    }

    /** The client did no damage, and neither did the node. */
    private static void assertStoredAsSent(List<Sample> samples, WireTap tap, String sender)
            throws IOException, InterruptedException {
        List<String> sent = tap.messages();
        Stored.assertSame(sent, samples.stream().map(Sample::onTheWire).toList());
        Stored.assertSame(Stored.from(sender, node.installation()), sent);
    }
}
