package org.honeyspam.jail;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks what holds: the kernel is asked about every thread, and what is forbidden is tried. */
final class Inspection {
    private static final String LOOKED_INTO = "no other process can be looked into";

    /**
     * Of a process that there is not. PTRACE_TRACEME, which is 0, would have our parent trace us.
     */
    private static final int PTRACE_ATTACH = 16;

    private static final int NOBODY = -1;
    private static final int CLONE_SIGHAND = 0x800;

    private final Rules rules;
    private final List<Hold> missing;
    private final int landlocked;

    /**
     * @param missing what could not be given up
     * @param landlocked how many threads there were when Landlock began to hold
     */
    Inspection(Rules rules, List<Hold> missing, int landlocked) {
        this.rules = rules;
        this.missing = List.copyOf(missing);
        this.landlocked = landlocked;
    }

    List<Hold> all() {
        List<ThreadState> threads;
        try {
            threads = ThreadState.all();
        } catch (JailException e) {
            return List.of(new Hold("threads", false, String.valueOf(e.getMessage())));
        }
        List<Hold> all = new ArrayList<>();
        all.add(user(threads));
        all.add(capabilities(threads));
        all.add(every("no_new_privs", threads, ThreadState::hasNoNewPrivileges));
        all.add(every("seccomp", threads, ThreadState::isFiltered));
        all.add(refused("exec", "no program can be started", Syscall.EXECVE, 0, 0, 0));
        all.add(refused("fork", "no process can be begun", Syscall.CLONE, CLONE_SIGHAND));
        all.add(refused("ptrace", LOOKED_INTO, Syscall.PTRACE, PTRACE_ATTACH, NOBODY));
        all.add(connect());
        all.add(files());
        return all;
    }

    private static Hold user(List<ThreadState> threads) {
        List<Integer> users = threads.stream().map(ThreadState::uid).distinct().toList();
        boolean one = users.size() == 1 && users.getFirst() != 0;
        String name = ProcessHandle.current().info().user().orElse("?");
        return new Hold(
                "user",
                one,
                one
                        ? "%s, in all %d threads".formatted(name, threads.size())
                        : "it runs as root: set security.user, or start it as another");
    }

    private static Hold capabilities(List<ThreadState> threads) {
        long held = 0;
        for (ThreadState thread : threads) {
            held |= thread.capabilities();
        }
        boolean few = (held & ~Capabilities.NET_BIND_SERVICE) == 0;
        return new Hold("capabilities", few, Capabilities.text(held));
    }

    private Hold every(String name, List<ThreadState> threads, Predicate<ThreadState> holds) {
        long count = threads.stream().filter(holds).count();
        boolean all = count == threads.size();
        String of = "%s %d threads".formatted(all ? "all" : count + " of", threads.size());
        return new Hold(name, all, all ? of : of + ": " + why(name));
    }

    /** A call that could not succeed in any case, but that would be told another reason. */
    private Hold refused(String name, String note, Syscall what, long... arguments) {
        boolean refused = Kernel.call(what, arguments) == -Kernel.EPERM;
        return new Hold(name, refused, refused ? note : why("seccomp"));
    }

    private Hold connect() {
        if (rules.ports().isEmpty()) {
            return refused("connect", "no connection can be opened", Syscall.CONNECT, -1, 0, 0);
        }
        boolean limited = landlocked > 0 && Landlock.version() >= Landlock.NET_SINCE;
        String ports =
                String.join(", ", rules.ports().stream().sorted().map(String::valueOf).toList());
        return new Hold(
                "connect",
                limited,
                limited
                        ? "by TCP only to port %s of any host".formatted(ports)
                        : "to any port: the kernel's Landlock has no rules for ports");
    }

    /** Anybody may list the root of all folders, but for who is jailed. */
    private Hold files() {
        boolean holds = landlocked > 0 && new File("/").list() == null;
        String folders =
                String.join(", ", rules.writes().stream().map(Object::toString).sorted().toList());
        return new Hold(
                "files",
                holds,
                holds
                        ? "by Landlock, version %d; only these can be written: %s"
                                .formatted(Landlock.version(), folders)
                        : why("files"));
    }

    private String why(String name) {
        return missing.stream()
                .filter(one -> one.name().equals(name))
                .map(Hold::note)
                .findFirst()
                .orElse("it was not asked for");
    }
}
