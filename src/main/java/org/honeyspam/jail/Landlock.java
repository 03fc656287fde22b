package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Which files may be opened, and which ports connected to: a ruleset of Landlock
 * (linux/landlock.h), as much as the kernel knows of it.
 */
final class Landlock implements AutoCloseable {
    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIR = 1 << 3;
    private static final long REMOVE_DIR = 1 << 4;
    private static final long REMOVE_FILE = 1 << 5;
    private static final long MAKE_CHAR = 1 << 6;
    private static final long MAKE_DIR = 1 << 7;
    private static final long MAKE_REG = 1 << 8;
    private static final long MAKE_SOCK = 1 << 9;
    private static final long MAKE_FIFO = 1 << 10;
    private static final long MAKE_BLOCK = 1 << 11;
    private static final long MAKE_SYM = 1 << 12;
    private static final long REFER = 1 << 13;
    private static final long TRUNCATE = 1 << 14;
    private static final long IOCTL_DEV = 1 << 15;

    private static final long READS = READ_FILE | READ_DIR;
    private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
    private static final long WRITES =
            READS
                    | WRITE_FILE
                    | REMOVE_DIR
                    | REMOVE_FILE
                    | MAKE_DIR
                    | MAKE_REG
                    | MAKE_SOCK
                    | REFER
                    | TRUNCATE;
    private static final long CONNECT_TCP = 1 << 1;

    /** To sockets in the abstract space that others made. */
    private static final long SCOPE_ABSTRACT = 1;

    /** Since which version of Landlock there is what. */
    private static final int REFER_SINCE = 2;

    private static final int TRUNCATE_SINCE = 3;
    static final int NET_SINCE = 4;
    private static final int IOCTL_SINCE = 5;
    private static final int SCOPES_SINCE = 6;

    private static final int CREATE_VERSION = 1;
    private static final int RULE_PATH = 1;
    private static final int RULE_PORT = 2;
    private static final int AT_FDCWD = -100;
    private static final int O_PATH_CLOEXEC = 0x200000 | 0x80000;

    private final int version;
    private final long files;
    private final int ruleset;

    private Landlock(int version, long files, int ruleset) {
        this.version = version;
        this.files = files;
        this.ruleset = ruleset;
    }

    /** What the kernel knows of it; 0 if it has none, or has it switched off. */
    static int version() {
        return (int)
                Math.max(0, Kernel.call(Syscall.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_VERSION));
    }

    /**
     * A ruleset, which holds for nobody yet.
     *
     * @param scoped whether abstract sockets of others are out of reach
     */
    static Landlock of(Rules rules, boolean scoped) throws JailException {
        int version = version();
        if (version == 0) {
            throw new JailException("the kernel has no Landlock");
        }
        long files = EXECUTE | WRITES | MAKE_CHAR | MAKE_FIFO | MAKE_BLOCK | MAKE_SYM | IOCTL_DEV;
        files &= ~(version < REFER_SINCE ? REFER : 0);
        files &= ~(version < TRUNCATE_SINCE ? TRUNCATE : 0);
        files &= ~(version < IOCTL_SINCE ? IOCTL_DEV : 0);
        boolean hasNet = version >= NET_SINCE;
        boolean hasScopes = version >= SCOPES_SINCE;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = arena.allocate(JAVA_LONG, 3); // struct landlock_ruleset_attr
            all.setAtIndex(JAVA_LONG, 0, files);
            all.setAtIndex(JAVA_LONG, 1, hasNet ? CONNECT_TCP : 0);
            all.setAtIndex(JAVA_LONG, 2, hasScopes && scoped ? SCOPE_ABSTRACT : 0);
            long size = Long.BYTES * (hasScopes ? 3L : hasNet ? 2L : 1L);
            long made = Kernel.must(Syscall.LANDLOCK_CREATE_RULESET, all.address(), size, 0);
            var landlock = new Landlock(version, files, (int) made);
            try {
                landlock.allow(rules);
            } catch (JailException e) {
                landlock.close();
                throw e;
            }
            return landlock;
        }
    }

    /** Number of its file. */
    int ruleset() {
        return ruleset;
    }

    private void allow(Rules rules) throws JailException {
        for (Path path : rules.reads()) {
            allow(path, READS);
        }
        for (Path path : rules.writes()) {
            allow(path, WRITES);
        }
        for (int port : version >= NET_SINCE ? rules.ports() : Set.<Integer>of()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment rule = arena.allocate(JAVA_LONG, 2); // struct landlock_net_port_attr
                rule.setAtIndex(JAVA_LONG, 0, CONNECT_TCP);
                rule.setAtIndex(JAVA_LONG, 1, port);
                Kernel.must(Syscall.LANDLOCK_ADD_RULE, ruleset, RULE_PORT, rule.address(), 0);
            }
        }
    }

    /** What is not there needs no rule. */
    private void allow(Path path, long rights) throws JailException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path.toString()).address();
            long at = Kernel.call(Syscall.OPENAT, AT_FDCWD, name, O_PATH_CLOEXEC, 0);
            if (at < 0) {
                return;
            }
            try {
                long fit = files & (Files.isDirectory(path) ? rights : rights & OF_FILES);
                MemorySegment rule = arena.allocate(Long.BYTES + Integer.BYTES); // It is packed.
                rule.set(JAVA_LONG_UNALIGNED, 0, fit);
                rule.set(JAVA_INT_UNALIGNED, Long.BYTES, (int) at);
                Kernel.must(Syscall.LANDLOCK_ADD_RULE, ruleset, RULE_PATH, rule.address(), 0);
            } finally {
                Kernel.must(Syscall.CLOSE, at);
            }
        }
    }

    @Override
    public void close() throws JailException {
        Kernel.must(Syscall.CLOSE, ruleset);
    }
}
