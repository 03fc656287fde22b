package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.honeyspam.jail.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of root's become another's, and nothing outside the folder does. */
final class HandOverTest {
    private static final int ROUNDS = 100;
    private static final int FILES = 50;
    private static final Duration STEP = Duration.ofNanos(50_000);

    @TempDir private Path folder = Path.of("");
    private Path data = Path.of("");
    private Path outside = Path.of("");
    private Account nobody = new Account("", 0, 0, List.of());

    @BeforeEach
    void make() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        data = Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(data.resolve("journal"));
        Files.writeString(data.resolve("journal/events"), "x");
        outside = Files.createDirectory(folder.resolve("outside"));
        nobody = Objects.requireNonNull(Account.of("nobody"));
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void foldersAndFilesBecomeTheOthersAndLinksAreNotFollowed() throws IOException {
        Files.writeString(outside.resolve("passwd"), "x");
        Files.createSymbolicLink(data.resolve("file"), outside.resolve("passwd"));
        Files.createSymbolicLink(data.resolve("folder"), outside);
        assertThat(HandOver.of(data, nobody)).isEqualTo(3);
        for (Path path : new Path[] {data, data.resolve("journal/events")}) {
            assertThat(owner(path)).isEqualTo(nobody.uid());
            assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(nobody.gid());
        }
        assertThat(owner(outside)).isZero();
        assertThat(owner(outside.resolve("passwd"))).isZero();
        assertThat(HandOver.of(data, nobody)).isZero();
    }

    @Test
    void aFileThatHasAnotherNameIsRefused() throws IOException {
        Path passwd = Files.writeString(outside.resolve("passwd"), "x");
        Files.createLink(data.resolve("mine"), passwd);
        assertThatThrownBy(() -> HandOver.of(data, nobody))
                .isInstanceOf(IOException.class)
                .hasMessage(data.resolve("mine") + " is root's, and has another name elsewhere");
        assertThat(owner(passwd)).isZero();
    }

    /** Each time a little later, by who owns the folder above it. */
    @Test
    void aFolderThatIsExchangedForALinkIsNotFollowed() throws Exception {
        Path place = Files.createDirectory(data.resolve("place"));
        Path aside = folder.resolve("aside");
        for (int i = 0; i < FILES; i++) {
            Files.writeString(place.resolve("f" + i), "x");
            Files.writeString(outside.resolve("f" + i), "x");
        }
        for (int round = 0; round < ROUNDS; round++) {
            Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
            long pause = STEP.toNanos() * round;
            var exchange =
                    new FutureTask<>(
                            () -> {
                                LockSupport.parkNanos(pause);
                                Files.move(place, aside);
                                return Files.move(link, place);
                            });
            Thread.ofPlatform().start(exchange);
            try {
                HandOver.of(data, nobody);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank(); // It may refuse.
            }
            exchange.get();
            Files.delete(place);
            Files.move(aside, place);
            for (int i = 0; i < FILES; i++) {
                assertThat(owner(outside.resolve("f" + i))).as("in round " + round).isZero();
                Files.setAttribute(place.resolve("f" + i), "unix:uid", 0);
            }
        }
    }
}
