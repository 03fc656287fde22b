package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who checks whether an address exists gives up after ten seconds: up to RCPT we take eight. */
class PromptnessTest {
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** The longest that {@code config check} lets pass. */
    private static final Duration GREET_PAUSE = Duration.ofSeconds(5);

    private static final Pattern WAIT = Pattern.compile("(?m)^W: (.*)$");

    private static final Set<Persona> MAIL_SERVERS =
            EnumSet.of(Persona.SENDMAIL, Persona.POSTFIX, Persona.EXIM, Persona.EXCHANGE);

    static Stream<Arguments> servers() {
        return Stream.of(Persona.values())
                .filter(persona -> MAIL_SERVERS.contains(persona))
                .flatMap(
                        persona ->
                                Stream.of(
                                                "trap@one.example",
                                                "nobody@one.example",
                                                "x@far.example",
                                                "postmaster",
                                                "a@@b")
                                        .map(to -> Arguments.of(persona, to)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theAnswerToRcptComesInTime(Persona persona, String recipient) {
        assertThat(waited(persona, "mx", recipient)).isLessThanOrEqualTo(LONGEST);
        assertThat(waited(persona, "relay", recipient)).isLessThanOrEqualTo(LONGEST);
    }

    private static Duration waited(Persona persona, String service, String recipient) {
        var bait = TestNode.bait();
        RecipientPolicy policy =
                service.equals("mx")
                        ? new RecipientPolicy.Destination(bait, TestNode.bait(BaitStyle.NATURAL))
                        : new RecipientPolicy.OpenRelay(bait);
        var usual = TestNode.SMTP;
        var settings =
                new Configuration.Smtp(
                        usual.messageBytesMax(),
                        usual.recipientsMax(),
                        GREET_PAUSE,
                        usual.authMechanisms(),
                        usual.commandMax(),
                        usual.dataMax());
        var face = new SmtpServer.Face("mx.one.example", persona, true, true);
        var server = new SmtpServer(face, policy, new Passwords.None(), settings);
        Instant start = Instant.EPOCH;
        var stage = new Stage(server.dialogue(), TestNode.peer(service, 25), start);
        stage.open();
        boolean silent = !stage.text().contains("S: 220");
        Duration waited = silent ? GREET_PAUSE : Duration.ZERO;
        stage.pass(waited);
        assertThat(stage.text()).contains("S: 220");
        for (String line :
                List.of(
                        "EHLO verifier.example",
                        "MAIL FROM:<check@verifier.example>",
                        "RCPT TO:<" + recipient + ">")) {
            stage.receive((line + "\r\n").getBytes(ISO_8859_1));
        }
        var pauses = WAIT.matcher(stage.text());
        while (pauses.find()) {
            waited = waited.plus(Duration.parse("PT" + pauses.group(1)));
        }
        return waited;
    }
}
