package org.honeyspam.jail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a program of classic BPF (linux/filter.h), in which one jumps forward by names. */
final class Bpf {
    private static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
    private static final int IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private static final int IF_GREATER = 0x25; // BPF_JMP | BPF_JGT | BPF_K
    private static final int RETURN = 0x06; // BPF_RET | BPF_K
    private static final int JUMP_MAX = 255;

    /** Of a struct sock_filter. */
    static final int INSTRUCTION_BYTES = 8;

    private final List<Instruction> program = new ArrayList<>();

    private final Map<String, Integer> labels = new HashMap<>();

    /** One instruction; where it leads is empty for the next one. */
    private record Instruction(int code, int value, String ifSo, String ifNot) {}

    Bpf load(int offset) {
        return add(LOAD_WORD, offset, "", "");
    }

    Bpf and(int mask) {
        return add(AND, mask, "", "");
    }

    Bpf ifEqual(int value, String target) {
        return add(IF_EQUAL, value, target, "");
    }

    Bpf unlessEqual(int value, String target) {
        return add(IF_EQUAL, value, "", target);
    }

    /** Both are taken as unsigned. */
    Bpf ifGreater(int value, String target) {
        return add(IF_GREATER, value, target, "");
    }

    Bpf give(int value) {
        return add(RETURN, value, "", "");
    }

    /** What comes next is found by that name. */
    Bpf at(String label) {
        labels.put(label, program.size());
        return this;
    }

    private Bpf add(int code, int value, String ifSo, String ifNot) {
        program.add(new Instruction(code, value, ifSo, ifNot));
        return this;
    }

    /** As the kernel takes it. */
    byte[] bytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(program.size() * INSTRUCTION_BYTES)
                        .order(ByteOrder.nativeOrder());
        for (int i = 0; i < program.size(); i++) {
            Instruction one = program.get(i);
            bytes.putShort((short) one.code());
            bytes.put(distance(one.ifSo(), i)).put(distance(one.ifNot(), i));
            bytes.putInt(one.value());
        }
        return bytes.array();
    }

    private byte distance(String target, int from) {
        if (target.isEmpty()) {
            return 0;
        }
        Integer place = labels.get(target);
        int over = place == null ? -1 : place - from - 1;
        if (over < 0 || over > JUMP_MAX) {
            throw new IllegalStateException("no jump leads to " + target);
        }
        return (byte) over;
    }
}
