package org.honeyspam.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service manager hears; a datagram socket of Python's listens in its place. */
class SupervisorTest {
    private static final String LISTEN =
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            name = sys.argv[1]
            s.bind('\\0' + name[1:] if name.startswith('@') else name)
            print('bound', flush=True)
            for i in range(4): print(repr(s.recv(4096).decode()), flush=True)
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"path", "@abstract"})
    void itHearsAllByAPathAndByAnAbstractName(String kind) throws IOException {
        String address =
                kind.equals("path")
                        ? folder.resolve("notify").toString()
                        : "@honeyspam-test-" + ProcessHandle.current().pid();
        String python = Program.path("python3", "python3").toString();
        Process listener = new ProcessBuilder(python, "-c", LISTEN, address).start();
        try (var heard = new BufferedReader(listener.inputReader(UTF_8))) {
            assertThat(heard.readLine()).isEqualTo("bound");
            var supervisor = Supervisor.of(Map.of("NOTIFY_SOCKET", address));
            supervisor.ready("2 ports\nopen");
            supervisor.watchdog();
            supervisor.reloading("Reading");
            supervisor.stopping();
            assertThat(heard.readLine()).isEqualTo("'READY=1\\nSTATUS=2 ports open'");
            assertThat(heard.readLine()).isEqualTo("'WATCHDOG=1'");
            assertThat(heard.readLine())
                    .matches("'RELOADING=1\\\\nMONOTONIC_USEC=\\d+\\\\nSTATUS=Reading'");
            assertThat(heard.readLine()).isEqualTo("'STOPPING=1\\nSTATUS=Stopping'");
        } finally {
            listener.destroyForcibly();
        }
    }

    @Test
    void withoutOneAndWithOneThatIsGoneNothingHappens() {
        Supervisor.of(Map.of()).ready("up");
        Supervisor.of(Map.of("NOTIFY_SOCKET", folder.resolve("none").toString())).ready("up");
        Supervisor.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(300))).ready("up");
    }

    @Test
    void theWatchdogIsOnlyOursIfItSaysSo() {
        var environment = Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "30000000");
        assertThat(Supervisor.of(environment).watchdogLimit()).isEqualTo(Duration.ofSeconds(30));
        var another =
                Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1");
        assertThat(Supervisor.of(another).watchdogLimit()).isNull();
        assertThat(
                        Supervisor.of(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "no"))
                                .watchdogLimit())
                .isNull();
    }
}
