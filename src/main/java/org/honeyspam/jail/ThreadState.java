package org.honeyspam.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
            } catch (NoSuchFileException e) {
                continue; // It has ended.
            } catch (IOException e) {
                if (Files.exists(file)) {
                    throw new JailException("%s cannot be read: %s".formatted(file, e.getMessage()));
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
        String uids = fields.getOrDefault("Uid", "0 0 0 0").replace('\t', ' ');
        boolean isRoot = (uids + " ").matches("(0 .*)|(.* 0 .*)");
        int uid = isRoot ? 0 : Integer.parseUnsignedInt(uids.substring(0, uids.indexOf(' ')));
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
