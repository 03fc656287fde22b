package org.honeyspam.jail;

/** A {@link Prisoner} on a kernel that has no Landlock, as far as he can see. */
final class WithoutLandlock {
    private WithoutLandlock() {}

    /** Root alone may set such a filter without giving up new privileges, which is to be seen. */
    public static void main(String[] arguments) throws Exception {
        Bpf program = new Bpf().load(0); // The number of the call.
        program.unlessEqual(Syscall.LANDLOCK_CREATE_RULESET.number(), "other");
        program.give(0x00050000 | Kernel.ENOSYS).at("other").give(0x7fff0000);
        Filter.set(program.bytes());
        Prisoner.main(arguments);
    }
}
