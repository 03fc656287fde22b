package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a node, from well-behaved commands and from others. */
final class ControlSocketTest {
    @TempDir private Path folder;
    private Path path;

    private static String echo(String question) {
        return "you said " + question;
    }

    @BeforeEach
    void choosePath() {
        path = folder.resolve("control");
    }

    @Test
    void eachQuestionIsAnswered() throws IOException {
        try (var _ = ControlSocket.listen(path, ControlSocketTest::echo)) {
            for (int i = 0; i < 200; i++) {
                assertThat(ControlSocket.ask(path, "Grüß " + i)).isEqualTo("you said Grüß " + i);
            }
        }
    }

    @Test
    void anAnswerMayBeLong() throws IOException {
        String much = "m".repeat(3_000_000);
        try (var _ = ControlSocket.listen(path, question -> much)) {
            assertThat(ControlSocket.ask(path, "")).isEqualTo(much);
        }
    }

    @Test
    void onlyTheOwnerMayAskAndNothingIsLeft() throws IOException {
        try (var _ = ControlSocket.listen(path, ControlSocketTest::echo)) {
            assertThat(Files.getPosixFilePermissions(path))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void withoutANodeItIsSaidThatThereIsNone() throws IOException {
        assertThatThrownBy(() -> ControlSocket.ask(path, "status"))
                .isInstanceOf(ControlSocket.NobodyThere.class);
        leaveStale();
        assertThatThrownBy(() -> ControlSocket.ask(path, "status"))
                .isInstanceOf(ControlSocket.NobodyThere.class);
    }

    @Test
    void whatAKilledNodeLeftIsNoObstacle() throws IOException {
        leaveStale();
        try (var _ = ControlSocket.listen(path, ControlSocketTest::echo)) {
            assertThat(ControlSocket.ask(path, "a")).isEqualTo("you said a");
        }
    }

    private void leaveStale() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path))
                .close();
        assertThat(path).exists();
    }

    @Test
    void whoSaysNothingOrTooMuchIsCutOffAndOthersAreAnswered() throws IOException {
        try (var _ = ControlSocket.listen(path, ControlSocketTest::echo);
                SocketChannel silent = connect();
                SocketChannel wordy = connect()) {
            assertThat(silent.isConnected()).isTrue();
            wordy.write(ByteBuffer.wrap("x".repeat(100_000).getBytes(UTF_8)));
            assertThat(ControlSocket.ask(path, "a")).isEqualTo("you said a");
            assertThat(silent.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    @Test
    void aCommandThatFailsIsToldOfAndTheNextOneWorks() throws IOException {
        var control =
                new Control(
                        Map.of(
                                "good", _ -> Map.of("a", 1),
                                "bad",
                                        _ -> {
                                            throw new IllegalStateException("a test's own");
                                        }));
        try (var _ = ControlSocket.listen(path, control::answer)) {
            assertThat(ControlSocket.ask(path, "bad")).contains("error", "fault of the program");
            assertThat(ControlSocket.ask(path, "good")).isEqualTo("{\"a\":1}");
            assertThat(ControlSocket.ask(path, "{\"command\": \"good\"}")).isEqualTo("{\"a\":1}");
            assertThat(ControlSocket.ask(path, "{\"comm")).contains("error", "[bad, good]");
            assertThat(ControlSocket.ask(path, "what")).contains("error", "[bad, good]");
            assertThat(ControlSocket.ask(path, "")).contains("error");
        }
    }
}
