package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Parts of root's power, capabilities(7), as bits of a set. */
final class Capabilities {
    static final long NONE = 0;

    /** Without it, what others may have cannot be bounded. */
    static final long SETPCAP = 1L << 8;

    static final long NET_BIND_SERVICE = 1L << 10;

    /** For ports below 1024, and for addresses that are not the machine's own. */
    static final long TO_LISTEN = NET_BIND_SERVICE | 1L << 12 | 1L << 13;

    /** Without these, root could not work with files of others: dac_override, fowner. */
    static final long OF_ROOTS_FILES = 1L << 1 | 1L << 3;

    private static final List<String> NAMES =
            List.of(
                    "chown",
                    "dac_override",
                    "dac_read_search",
                    "fowner",
                    "fsetid",
                    "kill",
                    "setgid",
                    "setuid",
                    "setpcap",
                    "linux_immutable",
                    "net_bind_service",
                    "net_broadcast",
                    "net_admin",
                    "net_raw",
                    "ipc_lock",
                    "ipc_owner",
                    "sys_module",
                    "sys_rawio",
                    "sys_chroot",
                    "sys_ptrace",
                    "sys_pacct",
                    "sys_admin",
                    "sys_boot",
                    "sys_nice",
                    "sys_resource",
                    "sys_time",
                    "sys_tty_config",
                    "mknod",
                    "lease",
                    "audit_write",
                    "audit_control",
                    "setfcap",
                    "mac_override",
                    "mac_admin",
                    "syslog",
                    "wake_alarm",
                    "block_suspend",
                    "audit_read",
                    "perfmon",
                    "bpf",
                    "checkpoint_restore");

    private static final int VERSION_3 = 0x20080522;
    private static final int PR_CAPBSET_DROP = 24;

    private Capabilities() {}

    /** As one would say it. */
    static String text(long set) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((set >> i & 1) != 0) {
                names.add(i < NAMES.size() ? NAMES.get(i) : "number " + i);
            }
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /**
     * The call that gives up all but those.
     *
     * @param arena that lives until the call is made
     */
    static EveryThread.Call keep(long set, Arena arena) {
        MemorySegment header = arena.allocate(JAVA_INT, 2);
        header.setAtIndex(JAVA_INT, 0, VERSION_3);
        MemorySegment data =
                arena.allocate(JAVA_INT, 6); // Effective, permitted, inheritable; twice.
        for (int half = 0; half < 2; half++) {
            int bits = (int) (set >>> half * Integer.SIZE);
            data.setAtIndex(JAVA_INT, half * 3L, bits);
            data.setAtIndex(JAVA_INT, half * 3L + 1, bits);
        }
        return new EveryThread.Call(Syscall.CAPSET, header.address(), data.address());
    }

    /**
     * The calls by which no program that is started could have others again; root's alone.
     *
     * @param bounds what such a program can have now
     */
    static List<EveryThread.Call> bound(long set, long bounds) {
        List<EveryThread.Call> calls = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((bounds >> i & 1) != 0 && (set >> i & 1) == 0) {
                calls.add(new EveryThread.Call(Syscall.PRCTL, PR_CAPBSET_DROP, i, 0, 0, 0));
            }
        }
        return calls;
    }
}
