package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Has every thread of the process make the same calls, as libpsx and Go do it: each is sent a
 * signal. What answers it is machine code, for a thread that is Java's own could run nothing else.
 */
final class EveryThread {
    /** The last of those for real time; nobody else in the process uses it. */
    static final int SIGNAL = 64;

    /** Behind the code, in memory that can be written, at the largest page that there is. */
    private static final int DATA = 1 << 16;

    private static final long SIZE = 2L * DATA;
    private static final int DONE = 0;
    private static final int ERROR = Long.BYTES;
    private static final int FAILED = 2 * Long.BYTES;
    private static final int CALLS = 3 * Long.BYTES;

    /** Its number and five arguments. */
    private static final int BYTES_OF_CALL = 6 * Long.BYTES;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private static final long PROT_READ_WRITE = 1 | 2;
    private static final long PROT_READ_EXEC = 1 | 4;
    private static final long MAP_PRIVATE_ANONYMOUS = 2 | 0x20;
    private static final long SA_RESTORER = 0x04000000;
    private static final long SA_RESTART = 0x10000000;
    private static final int SIG_IGN = 1;
    private static final int SIGSET_BYTES = 8;
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long PID = ProcessHandle.current().pid();

    /** Of a line of the listings below, up to the widest call. */
    private static final int BYTES_COLUMNS = 20;

    /** Where in the code below the kernel is told to put the registers back. */
    private static final int X86_RESTORER = 0x50;

    private static final byte[] X86_64 =
            code(
                    """
                    48 8d 1d f9 ff 00 00   lea 0xfff9(%rip), %rbx   # The data.
                    4c 8d 63 18            lea 24(%rbx), %r12       # The first call.
                    49 8b 04 24         1: mov (%r12), %rax
                    48 85 c0               test %rax, %rax
                    78 33                  js 3f                    # Behind the last.
                    49 8b 7c 24 08         mov 8(%r12), %rdi
                    49 8b 74 24 10         mov 16(%r12), %rsi
                    49 8b 54 24 18         mov 24(%r12), %rdx
                    4d 8b 54 24 20         mov 32(%r12), %r10
                    4d 8b 44 24 28         mov 40(%r12), %r8
                    0f 05                  syscall
                    48 85 c0               test %rax, %rax
                    75 06                  jne 2f
                    49 83 c4 30            add $48, %r12
                    eb d1                  jmp 1b
                    48 89 43 08         2: mov %rax, 8(%rbx)        # What went wrong, and with what.
                    49 8b 04 24            mov (%r12), %rax
                    48 89 43 10            mov %rax, 16(%rbx)
                    c3                     ret
                    f0 48 ff 03         3: lock incq (%rbx)         # One more is done.
                    c3                     ret
                    90 90 90 90            nop; nop; nop; nop
                    b8 0f 00 00 00         mov $15, %eax            # rt_sigreturn
                    0f 05                  syscall
                    """);

    private static final byte[] AARCH64 =
            code(
                    """
                    09 00 08 10            adr x9, .+0x10000        // The data.
                    2a 61 00 91            add x10, x9, #24         // The first call.
                    48 01 40 f9         1: ldr x8, [x10]
                    68 01 f8 b7            tbnz x8, #63, 3f         // Behind the last.
                    40 85 40 a9            ldp x0, x1, [x10, #8]
                    42 8d 41 a9            ldp x2, x3, [x10, #24]
                    44 15 40 f9            ldr x4, [x10, #40]
                    01 00 00 d4            svc #0
                    60 00 00 b5            cbnz x0, 2f
                    4a c1 00 91            add x10, x10, #48
                    f8 ff ff 17            b 1b
                    20 05 00 f9         2: str x0, [x9, #8]         // What went wrong, and with what.
                    28 09 00 f9            str x8, [x9, #16]
                    c0 03 5f d6            ret
                    20 fd 5f c8         3: ldaxr x0, [x9]           // One more is done.
                    00 04 00 91            add x0, x0, #1
                    20 fd 01 c8            stlxr w1, x0, [x9]
                    a1 ff ff 35            cbnz w1, 3b
                    c0 03 5f d6            ret
                    """);

    /** A call that must give 0, with at most five arguments. */
    record Call(Syscall what, List<Long> arguments) {
        Call(Syscall what, long... arguments) {
            this(what, LongStream.of(arguments).boxed().toList());
        }
    }

    private final List<Call> calls;
    private final Duration patience;

    private EveryThread(List<Call> calls, Duration patience) {
        this.calls = calls;
        this.patience = patience;
    }

