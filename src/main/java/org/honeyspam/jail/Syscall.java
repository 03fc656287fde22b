package org.honeyspam.jail;

/**
 * Calls of the kernel by their numbers, as in asm/unistd_64.h of x86-64 and asm-generic/unistd.h.
 * Those that this package makes come first, then those that it forbids.
 */
enum Syscall {
    OPENAT(257, 56),
    CLOSE(3, 57),
    MMAP(9, 222),
    MPROTECT(10, 226),
    PRCTL(157, 167),
    CAPSET(126, 91),
    RT_SIGACTION(13, 134),
    TGKILL(234, 131),
    SECCOMP(317, 277),
    LANDLOCK_CREATE_RULESET(444, 444),
    LANDLOCK_ADD_RULE(445, 445),
    LANDLOCK_RESTRICT_SELF(446, 446),
    SETGROUPS(116, 159),
    SETRESGID(119, 149),
    SETRESUID(117, 147),
    SETPRIORITY(141, 140),
    CLONE(56, 220),
    CLONE3(435, 435),
    KILL(62, 129),
    SOCKET(41, 198),
    CONNECT(42, 203),
    SENDTO(44, 206),
    SENDMSG(46, 211),
    SENDMMSG(307, 269),
    EXECVE(59, 221),
    EXECVEAT(322, 281),
    FORK(57, Syscall.NONE),
    VFORK(58, Syscall.NONE),
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PROCESS_MADVISE(440, 440),
    PROCESS_MRELEASE(448, 448),
    KCMP(312, 272),
    PIDFD_OPEN(434, 434),
    PIDFD_GETFD(438, 438),
    PIDFD_SEND_SIGNAL(424, 424),
    TKILL(200, 130),
    RT_SIGQUEUEINFO(129, 138),
    RT_TGSIGQUEUEINFO(297, 240),
    SETUID(105, 146),
    SETGID(106, 144),
    SETREUID(113, 145),
    SETREGID(114, 143),
    SETFSUID(122, 151),
    SETFSGID(123, 152),
    SETNS(308, 268),
    UNSHARE(272, 97),
    PERSONALITY(135, 92),
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    MOVE_MOUNT(429, 429),
    OPEN_TREE(428, 428),
    FSOPEN(430, 430),
    FSCONFIG(431, 431),
    FSMOUNT(432, 432),
    FSPICK(433, 433),
    MOUNT_SETATTR(442, 442),
    SWAPON(167, 224),
    SWAPOFF(168, 225),
    QUOTACTL(179, 60),
    QUOTACTL_FD(443, 443),
    ACCT(163, 89),
    NAME_TO_HANDLE_AT(303, 264),
    OPEN_BY_HANDLE_AT(304, 265),
    FANOTIFY_INIT(300, 262),
    MKNOD(133, Syscall.NONE),
    MKNODAT(259, 33),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    DELETE_MODULE(176, 106),
    KEXEC_LOAD(246, 104),
    KEXEC_FILE_LOAD(320, 294),
    REBOOT(169, 142),
    BPF(321, 280),
    PERF_EVENT_OPEN(298, 241),
    USERFAULTFD(323, 282),
    IO_URING_SETUP(425, 425),
    IO_URING_ENTER(426, 426),
    IO_URING_REGISTER(427, 427),
    KEYCTL(250, 219),
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    MEMFD_CREATE(319, 279),
    MEMFD_SECRET(447, 447),
    SETTIMEOFDAY(164, 170),
    CLOCK_SETTIME(227, 112),
    CLOCK_ADJTIME(305, 266),
    ADJTIMEX(159, 171),
    SETHOSTNAME(170, 161),
    SETDOMAINNAME(171, 162),
    SYSLOG(103, 116),
    VHANGUP(153, 58),
    IOPL(172, Syscall.NONE),
    IOPERM(173, Syscall.NONE),
    MODIFY_LDT(154, Syscall.NONE),
    LOOKUP_DCOOKIE(212, 18),
    NFSSERVCTL(180, 42),
    USELIB(134, Syscall.NONE),
    SYSCTL(156, Syscall.NONE),
    SYSFS(139, Syscall.NONE),
    USTAT(136, Syscall.NONE);

    /** For a call that a machine does not have. */
    static final int NONE = -1;

    private final int x86;
    private final int arm;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /** On this machine; {@link #NONE} if it has no such call. */
    int number() {
        return number(Machine.here());
    }

    int number(Machine machine) {
        return switch (machine) {
            case X86_64 -> x86;
            case AARCH64 -> arm;
            case OTHER -> NONE;
        };
    }
}
