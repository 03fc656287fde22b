package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;

/** Calls the kernel, by syscall(2): one function of the C library is all that is linked. */
final class Kernel {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EAGAIN = 11;
    static final int ENOSYS = 38;
    private static final int EACCES = 13;
    private static final int EOPNOTSUPP = 95;
    private static final int ARGUMENTS = 6;

    private Kernel() {}

    /** What the kernel says; a number below zero is that of an error. */
    static long call(Syscall what, long... arguments) {
        long[] all = Arrays.copyOf(arguments, ARGUMENTS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(C.STATE);
            long result =
                    (long)
                            C.SYSCALL.invokeExact(
                                    state,
                                    (long) what.number(),
                                    all[0],
                                    all[1],
                                    all[2],
                                    all[3],
                                    all[4],
                                    all[5]);
            return result == -1 ? -state.get(JAVA_INT, 0) : result;
        } catch (Throwable e) { // Declared by every method handle.
            throw new IllegalStateException("the C library cannot be called", e);
        }
    }

    /**
     * The same, of what has to work.
     *
     * @throws JailException if it does not
     */
    static long must(Syscall what, long... arguments) throws JailException {
        long result = call(what, arguments);
        if (result < 0) {
            throw new JailException("%s: %s".formatted(name(what), error((int) -result)));
        }
        return result;
    }

    static String name(Syscall what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    static String error(int number) {
        return switch (number) {
            case EPERM -> "not permitted";
            case ENOENT -> "there is no such file";
            case EAGAIN -> "no more of it is allowed just now";
            case EACCES -> "permission denied";
            case ENOSYS -> "the kernel does not have it";
            case EOPNOTSUPP -> "it is switched off in the kernel";
            default -> "error " + number;
        };
    }

    /** Linked at the first call. */
    private static final class C {
        static final MemoryLayout STATE = Linker.Option.captureStateLayout();
        static final MethodHandle SYSCALL = syscall();

        private C() {}

        /**
         * It takes its arguments in registers, as many as there are: it can be called as if fixed.
         */
        @SuppressWarnings("restricted") // The signature is syscall's; the program is let call it.
        private static MethodHandle syscall() {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));
        }
    }
}
