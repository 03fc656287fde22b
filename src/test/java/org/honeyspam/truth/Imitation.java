package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Reception;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;

/** Our open relay in one persona, in this process, with a journal and a store of its own. */
final class Imitation implements MailServer {
    private static final Configuration.Limits LIMITS =
            new Configuration.Limits(1_000, 1_000, Duration.ofMinutes(5), 64 << 20);
    private static final int QUEUE_EVENTS_MAX = 100_000;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final Duration KEEP = Duration.ofDays(1);

    private final Journal journal;
    private final MessageStore mail;
    private final Listeners listeners;
    private final InetSocketAddress address;

    /**
     * What both servers are told of themselves, so that they have nothing else to differ in.
     *
     * @param secure whether there is TLS and AUTH, and a user {@code alice} with the password
     *     {@code secret}
     * @param greetPause how long a product that can wait before its greeting does so
     */
    record Face(
            String host,
            long messageBytesMax,
            int recipientsMax,
            boolean secure,
            Duration greetPause) {

        Face(String host, long messageBytesMax, int recipientsMax) {
            this(host, messageBytesMax, recipientsMax, false, Duration.ZERO);
        }

        Face secured() {
            return new Face(host, messageBytesMax, recipientsMax, true, greetPause);
        }

        Face pausing(Duration pause) {
            return new Face(host, messageBytesMax, recipientsMax, secure, pause);
        }
    }

    private Imitation(Path folder, Configuration.Persona persona, Face face) throws IOException {
        var record = new Configuration.Journal(QUEUE_EVENTS_MAX, SEGMENT_BYTES, 1 << 30, KEEP);
        journal = Journal.open(folder.resolve("journal"), "test", 1, record);
        var kept = new Configuration.Mail(SEGMENT_BYTES, 1 << 30, KEEP, 0);
        mail = MessageStore.open(folder.resolve("mail"), kept, LIMITS.messageMemoryBytesMax());
        listeners =
                new Listeners(
                        journal,
                        mail,
                        Certificates.open(folder.resolve("tls"), Map.of(), Instant.now()),
                        Clock.systemUTC(),
                        LIMITS,
                        "test-1");
        var settings =
                new Configuration.Smtp(
                        face.messageBytesMax(),
                        face.recipientsMax(),
                        face.greetPause(),
                        List.of("PLAIN", "LOGIN", "CRAM-MD5"),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5));
        var passwords = new Passwords.Sticky();
        passwords.remember("alice", "secret");
        var server =
                new SmtpServer(
                        new SmtpServer.Face(face.host(), persona, face.secure(), face.secure()),
                        new RecipientPolicy.OpenRelay(TestNode.bait()),
                        passwords,
                        settings);
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        address = listeners.open(wanted, new Reception("relay", server::dialogue));
    }

    static Imitation start(Path folder, Configuration.Persona persona, Face face)
            throws IOException {
        return new Imitation(folder, persona, face);
    }

    @Override
    public InetSocketAddress smtp() {
        return address;
    }

    @Override
    public void close() throws IOException {
        listeners.close();
        journal.close();
        mail.close();
    }
}
