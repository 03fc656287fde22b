package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program that judges calls, run by an interpreter of what linux/filter.h says. */
final class FilterTest {
    private static final int ALLOWED = 0x7fff0000;
    private static final int NOT_PERMITTED = 0x00050000 | Kernel.EPERM;
    private static final int UNKNOWN = 0x00050000 | Kernel.ENOSYS;
    private static final long PID = 4711;
    private static final int OF_ANOTHER_KIND = 0x40000003; // AUDIT_ARCH_I386

    /** A call with its arguments, judged. */
    private static int judge(Machine machine, boolean connects, int number, long... arguments) {
        return judge(Filter.program(machine, connects, PID), machine.audit(), number, arguments);
    }

    private static int judge(Machine machine, Syscall what, long... arguments) {
        return judge(machine, true, what.number(machine), arguments);
    }

    private static int judge(byte[] program, int audit, int number, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        data.putInt(number).putInt(audit).putLong(0);
        for (long argument : arguments) {
            data.putLong(argument);
        }
        ByteBuffer code = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
        int accumulator = 0;
        while (true) {
            int operation = code.getShort();
            int ifSo = code.get() & 0xff;
            int ifNot = code.get() & 0xff;
            int value = code.getInt();
            switch (operation) {
                case 0x20 -> accumulator = data.getInt(value);
                case 0x54 -> accumulator &= value;
                case 0x15 -> skip(code, accumulator == value ? ifSo : ifNot);
                case 0x25 ->
                        skip(code, Integer.compareUnsigned(accumulator, value) > 0 ? ifSo : ifNot);
                case 0x06 -> {
                    return value;
                }
                default -> throw new AssertionError("no such operation: " + operation);
            }
        }
    }

    private static void skip(ByteBuffer code, int instructions) {
        code.position(code.position() + 8 * instructions);
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void whatIsForbiddenIsRefusedAndTheRestIsNot(Machine machine) {
        assertThat(judge(machine, Syscall.EXECVE)).isEqualTo(NOT_PERMITTED);
        assertThat(judge(machine, Syscall.PTRACE)).isEqualTo(NOT_PERMITTED);
        Set<Syscall> forbidden = Filter.forbidden(true);
        assertThat(forbidden).hasSizeGreaterThan(70);
        Set<Syscall> judged =
                Set.of(Syscall.CLONE, Syscall.CLONE3, Syscall.KILL, Syscall.TGKILL, Syscall.SOCKET);
        for (Syscall what : EnumSet.allOf(Syscall.class)) {
            if (what.number(machine) != Syscall.NONE && !judged.contains(what)) {
                assertThat(judge(machine, what))
                        .as(what.name())
                        .isEqualTo(forbidden.contains(what) ? NOT_PERMITTED : ALLOWED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void connectionsAreRefusedOnlyIfNobodyNeedsThem(Machine machine) {
        int connect = Syscall.CONNECT.number(machine);
        assertThat(judge(machine, false, connect)).isEqualTo(NOT_PERMITTED);
        assertThat(judge(machine, true, connect)).isEqualTo(ALLOWED);
        int fastOpen = 0x20000000;
        for (boolean connects : new boolean[] {true, false}) {
            int send = Syscall.SENDTO.number(machine);
            assertThat(judge(machine, connects, send, 3, 0, 9, 0x4000)).isEqualTo(ALLOWED);
            assertThat(judge(machine, connects, send, 3, 0, 9, fastOpen)).isEqualTo(NOT_PERMITTED);
        }
        assertThat(judge(machine, Syscall.SENDMSG, 3, 0, fastOpen)).isEqualTo(NOT_PERMITTED);
        assertThat(judge(machine, Syscall.SENDMMSG, 3, 0, 1, fastOpen)).isEqualTo(NOT_PERMITTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void aThreadMayBeginAndAProcessMayNot(Machine machine) {
        long thread = 0x3d0f00; // As glibc's pthread_create asks for it.
        assertThat(judge(machine, Syscall.CLONE, thread)).isEqualTo(ALLOWED);
        assertThat(judge(machine, Syscall.CLONE, 17)).isEqualTo(NOT_PERMITTED); // As fork does.
        assertThat(judge(machine, Syscall.CLONE, 0x4111)).isEqualTo(NOT_PERMITTED); // As vfork.
        assertThat(judge(machine, Syscall.CLONE3)).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void signalsGoToItselfAlone(Machine machine) {
        assertThat(judge(machine, Syscall.KILL, PID, 15)).isEqualTo(ALLOWED);
        assertThat(judge(machine, Syscall.TGKILL, PID, 12, 15)).isEqualTo(ALLOWED);
        for (long other : new long[] {1, 0, -1, PID + 1}) {
            assertThat(judge(machine, Syscall.KILL, other, 15)).isEqualTo(NOT_PERMITTED);
            assertThat(judge(machine, Syscall.TGKILL, other, 1, 15)).isEqualTo(NOT_PERMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void onlyTheUsualFamiliesOfSockets(Machine machine) {
        for (long family : new long[] {1, 2, 10, 16}) {
            assertThat(judge(machine, Syscall.SOCKET, family)).isEqualTo(ALLOWED);
        }
        for (long family : new long[] {17, 38, 40, 0}) { // Packets, crypto, virtual machines.
            assertThat(judge(machine, Syscall.SOCKET, family)).isEqualTo(NOT_PERMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void noProtocolConnectsThatTheRulesForPortsDoNotKnow(Machine machine) {
        long flags = 0x80800; // SOCK_CLOEXEC | SOCK_NONBLOCK
        for (long family : new long[] {2, 10}) {
            for (long protocol : new long[] {0, 6, 17}) {
                assertThat(judge(machine, Syscall.SOCKET, family, flags | 1, protocol))
                        .isEqualTo(ALLOWED);
            }
            for (long protocol : new long[] {132, 262, 256, 33}) { // SCTP, MPTCP, SMC, DCCP.
                assertThat(judge(machine, Syscall.SOCKET, family, flags | 1, protocol))
                        .isEqualTo(NOT_PERMITTED);
            }
            for (long type : new long[] {5, 6}) { // Whose usual ones are SCTP and DCCP.
                assertThat(judge(machine, Syscall.SOCKET, family, flags | type, 0))
                        .isEqualTo(NOT_PERMITTED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "AARCH64"})
    void whatIsNewerOrOfAnotherKindOfMachineIsNoWayAround(Machine machine) {
        assertThat(judge(machine, true, 470)).isEqualTo(UNKNOWN);
        assertThat(judge(machine, true, 0x40000000 | 520)).isEqualTo(UNKNOWN); // x32's execve
        assertThat(judge(machine, true, -1)).isEqualTo(UNKNOWN);
        byte[] program = Filter.program(machine, true, PID);
        assertThat(judge(program, OF_ANOTHER_KIND, 11)).isEqualTo(NOT_PERMITTED); // i386's execve
        assertThat(judge(program, OF_ANOTHER_KIND, 3)).isEqualTo(NOT_PERMITTED);
    }
}
