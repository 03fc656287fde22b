package org.honeyspam.jail;

import java.nio.file.Files;
import java.nio.file.Path;

/** The kinds of machine on which the kernel's calls have the numbers and registers known here. */
enum Machine {
    /** AUDIT_ARCH_X86_64 of linux/audit.h. */
    X86_64(0xC000003E),
    /** AUDIT_ARCH_AARCH64. */
    AARCH64(0xC00000B7),
    /** Has no jail. */
    OTHER(0);

    private static final Machine THIS = find();

    private final int audit;

    Machine(int audit) {
        this.audit = audit;
    }

    static Machine here() {
        return THIS;
    }

    /** By which number a filter of calls is told of it. */
    int audit() {
        return audit;
    }

    private static Machine find() {
        if (!Files.exists(Path.of("/proc/self/task"))) {
            return OTHER; // No Linux.
        }
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> OTHER;
        };
    }
}
