package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/** Which calls of the kernel are refused from now on, in every thread: seccomp(2). */
final class Filter {
    private static final int SET_MODE_FILTER = 1;
    private static final int FLAG_TSYNC = 1;

    private static final int ALLOW = 0x7fff0000;
    private static final int ERRNO = 0x00050000;

    /** Where what is asked for stands in a struct seccomp_data; of an argument the lower half. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    /**
     * futex_requeue. What came later is unknown here, so it is not there: the C library then takes
     * the older way. So are the calls of x32, which have a bit far above.
     */
    private static final int NEWEST = 456;

    private static final int CLONE_THREAD = 0x00010000;
    private static final int MSG_FASTOPEN = 0x20000000;

    /** UNIX, IPv4, IPv6, and that which tells of the machine's addresses. */
    private static final int[] FAMILIES = {1, 2, 10, 16};

    /** Of the second argument of socket(2), which has flags above. */
    private static final int TYPE_MASK = 0xf;

    /** Those above it are for protocols that are not here, which some have as their usual one. */
    private static final int SOCK_RAW = 3;

    /**
     * The usual one, TCP and UDP. Others are opened as a connection as well, such as MPTCP and
     * SCTP, and Landlock's rules for ports are for TCP alone.
     */
    private static final int[] PROTOCOLS = {0, 6, 17};

    private static final String NO = "no";
    private static final String YES = "yes";
    private static final String UNKNOWN = "unknown";

    private final Machine machine;
    private final long pid;
    private final Bpf program = new Bpf();

    private Filter(Machine machine, long pid) {
        this.machine = machine;
        this.pid = pid;
    }

    /** What is refused whatever stands in its arguments. */
    static Set<Syscall> forbidden(boolean connects) {
        var all = EnumSet.range(Syscall.EXECVE, Syscall.USTAT);
        all.addAll(Set.of(Syscall.SETGROUPS, Syscall.SETRESGID, Syscall.SETRESUID));
        all.add(Syscall.CAPSET);
        if (!connects) {
            all.add(Syscall.CONNECT);
        }
        return all;
    }

    /**
     * The program that judges each call.
     *
     * @param connects whether anything may be connected to
     * @param pid the process's own, the only one that it may send signals to
     */
    static byte[] program(Machine machine, boolean connects, long pid) {
        return new Filter(machine, pid).write(connects);
    }

    private byte[] write(boolean connects) {
        program.load(ARCHITECTURE).unlessEqual(machine.audit(), NO);
        program.load(NUMBER).ifGreater(NEWEST, UNKNOWN);
        // Its flags are in memory, out of sight; without it the C library takes the older one.
        program.ifEqual(Syscall.CLONE3.number(machine), UNKNOWN);
        for (Syscall what : forbidden(connects)) {
            if (what.number(machine) != Syscall.NONE) {
                program.ifEqual(what.number(machine), NO);
            }
        }
        threadsAlone();
        signalsToItself(Syscall.KILL);
        signalsToItself(Syscall.TGKILL);
        sockets();
        // Such a message opens a connection as well.
        withoutFlag(Syscall.SENDTO, 3, MSG_FASTOPEN);
        withoutFlag(Syscall.SENDMSG, 2, MSG_FASTOPEN);
        withoutFlag(Syscall.SENDMMSG, 3, MSG_FASTOPEN);
        program.at(YES).give(ALLOW);
        program.at(NO).give(ERRNO | Kernel.EPERM);
        program.at(UNKNOWN).give(ERRNO | Kernel.ENOSYS);
        return program.bytes();
    }

    /** A new thread, and no new process. */
    private void threadsAlone() {
        program.unlessEqual(Syscall.CLONE.number(machine), "clone");
        program.load(ARGUMENTS).and(CLONE_THREAD).ifEqual(0, NO).give(ALLOW);
        program.at("clone");
    }

    private void signalsToItself(Syscall what) {
        program.unlessEqual(what.number(machine), what.name());
        program.load(ARGUMENTS).unlessEqual((int) pid, NO).give(ALLOW);
        program.at(what.name());
    }

    private void sockets() {
        program.unlessEqual(Syscall.SOCKET.number(machine), "socket").load(ARGUMENTS);
        for (int family : FAMILIES) {
            program.ifEqual(family, "family");
        }
        program.give(ERRNO | Kernel.EPERM).at("family");
        program.load(ARGUMENTS + Long.BYTES).and(TYPE_MASK).ifGreater(SOCK_RAW, NO);
        program.load(ARGUMENTS + 2 * Long.BYTES);
        for (int protocol : PROTOCOLS) {
            program.ifEqual(protocol, YES);
        }
        program.give(ERRNO | Kernel.EPERM).at("socket");
    }

    private void withoutFlag(Syscall what, int argument, int flag) {
        program.unlessEqual(what.number(machine), what.name());
        program.load(ARGUMENTS + argument * Long.BYTES).and(flag).ifEqual(0, YES);
        program.give(ERRNO | Kernel.EPERM).at(what.name());
    }

    /** Holds for all threads at once, or fails. */
    static void set(boolean connects) throws JailException {
        set(program(Machine.here(), connects, ProcessHandle.current().pid()));
    }

    static void set(byte[] bytes) throws JailException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment filter = arena.allocate(2 * ADDRESS.byteSize()); // struct sock_fprog
            filter.set(JAVA_SHORT, 0, (short) (bytes.length / Bpf.INSTRUCTION_BYTES));
            filter.set(ADDRESS, ADDRESS.byteSize(), code);
            long other =
                    Kernel.must(Syscall.SECCOMP, SET_MODE_FILTER, FLAG_TSYNC, filter.address());
            if (other != 0) {
                throw new JailException(
                        "seccomp: thread %d has a filter of its own".formatted(other));
            }
        }
    }
}
