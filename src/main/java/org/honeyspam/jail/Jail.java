package org.honeyspam.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What this process gives up, once and for good. All of it holds for every thread, also for those
 * that Java has for itself, or is said not to hold.
 */
public final class Jail {
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_KEEPCAPS = 8;
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    static final String CAPABILITIES = "capabilities";
    static final String NO_NEW_PRIVS = "no_new_privs";
    static final String FILES = "files";
    static final String SECCOMP = "seccomp";
    private static final List<String> STEPS = List.of(CAPABILITIES, NO_NEW_PRIVS, FILES, SECCOMP);

    private final Rules rules;
    private final boolean wasRoot;
    private final List<Hold> missing = new ArrayList<>();
    private int landlocked;

    private Jail(Rules rules, boolean wasRoot) {
        this.rules = rules;
        this.wasRoot = wasRoot;
    }

    /** Whether this process runs as root, who can become anybody. */
    public static boolean isRoot() {
        return ThreadState.isRoot();
    }

    /** Links, in a thread of its own, what would take time later. */
    public static void prepare() {
        if (EveryThread.isPossible()) {
            Thread.ofPlatform().daemon().name("jail").start(Jail::rehearse);
        }
    }

    /** All threads make a call that changes nothing. */
    private static void rehearse() {
        try {
            ThreadState.all();
            EveryThread.calls(List.of(control(PR_SET_KEEPCAPS, 0)));
        } catch (JailException e) {
            return; // The real ones will fail as well, and say so.
        }
    }

    /** Nothing is given up. */
    public static Jail none() {
        return new Jail(new Rules(Set.of(), Set.of(), Set.of()), false);
    }

    /**
     * Goes on as that user, with what root has for listening at ports and nothing else of his.
     *
     * @throws JailException if that cannot be; then the process must end
     */
    public static void become(Account account) throws JailException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment groups = arena.allocate(JAVA_INT, Math.max(1, account.groups().size()));
            for (int i = 0; i < account.groups().size(); i++) {
                groups.setAtIndex(JAVA_INT, i, account.groups().get(i));
            }
            int uid = account.uid();
            int gid = account.gid();
            long bounds = 0;
            for (ThreadState thread : ThreadState.all()) {
                bounds |= thread.bounds();
            }
            var calls = new ArrayList<>(Capabilities.bound(Capabilities.TO_LISTEN, bounds));
            calls.add(control(PR_SET_KEEPCAPS, 1));
            calls.add(
                    new EveryThread.Call(
                            Syscall.SETGROUPS, account.groups().size(), groups.address()));
            calls.add(new EveryThread.Call(Syscall.SETRESGID, gid, gid, gid));
            calls.add(new EveryThread.Call(Syscall.SETRESUID, uid, uid, uid));
            calls.add(Capabilities.keep(Capabilities.TO_LISTEN, arena));
            calls.add(control(PR_SET_KEEPCAPS, 0));
            // Else its own files below /proc would remain root's.
            calls.add(control(PR_SET_DUMPABLE, 1));
            EveryThread.calls(calls);
        }
    }

    /**
     * Gives up all but what the rules allow. What the kernel does not have is left out and told by
     * {@link #holds}.
     *
     * @param wasRoot whether this process became another user before, and needs nothing more of it
     * @param scoped whether abstract sockets of others are out of reach
     */
    public static Jail close(Rules rules, boolean wasRoot, boolean scoped) {
        var jail = new Jail(rules, wasRoot);
        if (!EveryThread.isPossible()) {
            String why = "not known on this machine, but on Linux, on x86-64 and ARM64";
            STEPS.forEach(step -> jail.missing.add(new Hold(step, false, why)));
            return jail;
        }
        jail.attempt(CAPABILITIES, jail::reduce);
        // By itself: the two that follow need it, and a kernel may have one of them alone.
        jail.attempt(
                NO_NEW_PRIVS, () -> EveryThread.calls(List.of(control(PR_SET_NO_NEW_PRIVS, 1))));
        jail.attempt(FILES, () -> jail.restrict(scoped));
        jail.attempt(SECCOMP, () -> Filter.set(!rules.ports().isEmpty()));
        return jail;
    }

    /** Something that is given up. */
    private interface Step {
        void take() throws JailException;
    }

    private void attempt(String name, Step step) {
        try {
            step.take();
        } catch (JailException e) {
            missing.add(new Hold(name, false, String.valueOf(e.getMessage())));
        }
    }

    private void reduce() throws JailException {
        long kept = keptCapabilities();
        long held = 0;
        long bounds = 0;
        for (ThreadState thread : ThreadState.all()) {
            held |= thread.capabilities();
            bounds |= thread.bounds();
        }
        boolean mayBound = (held & Capabilities.SETPCAP) != 0;
        if ((held & ~kept) != 0) {
            try (Arena arena = Arena.ofConfined()) {
                var calls = new ArrayList<>(Capabilities.bound(kept, mayBound ? bounds : 0));
                calls.add(Capabilities.keep(held & kept, arena));
                EveryThread.calls(calls);
            }
        }
    }

    /** A service manager that gave the right to low ports wants them to be opened later as well. */
    private long keptCapabilities() {
        if (isRoot()) {
            return Capabilities.NET_BIND_SERVICE | Capabilities.OF_ROOTS_FILES;
        }
        return wasRoot ? Capabilities.NONE : Capabilities.NET_BIND_SERVICE;
    }

    private void restrict(boolean scoped) throws JailException {
        try (Landlock landlock = Landlock.of(rules, scoped)) {
            var restrict =
                    new EveryThread.Call(Syscall.LANDLOCK_RESTRICT_SELF, landlock.ruleset(), 0);
            landlocked = EveryThread.calls(List.of(restrict));
        }
    }

    private static EveryThread.Call control(int option, int value) {
        return new EveryThread.Call(Syscall.PRCTL, option, value, 0, 0, 0);
    }

    /** What may still be done. */
    public Rules rules() {
        return rules;
    }

    /**
     * What does not hold.
     *
     * @param all also what a kernel cannot be blamed for: that it runs as root
     */
    public List<Hold> faults(boolean all) {
        return all ? holds().stream().filter(hold -> !hold.holds()).toList() : List.copyOf(missing);
    }

    /** Looks anew at each: by what the kernel says of the threads, and by trying. */
    public List<Hold> holds() {
        return new Inspection(rules, missing, landlocked).all();
    }
}
