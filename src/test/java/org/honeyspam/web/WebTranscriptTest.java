package org.honeyspam.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Network;
import org.honeyspam.config.Slow;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.site.TestSites;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each web server answers is what its folder of transcripts says. */
class WebTranscriptTest {
    /** From the third page on he waits who waits from the two hundredth one else. */
    private static final Slow SOON_SLOW =
            new Slow(2, Duration.ofSeconds(5), Duration.ofSeconds(3), 2);

    private static final List<Server> SERVERS =
            List.of(
                    new Server("web", 80, () -> server(Persona.APACHE, TestNode.WEB).dialogue()),
                    new Server("web-iis", 80, () -> ofProduct(Persona.IIS).dialogue()),
                    new Server("web-nginx", 80, () -> ofProduct(Persona.NGINX).dialogue()),
                    new Server("web-forwarded", 80, () -> forwarded().dialogue()),
                    new Server("web-slow", 80, () -> slow().dialogue()),
                    new Server("web-unsecured", 443, () -> withoutTls(Persona.APACHE)),
                    new Server("web-nginx-unsecured", 443, () -> withoutTls(Persona.NGINX)),
                    new Server("http2", 443, () -> new FrameText(ofProduct(Persona.IIS).http2())));

    /**
     * Whose transcripts a folder has.
     *
     * @param dialogue new each time, sites and all: what a visitor gets, and how fast, follows from
     *     what he had
     */
    record Server(String folder, int port, Supplier<Dialogue> dialogue) {
        Stream<Arguments> transcripts() {
            try {
                return Transcript.in(folder).map(file -> Arguments.of(this, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    private static WebServer server(Persona persona, Configuration.Web settings) {
        return new WebServer(TestNode.webFace(persona), TestSites.make(), settings);
    }

    private static WebServer ofProduct(Persona persona) {
        return server(persona, TestNode.WEB_OF_PRODUCT);
    }

    private static Dialogue withoutTls(Persona persona) {
        var face = new WebServer.Face(persona, true, 1);
        var server = new WebServer(face, TestSites.make(), TestNode.WEB_OF_PRODUCT);
        return new WithoutTls(server.dialogue());
    }

    private static WebServer forwarded() {
        List<Network> ours = List.of(Network.of("192.0.2.0/24"));
        var face = TestNode.webFace(Persona.APACHE);
        return new WebServer(face, TestSites.make(), TestNode.WEB, Pace.quick(), ours);
    }

    private static WebServer slow() {
        var face = TestNode.webFace(Persona.APACHE);
        var pace = new Pace(SOON_SLOW, List.of(), 7);
        return new WebServer(face, TestSites.make(), TestNode.WEB, pace);
    }

    static Stream<Arguments> transcripts() {
        return SERVERS.stream().flatMap(Server::transcripts);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServersAnswerAsWritten(Server server, Path file) throws IOException {
        Transcript.check(file, TestNode.peer("web", server.port()), server.dialogue());
    }
}
