package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration.Persona;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SOCKS persona answers as the real product, with a password and without. */
@Tag("alone")
@Timeout(300)
final class SocksDifferentialIT {
    private static final Path SCRIPTS = Judgement.RESOURCES.resolve("socks");
    private static final int DANTE_EXCHANGES_MIN = 100;
    private static final int MICROSOCKS_EXCHANGES_MIN = 60;

    @TempDir private Path folder = Path.of("");

    /** Starts a real server in a folder of its own. */
    private interface Real {
        Server start(Path folder, boolean asksPassword) throws IOException, InterruptedException;
    }

    @Test
    void danteIsMetByteForByte() throws IOException, InterruptedException {
        Comparison comparison = compare(RealSocks::dante, Persona.DANTE, "dante");
        Judgement.pass("Dante 1.4.2", "dante", comparison, DANTE_EXCHANGES_MIN, 97);
    }

    @Test
    void microsocksIsMetByteForByte() throws IOException, InterruptedException {
        Comparison comparison = compare(RealSocks::microsocks, Persona.MICROSOCKS, "microsocks");
        Judgement.pass("microsocks 1.0.3", "microsocks", comparison, MICROSOCKS_EXCHANGES_MIN, 97);
    }

    private Comparison compare(Real real, Persona persona, String product)
            throws IOException, InterruptedException {
        try (var host = SilentHost.start()) {
            List<Script> open = scripts(host, SCRIPTS, SCRIPTS.resolve(product));
            List<Script> closed =
                    scripts(
                            host,
                            SCRIPTS.resolve("password"),
                            SCRIPTS.resolve(product).resolve("password"));
            return compare(real, persona, false, open).and(compare(real, persona, true, closed));
        }
    }

    private Comparison compare(
            Real real, Persona persona, boolean asksPassword, List<Script> scripts)
            throws IOException, InterruptedException {
        Path here = Files.createTempDirectory(folder, "servers");
        try (Server theirs = real.start(Files.createDirectory(here.resolve("real")), asksPassword);
                Server ours = ProxyImitation.start(here.resolve("ours"), persona, asksPassword)) {
            return new Duel(theirs, ours, Masks.ofSocks(), SocksPlayer::play).fight(scripts);
        }
    }

    private static List<Script> scripts(SilentHost host, Path... folders) throws IOException {
        List<Script> all = new ArrayList<>();
        for (Path one : folders) {
            all.addAll(Script.in(one, line -> filled(line, host)));
        }
        return all;
    }

    /** Where somebody listens, and where nobody does: at the client's own address. */
    private static String filled(String line, SilentHost host) {
        InetSocketAddress end = host.address();
        return line.replace("{mail name}", named(end.getAddress().getHostAddress()))
                .replace("{mail}", escaped(end.getAddress().getAddress()))
                .replace(
                        "{port}",
                        escaped(new byte[] {(byte) (end.getPort() >> 8), (byte) end.getPort()}))
                .replace("{self name}", named(HttpPlayer.CLIENT.getHostAddress()))
                .replace("{self}", escaped(HttpPlayer.CLIENT.getAddress()));
    }

    private static String named(String host) {
        return escaped(new byte[] {(byte) host.length()}) + host;
    }

    private static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        for (byte one : bytes) {
            text.append("\\x%02x".formatted(one & 0xff));
        }
        return text.toString();
    }
}
