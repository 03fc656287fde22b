package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.honeyspam.process.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every thread of this process makes calls, while threads begin and end. */
final class EveryThreadTest {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int ROUNDS = 5;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int SIG_BLOCK = 0;
    private static final int SIG_UNBLOCK = 1;
    private static final int SIGSET_BYTES = 128;

    private static EveryThread.Call slack(long nanos) {
        return new EveryThread.Call(Syscall.PRCTL, PR_SET_TIMERSLACK, nanos, 0, 0, 0);
    }

    /** How late a thread may be woken, which each has for itself and those that it begins have. */
    private static long slackOf(long thread) throws IOException {
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

    @Test
    void aSignalThatCannotBeSentNowIsSentLater() throws Exception {
        long wanted = 50_010;
        String usual = pendingMax();
        setPendingMax("0");
        var lifted = new FutureTask<>(() -> setPendingMax(usual));
        try {
            Thread.ofPlatform().start(lifted);
            EveryThread.calls(List.of(slack(wanted)));
        } finally {
            lifted.get();
        }
        for (long thread : EveryThread.threads()) {
            assertThat(slackOf(thread)).as("thread " + thread).isIn(wanted, -1L);
        }
        EveryThread.calls(List.of(slack(50_000)));
    }

    @Test
    void aSignalThatCannotBeSentAtAllIsSaid() throws Exception {
        String usual = pendingMax();
        setPendingMax("0");
        try {
            assertThatThrownBy(() -> EveryThread.calls(List.of(slack(50_000)), SHORT))
                    .isInstanceOf(JailException.class)
                    .hasMessageMatching("thread [0-9]+ cannot be sent the signal: no more of it.*");
        } finally {
            setPendingMax(usual);
        }
    }

    /** How many signals of this user's may wait, for this process. */
    private static String pendingMax() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max pending signals"))
                .map(line -> line.replaceAll("\\D+", " ").strip().replaceAll(" .*", ""))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Void setPendingMax(String max)
            throws IOException, InterruptedException {
        Program.ofDebian("prlimit", "util-linux")
                .succeed("--pid", "" + ProcessHandle.current().pid(), "--sigpending=" + max + ":");
        return null;
    }

    /** It would end the process if it came when nobody waits for it any more. */
    @Test
    void aSignalThatWasNotTakenInTimeIsTakenBack() throws Exception {
        var deaf = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var thread =
                new FutureTask<>(
                        () -> {
                            block(SIG_BLOCK);
                            deaf.countDown();
                            enough.await();
                            block(SIG_UNBLOCK);
                            return "lives";
                        });
        Thread.ofPlatform().start(thread);
        deaf.await();
        assertThatThrownBy(() -> EveryThread.calls(List.of(slack(50_000)), SHORT))
                .isInstanceOf(JailException.class)
                .hasMessageMatching("thread [0-9]+ does not take the signal");
        enough.countDown();
        assertThat(thread.get()).isEqualTo("lives");
        assertThat(EveryThread.calls(List.of(slack(50_000)))).isGreaterThan(5);
    }

    /** By pthread_sigmask(3), for this thread and the signal of {@link EveryThread}. */
    @SuppressWarnings("restricted") // The signature is that of the C library.
    private static void block(int how) throws Exception {
        Linker linker = Linker.nativeLinker();
        MethodHandle mask =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("pthread_sigmask"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment signals = arena.allocate(SIGSET_BYTES); // sigset_t of the C library's
            signals.set(JAVA_LONG, 0, 1L << (EveryThread.SIGNAL - 1));
            assertThat((int) mask.invokeExact(how, signals, MemorySegment.NULL)).isZero();
        } catch (Throwable e) { // Declared by every method handle.
            throw new AssertionError(e);
        }
    }
}
