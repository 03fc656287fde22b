package org.honeyspam.node;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.proxy.Inside;
import org.honeyspam.proxy.ProxyServer;
import org.honeyspam.site.Site;
import org.honeyspam.site.Sites;
import org.honeyspam.smtp.Claim;
import org.honeyspam.smtp.Passwords;
import org.honeyspam.smtp.Provider;
import org.honeyspam.smtp.RecipientPolicy;
import org.honeyspam.smtp.SmtpServer;
import org.jspecify.annotations.Nullable;

/** The world behind a proxy: the other services of the node. */
final class BehindProxy implements Inside {
    private static final int SMTPS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final int SOCKS_PORT = 1080;

    private final Configuration configuration;
    private final Configuration.Smtp smtp;
    private final Sites sites;
    private final RecipientPolicy relay;
    private final Passwords mailPasswords;
    private final Passwords proxyPasswords;

    BehindProxy(
            Configuration configuration,
            Sites sites,
            RecipientPolicy relay,
            Passwords mailPasswords,
            Passwords proxyPasswords) {
        this.configuration = configuration;
        this.smtp = withoutPause(configuration.smtp());
        this.sites = sites;
        this.relay = relay;
        this.mailPasswords = mailPasswords;
        this.proxyPasswords = proxyPasswords;
    }

    /** Who comes through a proxy may send his first command with the request to connect. */
    private static Configuration.Smtp withoutPause(Configuration.Smtp smtp) {
        return new Configuration.Smtp(
                smtp.messageBytesMax(),
                smtp.recipientsMax(),
                Duration.ZERO,
                smtp.authMechanisms(),
                smtp.commandMax(),
                smtp.dataMax());
    }

    /** As the provider's own, to whom everything is mail for one of his: it takes all. */
    @Override
    public Landing mail(String host, int port) {
        boolean secure = port == SMTPS_PORT;
        boolean submission = secure || port == SUBMISSION_PORT;
        Provider provider = Provider.of(host);
        var server = SmtpServer.of(provider, !secure, submission, relay, mailPasswords, smtp);
        return new Landing(server.dialogue(), secure ? server.tls() : null);
    }

    @Override
    public Landing proxy(String host, int port) {
        var face = new ProxyServer.Face(host, persona(port), false);
        return new Landing(new ProxyServer(face, configuration.proxy(), this).dialogue(), null);
    }

    /** At the port of SOCKS there is nothing else; elsewhere whatever is spoken is understood. */
    private static Persona persona(int port) {
        return port == SOCKS_PORT ? Persona.DANTE : Persona.ANY_PROXY;
    }

    @Override
    public Site.Page page(String host, String path, Peer peer, String userAgent, Instant now) {
        return sites.elsewhere(host).anyPage(path, peer, userAgent, now);
    }

    @Override
    public @Nullable String recognise(String address) {
        return sites.recognise(address);
    }

    @Override
    public boolean admits(String user, String password, InetAddress source) {
        return proxyPasswords.admit(Claim.password(user, password), source);
    }
}
