package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.net.Reception;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;

/** Our open relay in one persona, in this process, with a journal and a store of its own. */
final class Imitation implements MailServer {
    private static final int MEMORY_BYTES = 64 << 20;

    private final Premises premises;

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
        premises = Premises.open(folder, MEMORY_BYTES, new Reception("relay", server::dialogue));
    }

    static Imitation start(Path folder, Configuration.Persona persona, Face face)
            throws IOException {
        return new Imitation(folder, persona, face);
    }

    @Override
    public InetSocketAddress smtp() {
        return premises.address();
    }

    @Override
    public void close() throws IOException {
        premises.close();
    }
}
