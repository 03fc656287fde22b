package org.honeyspam.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a thread of this process may do, as the kernel has it in proc_pid_status(5).
 *
 * @param capabilities that it has or could take
 * @param bounds what a program that it starts could have
 * @param isFiltered whether its calls are judged by a filter
 */
record ThreadState(
        int uid, long capabilities, long bounds, boolean hasNoNewPrivileges, boolean isFiltered) {
    private static final List<String> SETS = List.of("CapInh", "CapPrm", "CapEff", "CapAmb");
    private static final int HEX = 16;

    /** Of every thread that there is. */
    static List<ThreadState> all() throws JailException {
        List<ThreadState> all = new ArrayList<>();
        for (long thread : EveryThread.threads()) {
            Path file = Path.of("/proc/self/task/%d/status".formatted(thread));
            try {
                all.add(of(Files.readAllLines(file)));
            } catch (IOException e) {
                if (Files.exists(file)) { // Else the thread has ended.
                    throw new JailException(
                            "%s cannot be read: %s".formatted(file, e.getMessage()));
                }
            }
        }
        return all;
    }

    /** Whether this thread is root's; where there is no Linux it is as if it were not. */
    static boolean isRoot() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/status"))).uid() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ThreadState of(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        // Real, effective, saved and of the file system: one of root's is enough to become root.
        List<String> uids = List.of(fields.getOrDefault("Uid", "0").split("\t", -1));
        int uid = uids.contains("0") ? 0 : Integer.parseUnsignedInt(uids.getFirst());
        long held = 0;
        for (String set : SETS) {
            held |= set(fields, set);
        }
        return new ThreadState(
                uid,
                held,
                set(fields, "CapBnd"),
                fields.getOrDefault("NoNewPrivs", "0").equals("1"),
                fields.getOrDefault("Seccomp", "0").equals("2"));
    }

    private static long set(Map<String, String> fields, String name) {
        return Long.parseUnsignedLong(fields.getOrDefault(name, "0"), HEX);
    }
}
