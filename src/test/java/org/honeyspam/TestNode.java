package org.honeyspam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.honeyspam.bait.Bait;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.site.Crawlers;
import org.honeyspam.site.Obedience;
import org.honeyspam.site.Sites;
import org.honeyspam.smtp.SmtpServer;
import org.honeyspam.web.WebServer;

/** Settings and peers that tests share. */
public final class TestNode {
    public static final Configuration.Smtp SMTP =
            new Configuration.Smtp(
                    100_000,
                    5,
                    Duration.ZERO,
                    List.of("PLAIN", "LOGIN", "CRAM-MD5", "NTLM"),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10));

    public static final Configuration.Proxy PROXY =
            new Configuration.Proxy(
                    8_192,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    false,
                    4,
                    Configuration.Anonymity.ANONYMOUS,
                    "",
                    1_024);
    public static final Configuration.Web WEB =
            new Configuration.Web(
                    2,
                    20,
                    2,
                    20,
                    20,
                    false,
                    List.of(),
                    8_190,
                    100,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    100,
                    65_536);

    /** Every limit is the product's own. */
    public static final Configuration.Web WEB_OF_PRODUCT =
            new Configuration.Web(
                    2,
                    20,
                    2,
                    20,
                    20,
                    false,
                    List.of(),
                    0,
                    0,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    65_536);

    public static final List<Configuration.Site> SITES =
            List.of(
                    new Configuration.Site("www.one.example", "one.example", "Site One"),
                    new Configuration.Site("www.two.example", "two.example", "Site Two"));

    /** As the template of a configuration has it. */
    public static final Configuration.Crawlers CRAWLERS =
            new Configuration.Crawlers(
                    Treatment.PASS,
                    Treatment.MAZE,
                    Treatment.PASS,
                    Treatment.ADDRESSES,
                    null,
                    false,
                    List.of());

    private TestNode() {}

    /** An SMTP server that offers all there is to offer. */
    public static SmtpServer.Face face(String host) {
        return new SmtpServer.Face(host, Configuration.Persona.SENDMAIL, true, true);
    }

    /** A web server in the clear. */
    public static WebServer.Face webFace(Configuration.Persona persona) {
        return new WebServer.Face(persona, false, 0x1234_5678_9abc_def0L);
    }

    public static Configuration.Bait bait(Configuration.BaitStyle style) {
        return new Configuration.Bait(
                style,
                List.of("one.example", "two.example"),
                List.of("trap@one.example"),
                false,
                60,
                600,
                100,
                Duration.ofHours(1));
    }

    public static Peer peer(String service, int port) {
        return new Peer(
                "test-1-1",
                service,
                new Endpoint(InetAddress.ofLiteral("192.0.2.7"), 40_000),
                new Endpoint(InetAddress.ofLiteral("198.51.100.1"), port),
                List.of(),
                null);
    }

    /** A key of the tests' own, so that transcripts come out the same every time. */
    public static KeyRing keys() {
        try {
            Path file = Files.createTempFile("honeyspam-test", ".key");
            Files.writeString(file, "1 " + "00112233445566778899aabbccddeeff".repeat(2) + "\n");
            KeyRing keys = KeyRing.read(file);
            Files.delete(file);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What sites settle about crawlers: the built-in list, no look-ups, no robots.txt of ours. */
    public static Sites.Manners manners() {
        var limits = bait(Configuration.BaitStyle.NATURAL);
        var obedience = new Obedience(Crawlers.builtIn(), CRAWLERS, limits, Obedience.nobody());
        return new Sites.Manners(obedience, Map.of());
    }

    /** Bait of that style, with numbers from 1 on. */
    public static Bait bait() {
        var settings = bait(Configuration.BaitStyle.NATURAL);
        List<String> sites = SITES.stream().map(Configuration.Site::host).toList();
        return new Bait(keys(), settings, sites, SerialSource.inMemory());
    }
}
