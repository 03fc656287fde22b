package org.honeyspam.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.bait.Bait;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.proxy.ProxyServer;
import org.honeyspam.site.Corpus;
import org.honeyspam.site.Sites;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;
import org.honeyspam.web.WebServer;

/** The services under test, with limits so small that short input reaches them. */
enum Trade {
    RELAY("smtp", 25, 160, "HELP\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            var policy = new RecipientPolicy.OpenRelay(bait);
            return new SmtpServer(TestNode.face("relay.example"), policy, PASSWORDS, SMTP)
                    .dialogue();
        }
    },
    DESTINATION("smtp", 25, 160, "HELP\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            var traps = TestNode.bait(Configuration.BaitStyle.NATURAL);
            var policy = new RecipientPolicy.Destination(bait, traps);
            return new SmtpServer(TestNode.face("mx.one.example"), policy, PASSWORDS, SMTP)
                    .dialogue();
        }
    },
    POSTFIX("smtp", 25, 160, "\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            var policy = new RecipientPolicy.OpenRelay(bait);
            var face = new SmtpServer.Face("relay.example", Persona.POSTFIX, true, true);
            return new SmtpServer(face, policy, PASSWORDS, SMTP).dialogue();
        }
    },
    EXIM("smtp", 25, 160, "HELP\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            var policy = new RecipientPolicy.OpenRelay(bait);
            var face = new SmtpServer.Face("relay.example", Persona.EXIM, true, true);
            return new SmtpServer(face, policy, PASSWORDS, SMTP).dialogue();
        }
    },
    EXCHANGE("smtp", 25, 160, "HELP\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            var traps = TestNode.bait(Configuration.BaitStyle.NATURAL);
            var policy = new RecipientPolicy.Destination(bait, traps);
            var face =
                    new SmtpServer.Face(
                            "mx.one.example", Configuration.Persona.EXCHANGE, true, true);
            return new SmtpServer(face, policy, PASSWORDS, SMTP).dialogue();
        }
    },
    WEB("web", 80, 120, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return new WebServer(TestNode.webFace(Persona.APACHE), sites(bait), SMALL_WEB)
                    .dialogue();
        }
    },
    NGINX("web", 80, 160, "GET /\r\n\r\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return new WebServer(TestNode.webFace(Persona.NGINX), sites(bait), SMALL_WEB)
                    .dialogue();
        }
    },
    IIS("web", 80, 160, "GET / HTTP/1.1\nHost:\n\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return new WebServer(TestNode.webFace(Persona.IIS), sites(bait), SMALL_WEB).dialogue();
        }
    },
    PROXY("proxy", 3128, 240, "GET http://a/ HTTP/1.1\r\n\r\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.ANY_PROXY, false, bait);
        }
    },
    MOD_PROXY("mod-proxy", 8080, 240, "GET http://a/ HTTP/1.0\r\n\r\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.MOD_PROXY, false, bait);
        }
    },
    ROUTER("router-proxy", 8080, 240, "GET http://a/ HTTP/1.0\r\n\r\n") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.ROUTER, false, bait);
        }
    },
    DANTE("socks", 1080, 240, "\4\1\0\31\300\0\2\11\0") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.DANTE, false, bait);
        }
    },
    DANTE_WITH_PASSWORD("socks", 1080, 240, "\5\1\2\1\1a\1b") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.DANTE, true, bait);
        }
    },
    MICROSOCKS("socks", 1080, 240, "\5\1\0\5\1\0\1\300\0\2\11\0\26") {
        @Override
        Dialogue dialogue(Bait bait) {
            return proxy(Persona.MICROSOCKS, false, bait);
        }
    };

    /** Said and recorded at the most, besides what answers the input: greeting, end, time-outs. */
    static final int IDLE_BYTES_MAX = 2_000;

    static final int MESSAGE_BYTES_MAX = 2_000;

    private static final Passwords PASSWORDS = new Passwords.Sticky();

    private static final Configuration.Smtp SMTP =
            new Configuration.Smtp(
                    MESSAGE_BYTES_MAX,
                    3,
                    Duration.ZERO,
                    List.of("PLAIN", "LOGIN", "CRAM-MD5", "NTLM"),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10));
    private static final Configuration.Proxy SMALL_PROXY =
            new Configuration.Proxy(
                    400,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    true,
                    4,
                    Configuration.Anonymity.TRANSPARENT,
                    "",
                    400);
    private static final Configuration.Web SMALL_WEB =
            new Configuration.Web(
                    2,
                    4,
                    1,
                    3,
                    20,
                    false,
                    List.of(),
                    400,
                    5,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    6,
                    500);
    private static final Corpus CORPUS = corpus();

    private final String folder;
    private final int port;

    /** Said and recorded at the most for a byte of input: what its shortest request can cause. */
    final int bytesPerByteMax;

    /** The request that causes most for its length. */
    final String dearest;

    Trade(String folder, int port, int bytesPerByteMax, String dearest) {
        this.folder = folder;
        this.port = port;
        this.bytesPerByteMax = bytesPerByteMax;
        this.dearest = dearest;
    }

    abstract Dialogue dialogue(Bait bait);

    Dialogue dialogue() {
        return dialogue(TestNode.bait());
    }

    Peer peer() {
        return TestNode.peer(folder, port);
    }

    List<String> phrases() {
        return Noise.phrases(folder, Words.of(folder));
    }

    private static Dialogue proxy(Persona persona, boolean asksPassword, Bait bait) {
        var face = new ProxyServer.Face("px.example", persona, asksPassword);
        var inside = new TestInside(() -> RELAY.dialogue(bait));
        return new ProxyServer(face, SMALL_PROXY, inside).dialogue();
    }

    private static Sites sites(Bait bait) {
        return new Sites(TestNode.SITES, SMALL_WEB, new byte[32], bait, CORPUS, TestNode.manners());
    }

    private static Corpus corpus() {
        try {
            return Corpus.read(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
