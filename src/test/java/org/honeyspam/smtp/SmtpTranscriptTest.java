package org.honeyspam.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration.BaitStyle;
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
                            3,
                            Instant.parse("2026-03-01T12:00:00Z"))
                    .addresses();

    static Stream<Path> relay() throws IOException {
        return Transcript.in("smtp-relay");
    }

    static Stream<Path> destination() throws IOException {
        return Transcript.in("smtp-mx");
    }

    @ParameterizedTest
    @MethodSource("relay")
    void theRelayAnswersAsWritten(Path file) throws IOException {
        Peer direct = TestNode.peer("relay", 25);
        var hop = new Hop("http-connect", direct.local(), "mail.one.example:25");
        boolean proxied = file.getFileName().toString().startsWith("proxy");
        Peer peer = proxied ? direct.behind(hop, "relay") : direct;
        var policy = new RecipientPolicy.OpenRelay(BAIT);
        var server = new SmtpServer("mail.one.example", policy, TestNode.SMTP);
        Transcript.check(file, peer, server::dialogue);
    }

    @ParameterizedTest
    @MethodSource("destination")
    void theDestinationServerAnswersAsWritten(Path file) throws IOException {
        var policy = new RecipientPolicy.Destination(BAIT, TestNode.bait(BaitStyle.NATURAL));
        var server = new SmtpServer("mx.one.example", policy, TestNode.SMTP);
        Transcript.check(file, TestNode.peer("mx", 25), server::dialogue);
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
