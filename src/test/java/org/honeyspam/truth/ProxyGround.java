package org.honeyspam.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.honeyspam.proxy.OriginServer;

/** Whom proxies are asked for: an origin server, a mail server, and a host that says nothing. */
final class ProxyGround implements AutoCloseable {
    static final Path SCRIPTS = Judgement.RESOURCES.resolve("proxy");
    private static final InetAddress MAIL = InetAddress.ofLiteral("127.0.0.77");
    private static final InetAddress SILENT = InetAddress.ofLiteral("127.0.0.78");
    private static final int MAIL_PORT = 2525;
    private static final int SILENT_PORT = 8080;
    private static final int BACKLOG_MAX = 10;

    private final OriginServer origin;
    private final ServerSocket mail;
    private final ServerSocket silent;
    private final List<Socket> backlog = new ArrayList<>();

    ProxyGround() throws IOException {
        origin = OriginServer.start();
        mail = new ServerSocket(MAIL_PORT, 50, MAIL);
        silent = new ServerSocket(SILENT_PORT, 1, SILENT);
        fill();
    }

    /** Where nobody accepts and no more fit in, connections are not answered any more. */
    private void fill() {
        try {
            while (backlog.size() < BACKLOG_MAX) {
                var one = new Socket();
                backlog.add(one);
                one.connect(new InetSocketAddress(SILENT, SILENT_PORT), 300);
            }
        } catch (IOException e) {
            return; // It is full.
        }
        throw new AssertionError("a port that nobody accepts at takes any number");
    }

    /** Plays the scripts of a folder to both. */
    Comparison compare(Server real, Server ours, String folder)
            throws IOException, InterruptedException {
        assertThat(mail.isBound() && silent.isBound()).isTrue();
        UnaryOperator<String> filled =
                line ->
                        line.replace("~", "\\r\\n")
                                .replace("@origin@", originHost(folder) + ":" + origin.port())
                                .replace("@port@", "" + origin.port());
        List<Script> all = Script.in(SCRIPTS.resolve(folder), filled);
        var masks = Masks.ofProxies(real.address().getPort(), ours.address().getPort());
        return new Duel(real, ours, masks, HttpPlayer::play).fight(all);
    }

    /** Squid has a hosts file of its own; Apache asks the system, which knows no name of ours. */
    private static String originHost(String folder) {
        return folder.startsWith("squid") ? "origin.example" : "127.0.0.1";
    }

    @Override
    public void close() throws IOException {
        for (Socket one : backlog) {
            one.close();
        }
        silent.close();
        mail.close();
        origin.close();
    }
}
