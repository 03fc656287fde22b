package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;

/** Debian's access list for recipients, where it takes more of them than a transcript has. */
class EximAccessTest {
    private static final int RECIPIENTS_MAX = 50;

    @Test
    void whoGuessesIsRefusedAtTheEleventhButForThePostmaster() {
        var stage = destination();
        say(stage, "EHLO x.example");
        say(stage, "MAIL FROM:<a@b.example>");
        for (int i = 1; i <= 10; i++) {
            assertThat(say(stage, "RCPT TO:<user" + i + "@one.example>"))
                    .endsWith("S: 550 Unrouteable address\n");
        }
        String tooMany = "S: 550 Rejected for too many bad recipients\n";
        assertThat(say(stage, "RCPT TO:<user11@one.example>")).endsWith(tooMany);
        assertThat(say(stage, "RCPT TO:<trap@one.example>")).endsWith(tooMany);
        assertThat(say(stage, "RCPT TO:<postmaster@two.example>")).endsWith("S: 250 Accepted\n");
        assertThat(say(stage, "RCPT TO:<postmaster>")).endsWith("S: 250 Accepted\n");
        assertThat(say(stage, "RCPT TO:<postmaster@elsewhere.example>")).endsWith(tooMany);
    }

    private static Stage destination() {
        var usual = TestNode.SMTP;
        var settings =
                new Configuration.Smtp(
                        usual.messageBytesMax(),
                        RECIPIENTS_MAX,
                        Duration.ZERO,
                        List.of(),
                        usual.commandMax(),
                        usual.dataMax());
        var policy =
                new RecipientPolicy.Destination(TestNode.bait(), TestNode.bait(BaitStyle.NATURAL));
        var face = new SmtpServer.Face("mx.one.example", Persona.EXIM, false, false);
        var server = new SmtpServer(face, policy, new Passwords.None(), settings);
        var stage = new Stage(server.dialogue(), TestNode.peer("mx", 25), Instant.EPOCH);
        stage.open();
        return stage;
    }

    private static String say(Stage stage, String line) {
        stage.receive((line + "\r\n").getBytes(ISO_8859_1));
        return stage.text();
    }
}
