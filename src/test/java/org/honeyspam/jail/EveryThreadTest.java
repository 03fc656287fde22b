package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Every thread of this process makes calls, while threads begin and end. */
final class EveryThreadTest {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int ROUNDS = 5;

    private static EveryThread.Call slack(long nanos) {
        return new EveryThread.Call(Syscall.PRCTL, PR_SET_TIMERSLACK, nanos, 0, 0, 0);
    }

    /** How late a thread may be woken, which each has for itself and those that it begins have. */
    private static long slackOf(long thread) throws java.io.IOException {
        try {
            return Long.parseLong(
                    Files.readString(Path.of("/proc/%d/timerslack_ns".formatted(thread))).strip());
        } catch (NoSuchFileException e) {
            return -1; // It has ended.
        }
    }

    @Test
    void whatIsToBeDoneIsDoneInAllThreadsAlsoInThoseThatJavaHasForItself() throws Exception {
        var enough = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        Thread coming =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!enough.get()) {
                                        Thread.ofPlatform().start(begun::countDown);
                                    }
                                });
        begun.await();
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                long wanted = 50_000L + round;
                int count = EveryThread.calls(List.of(slack(1), slack(wanted)));
                assertThat(count).isGreaterThan(5);
                for (long thread : EveryThread.threads()) {
                    assertThat(slackOf(thread)).as("thread " + thread).isIn(wanted, -1L);
                }
            }
        } finally {
            enough.set(true);
            coming.join();
            EveryThread.calls(List.of(slack(50_000)));
        }
    }

    @Test
    void aCallThatFailsIsToldByItsName() {
        var nonsense = new EveryThread.Call(Syscall.PRCTL, 99_999, 0, 0, 0, 0);
        assertThatThrownBy(() -> EveryThread.calls(List.of(slack(50_000), nonsense)))
                .isInstanceOf(JailException.class)
                .hasMessage("prctl: error 22");
        var noRuleset = new EveryThread.Call(Syscall.LANDLOCK_RESTRICT_SELF, -1, 0);
        assertThatThrownBy(() -> EveryThread.calls(List.of(noRuleset)))
                .hasMessageStartingWith("landlock_restrict_self: ");
    }
}
