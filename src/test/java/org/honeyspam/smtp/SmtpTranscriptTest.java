package org.honeyspam.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpTranscriptTest {
    private static final Bait BAIT = TestNode.bait();

    /** What a harvester took before the destination server's transcripts begin. */
    private static final List<String> HARVESTED =
            BAIT.grant(
                            TestNode.peer("web", 80).source().ip(),
                            "agent",
                            "www.one.example",
                            "/page.html",
                            List.of("text", "text", "text"),
                            Instant.parse("2026-03-01T12:00:00Z"))
                    .addresses();

    static Stream<Path> relay() throws IOException {
        return Transcript.in("smtp-relay");
    }

    static Stream<Path> destination() throws IOException {
        return Transcript.in("smtp-mx");
    }

    static Stream<Path> postfix() throws IOException {
        return Transcript.in("smtp-postfix");
    }

    static Stream<Path> providers() throws IOException {
        return Transcript.in("smtp-providers");
    }

    /** The file is called after the host that was asked for. */
    @ParameterizedTest
    @MethodSource("providers")
    void theServerThatAProxyLeadsToAnswersAsWritten(Path file) throws IOException {
        Peer direct = TestNode.peer("proxy", 3128);
        String host = file.getFileName().toString().replace(".txt", "");
        Peer peer = direct.behind(new Hop("socks5", direct.local(), host + ":587"), "relay");
        var policy = new RecipientPolicy.OpenRelay(BAIT);
        var provider = Provider.of(host);
        Transcript.check(
                file,
                peer,
                () ->
                        SmtpServer.of(
                                        provider,
                                        true,
                                        true,
                                        policy,
                                        new Passwords.Sticky(),
                                        TestNode.SMTP)
                                .dialogue());
    }

    static Stream<Path> exim() throws IOException {
        return Transcript.in("smtp-exim");
    }

    static Stream<Path> exchangeRelay() throws IOException {
        return Transcript.in("smtp-exchange");
    }

    static Stream<Path> exchangeDestination() throws IOException {
        return Transcript.in("smtp-exchange-mx");
    }

    /** What a listener offers beyond the plain product is in the name of the file. */
    private static SmtpServer server(
            Path file, Persona persona, String host, RecipientPolicy policy) {
        String name = file.getFileName().toString();
        boolean secure = name.startsWith("tls-") || name.startsWith("auth-");
        var face = new SmtpServer.Face(host, persona, secure, secure);
        Duration pause = name.startsWith("pause-") ? Duration.ofSeconds(1) : Duration.ZERO;
        var usual = TestNode.SMTP;
        var settings =
                new Configuration.Smtp(
                        usual.messageBytesMax(),
                        usual.recipientsMax(),
                        pause,
                        usual.authMechanisms(),
                        usual.commandMax(),
                        usual.dataMax());
        return new SmtpServer(face, policy, new Passwords.Sticky(), settings);
    }

    @ParameterizedTest
    @MethodSource("relay")
    void theRelayAnswersAsWritten(Path file) throws IOException {
        Peer direct = TestNode.peer("relay", 25);
        var hop = new Hop("http-connect", direct.local(), "mail.one.example:25");
        boolean proxied = file.getFileName().toString().startsWith("proxy");
        Peer peer = proxied ? direct.behind(hop, "relay") : direct;
        var policy = new RecipientPolicy.OpenRelay(BAIT);
        Transcript.check(
                file,
                peer,
                () -> server(file, Persona.SENDMAIL, "mail.one.example", policy).dialogue());
    }

    @ParameterizedTest
    @MethodSource("exchangeRelay")
    void exchangeAnswersAsWritten(Path file) throws IOException {
        var policy = new RecipientPolicy.OpenRelay(BAIT);
        Transcript.check(
                file,
                TestNode.peer("relay", 25),
                () -> server(file, Persona.EXCHANGE, "mail.one.example", policy).dialogue());
    }

    @ParameterizedTest
    @MethodSource("exchangeDestination")
    void exchangeTakesMailForItsUsers(Path file) throws IOException {
        var policy = new RecipientPolicy.Destination(BAIT, TestNode.bait(BaitStyle.NATURAL));
        Transcript.check(
                file,
                TestNode.peer("mx", 25),
                () -> server(file, Persona.EXCHANGE, "mx.one.example", policy).dialogue());
    }

    @ParameterizedTest
    @MethodSource("destination")
    void theDestinationServerAnswersAsWritten(Path file) throws IOException {
        var policy = new RecipientPolicy.Destination(BAIT, TestNode.bait(BaitStyle.NATURAL));
        Transcript.check(
                file,
                TestNode.peer("mx", 25),
                () -> server(file, Persona.SENDMAIL, "mx.one.example", policy).dialogue());
    }

    @ParameterizedTest
    @MethodSource("postfix")
    void postfixAnswersAsWritten(Path file) throws IOException {
        eitherAnswersAsWritten(file, Persona.POSTFIX);
    }

    @ParameterizedTest
    @MethodSource("exim")
    void eximAnswersAsWritten(Path file) throws IOException {
        eitherAnswersAsWritten(file, Persona.EXIM);
    }

    /** As destination server if the file's name says so, else as relay. */
    private static void eitherAnswersAsWritten(Path file, Persona persona) throws IOException {
        boolean mx = file.getFileName().toString().startsWith("mx-");
        RecipientPolicy policy =
                mx
                        ? new RecipientPolicy.Destination(BAIT, TestNode.bait(BaitStyle.NATURAL))
                        : new RecipientPolicy.OpenRelay(BAIT);
        String host = mx ? "mx.one.example" : "mail.one.example";
        Transcript.check(
                file,
                TestNode.peer(mx ? "mx" : "relay", 25),
                () -> server(file, persona, host, policy).dialogue());
    }

    @Test
    void theTranscriptsMailWhatWasHarvested() {
        assertThat(HARVESTED)
                .containsExactly(
                        "margot.ngidi6001@one.example",
                        "lev.daniel4871@one.example",
                        "badenhorst.shakeel2703@two.example");
    }
}