    /**
     * All threads have made the calls, in this order, when it returns: those there are, and by what
     * they inherited those that they began meanwhile.
     *
     * @return how many threads made them
     * @throws JailException if one of the calls failed in one of the threads, or one of them could
     *     not be asked
     */
    static int calls(List<Call> calls) throws JailException {
        return calls(calls, PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long is waited for one thread
     */
    static synchronized int calls(List<Call> calls, Duration patience) throws JailException {
        return new EveryThread(calls, patience).run();
    }

    static boolean isPossible() {
        return Machine.here() != Machine.OTHER;
    }

    /** The page stays: a thread may still be in the handler when what it has done is seen. */
    private int run() throws JailException {
        long page =
                Kernel.must(Syscall.MMAP, 0, SIZE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = at(page);
            boolean x86 = Machine.here() == Machine.X86_64;
            byte[] code = x86 ? X86_64 : AARCH64;
            MemorySegment.copy(code, 0, memory, JAVA_BYTE, 0, code.length);
            write(memory);
            Kernel.must(Syscall.MPROTECT, page, DATA, PROT_READ_EXEC);
            MemorySegment action = arena.allocate(JAVA_LONG, 4); // struct sigaction of the kernel's
            action.setAtIndex(JAVA_LONG, 0, page);
            action.setAtIndex(JAVA_LONG, 1, SA_RESTART | (x86 ? SA_RESTORER : 0));
            action.setAtIndex(JAVA_LONG, 2, x86 ? page + X86_RESTORER : 0);
            MemorySegment before = arena.allocate(JAVA_LONG, 4);
            handle(action.address(), before.address());
            try {
                return signalAll(memory);
            } finally {
                // Ignored, it is taken back from who has not taken it: it would end the process.
                action.setAtIndex(JAVA_LONG, 0, SIG_IGN);
                handle(action.address(), 0);
                handle(before.address(), 0);
            }
        }
    }

    @SuppressWarnings("restricted") // As large as it was asked for.
    private static MemorySegment at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(SIZE);
    }

    private static void handle(long action, long before) throws JailException {
        Kernel.must(Syscall.RT_SIGACTION, SIGNAL, action, before, SIGSET_BYTES);
    }

    private void write(MemorySegment memory) {
        long at = DATA + CALLS;
        for (Call call : calls) {
            memory.set(JAVA_LONG, at, call.what().number());
            for (int i = 0; i < call.arguments().size(); i++) {
                memory.set(JAVA_LONG, at + Long.BYTES * (i + 1L), call.arguments().get(i));
            }
            at += BYTES_OF_CALL;
        }
        memory.set(JAVA_LONG, at, -1);
    }

    /** Ends with a look at which every thread had made the calls before the look began. */
    private int signalAll(MemorySegment memory) throws JailException {
        Set<Long> done = new HashSet<>();
        while (true) {
            Set<Long> fresh = threads();
            fresh.removeAll(done);
            if (fresh.isEmpty()) {
                return done.size();
            }
            for (long thread : fresh) {
                signal(thread, memory);
                done.add(thread);
            }
        }
    }

    /** One after the other: of several, one that ends could be taken for one that made them. */
    private void signal(long thread, MemorySegment memory) throws JailException {
        long before = word(memory, DONE);
        long end = System.nanoTime() + patience.toNanos();
        if (!send(thread, end)) {
            return; // It has ended.
        }
        while (word(memory, DONE) == before) {
            long error = word(memory, ERROR);
            if (error != 0) {
                throw failed(error, word(memory, FAILED));
            }
            LockSupport.parkNanos(1);
            if (System.nanoTime() > end) {
                throw new JailException("thread %d does not take the signal".formatted(thread));
            }
            if (Files.notExists(TASKS.resolve(Long.toString(thread)))) {
                return;
            }
        }
    }

    /**
     * Waits where there are too many signals of this user's that wait to be taken.
     *
     * @return whether there is such a thread
     */
    private static boolean send(long thread, long end) throws JailException {
        while (true) {
            long error = -Kernel.call(Syscall.TGKILL, PID, thread, SIGNAL);
            if (error == 0 || error == Kernel.ESRCH) {
                return error == 0;
            }
            if (error != Kernel.EAGAIN || System.nanoTime() > end) {
                throw new JailException(
                        "thread %d cannot be sent the signal: %s"
                                .formatted(thread, Kernel.error((int) error)));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private JailException failed(long error, long number) {
        String name =
                calls.stream()
                        .map(Call::what)
                        .filter(what -> what.number() == number)
                        .map(Kernel::name)
                        .findFirst()
                        .orElse("a call");
        return new JailException("%s: %s".formatted(name, Kernel.error((int) -error)));
    }

    /** Read anew each time: whoever waits calls the kernel meanwhile. */
    private static long word(MemorySegment memory, int offset) {
        return memory.get(JAVA_LONG, (long) DATA + offset);
    }

    static Set<Long> threads() throws JailException {
        String[] names = TASKS.toFile().list();
        if (names == null) {
            throw new JailException("%s cannot be read".formatted(TASKS));
        }
        return Stream.of(names).map(Long::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a listing: in each line the bytes come first, two digits each, with a space between. */
    private static byte[] code(String listing) {
        String digits =
                listing.lines()
                        .map(line -> line.substring(0, BYTES_COLUMNS))
                        .map(bytes -> bytes.replace(" ", ""))
                        .collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }
}
