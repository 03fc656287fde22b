package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A console with TLS and users, as others than this machine reach it. */
@Timeout(90)
final class UsersIT {
    private static final String NAME = "console.example.org";
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    private static String viewer = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Program.ofDebian("openssl", "openssl")
                .succeed(
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + NAME,
                        "-addext",
                        "subjectAltName=DNS:" + NAME);
        user("add", "ann", "--role", "operator");
        viewer = user("token", "grafana", "--role", "viewer").out().strip();
        node =
                Installation.init(folder.resolve("node"))
                        .set("console", "listen", "\"127.0.0.1:0\"")
                        .set("console", "hosts", "[\"%s\"]".formatted(NAME))
                        .set("console", "users_file", quoted(users()))
                        .set("console", "certificate", quoted(certificate))
                        .set("console", "certificate_key", quoted(key))
                        .start();
    }

    private static Path users() {
        return folder.resolve("users");
    }

    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }

    private static Program.Finished user(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("user"));
        all.addAll(List.of(words));
        all.addAll(List.of("--file", users().toString()));
        return Installation.program()
                .reading((PASSWORD + "\n").getBytes(UTF_8))
                .succeed(all.toArray(String[]::new));
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (RunningNode ending = node) {
            assertThat(ending.terminate()).isZero();
            assertThat(ending.log()).doesNotContain("Exception", "ERROR");
        }
    }

    /** What curl is answered: the head and the body. */
    private static String curl(String path, String... options)
            throws IOException, InterruptedException {
        int port = node.console().getPort();
        List<String> words = new ArrayList<>(List.of("-s", "-i", "--max-time", "20"));
        words.addAll(List.of("--cacert", folder.resolve("cert.pem").toString()));
        words.addAll(List.of("--resolve", "%s:%d:127.0.0.1".formatted(NAME, port)));
        words.addAll(List.of(options));
        words.add("https://%s:%d%s".formatted(NAME, port, path));
        return Program.ofDebian("curl", "curl").succeed(words.toArray(String[]::new)).out();
    }

    private static String logIn(String name, String password)
            throws IOException, InterruptedException {
        return curl(
                "/login",
                "--data-urlencode",
                "name=" + name,
                "--data-urlencode",
                "password=" + password);
    }

    @Test
    void whoIsInTheFileLogsInOverTls() throws IOException, InterruptedException {
        String in = logIn("ann", PASSWORD);
        assertThat(in).startsWith("HTTP/1.1 303 ").contains("Location: /\r\n");
        String cookie = in.replaceFirst("(?s).*Set-Cookie: ([^;]+);.*", "$1");
        assertThat(in).contains("Secure", "HttpOnly", "SameSite=Strict");
        assertThat(curl("/", "-H", "Cookie: " + cookie))
                .startsWith("HTTP/1.1 200")
                .contains(">ann<");
        assertThat(logIn("ann", "wrong")).startsWith("HTTP/1.1 403").contains("that is not right");
        assertThat(logIn("nobody", PASSWORD)).startsWith("HTTP/1.1 403");
    }

    @Test
    void aViewerSeesAndChangesNothing() throws IOException, InterruptedException {
        String bearer = "Authorization: Bearer " + viewer;
        assertThat(curl("/api/v1/blacklist", "-H", bearer)).startsWith("HTTP/1.1 200");
        String decision = "{\"action\":\"add\",\"network\":\"198.18.7.1\",\"reason\":\"x\"}";
        assertThat(
                        curl(
                                "/api/v1/decisions",
                                "-H",
                                bearer,
                                "-H",
                                "Content-Type: application/json",
                                "-d",
                                decision))
                .startsWith("HTTP/1.1 403")
                .contains("that is for operators");
        assertThat(curl("/api/v1/audit", "-H", bearer)).startsWith("HTTP/1.1 403");
    }

    @Test
    void whoIsTakenOutOfTheFileIsOut() throws IOException, InterruptedException {
        String token = user("token", "gone", "--role", "viewer").out().strip();
        String bearer = "Authorization: Bearer " + token;
        assertThat(curl("/api/v1/health", "-H", bearer)).startsWith("HTTP/1.1 200");
        user("remove", "gone");
        assertThat(curl("/api/v1/health", "-H", bearer)).startsWith("HTTP/1.1 401");
    }

    @Test
    void theFileHoldsNoSecretAndIsItsOwnersAlone() throws IOException {
        assertThat(Files.readString(users()))
                .contains("ann operator $argon2id$")
                .doesNotContain(PASSWORD, viewer);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users())))
                .isEqualTo("rw-------");
    }
}
