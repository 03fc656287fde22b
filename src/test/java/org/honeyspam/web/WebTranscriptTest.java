package org.honeyspam.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Network;
import org.honeyspam.site.TestSites;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebTranscriptTest {
    static Stream<Path> web() throws IOException {
        return Transcript.in("web");
    }

    @ParameterizedTest
    @MethodSource("web")
    void theSitesAnswerAsWritten(Path file) throws IOException {
        check(file, Persona.APACHE, TestNode.WEB, Pace::quick, List.of());
    }

    static Stream<Path> iis() throws IOException {
        return Transcript.in("web-iis");
    }

    @ParameterizedTest
    @MethodSource("iis")
    void iisAnswersAsWritten(Path file) throws IOException {
        check(file, Persona.IIS, TestNode.WEB_OF_PRODUCT, Pace::quick, List.of());
    }

    static Stream<Path> forwarded() throws IOException {
        return Transcript.in("web-forwarded");
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void visitorsBehindAServerOfOursAreToldApart(Path file) throws IOException {
        List<Network> ours = List.of(Network.of("192.0.2.0/24"));
        check(file, Persona.APACHE, TestNode.WEB, Pace::quick, ours);
    }

    static Stream<Path> nginx() throws IOException {
        return Transcript.in("web-nginx");
    }

    @ParameterizedTest
    @MethodSource("nginx")
    void nginxAnswersAsWritten(Path file) throws IOException {
        check(file, Persona.NGINX, TestNode.WEB_OF_PRODUCT, Pace::quick, List.of());
    }

    static Stream<Path> slow() throws IOException {
        return Transcript.in("web-slow");
    }

    /** From the third page on, as from the two hundredth one else. */
    @ParameterizedTest
    @MethodSource("slow")
    void whoGoesOnWaitsAsWritten(Path file) throws IOException {
        var slow = new Configuration.Slow(2, Duration.ofSeconds(5), Duration.ofSeconds(3), 2);
        check(file, Persona.APACHE, TestNode.WEB, () -> new Pace(slow, List.of(), 7), List.of());
    }

    /** All is new each time: what a visitor gets, and how fast, follows from what he had. */
    private static void check(
            Path file,
            Persona persona,
            Configuration.Web settings,
            Supplier<Pace> pace,
            List<Network> forwarders)
            throws IOException {
        var face = TestNode.webFace(persona);
        Transcript.check(
                file,
                TestNode.peer("web", 80),
                () ->
                        new WebServer(face, TestSites.make(), settings, pace.get(), forwarders)
                                .dialogue());
    }

    static Stream<Path> unsecured() throws IOException {
        return Transcript.in("web-unsecured");
    }

    @ParameterizedTest
    @MethodSource("unsecured")
    void whoForgetsTlsIsToldByApacheAsWritten(Path file) throws IOException {
        checkWithoutTls(file, Persona.APACHE);
    }

    static Stream<Path> unsecuredNginx() throws IOException {
        return Transcript.in("web-nginx-unsecured");
    }

    @ParameterizedTest
    @MethodSource("unsecuredNginx")
    void whoForgetsTlsIsToldByNginxAsWritten(Path file) throws IOException {
        checkWithoutTls(file, Persona.NGINX);
    }

    private static void checkWithoutTls(Path file, Persona persona) throws IOException {
        var face = new WebServer.Face(persona, true, 1);
        Transcript.check(
                file,
                TestNode.peer("web", 443),
                () ->
                        new WithoutTls(
                                new WebServer(face, TestSites.make(), TestNode.WEB_OF_PRODUCT)
                                        .dialogue()));
    }

    static Stream<Path> http2() throws IOException {
        return Transcript.in("http2");
    }

    @ParameterizedTest
    @MethodSource("http2")
    void http2IsSpokenAsWritten(Path file) throws IOException {
        Transcript.check(
                file,
                TestNode.peer("web", 443),
                () ->
                        new FrameText(
                                new WebServer(
                                                TestNode.webFace(Persona.IIS),
                                                TestSites.make(),
                                                TestNode.WEB_OF_PRODUCT)
                                        .http2()));
    }
}
