package org.honeyspam.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.honeyspam.config.Network;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a blocklist may be asked: those listed, their neighbours, others, and what is no address.
 */
final class Asked {
    private static final int[] TYPES = {
        Type.A, Type.A, Type.A, Type.TXT, Type.TXT, Type.AAAA, Type.MX
    };

    private static final int ROOM_BYTES = 4_096;

    private final SplittableRandom dice;
    private final List<Network> listed;

    Asked(SplittableRandom dice, List<Network> listed) {
        this.dice = dice;
        this.listed = listed;
    }

    int type() {
        return TYPES[dice.nextInt(TYPES.length)];
    }

    static byte[] message(String name, int type) throws IOException {
        Name asked = Name.fromString(name, Name.root);
        return Message.newQuery(Record.newRecord(asked, type, DClass.IN)).toWire();
    }

    /** The same question, by one who has room for a long answer. */
    static byte[] withRoom(byte[] query) throws IOException {
        var message = new Message(query);
        message.addRecord(new OPTRecord(ROOM_BYTES, 0, 0), Section.ADDITIONAL);
        return message.toWire();
    }

    /** The labels that stand before a zone's name. */
    String labels() {
        return spoilt(reversed(address()));
    }

    private InetAddress address() {
        byte[] bytes = listed.get(dice.nextInt(listed.size())).prefix().getAddress();
        switch (dice.nextInt(4)) {
            case 0 -> bytes[bytes.length - 1] = (byte) dice.nextInt(256);
            case 1 -> bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
            default -> {
                // As it is listed.
            }
        }
        return dice.nextInt(50) == 0
                ? InetAddress.ofLiteral("127.0.0." + dice.nextInt(4))
                : ip(bytes);
    }

    static InetAddress ip(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> reversed(InetAddress address) {
        List<String> labels = new ArrayList<>();
        byte[] bytes = address.getAddress();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes.length == Integer.BYTES) {
                labels.add(String.valueOf(bytes[i] & 0xff));
            } else {
                labels.add(Integer.toHexString(bytes[i] & 0xf));
                labels.add(Integer.toHexString(bytes[i] >> 4 & 0xf));
            }
        }
        return labels;
    }

    /** Sometimes not what it should be: too few, too many, too large, no number. */
    private String spoilt(List<String> labels) {
        int at = dice.nextInt(labels.size());
        switch (dice.nextInt(24)) {
            case 0 -> labels.remove(at);
            case 1 -> labels.add(at, "1");
            case 2 -> labels.set(at, "256");
            case 3 -> labels.set(at, "x");
            case 4 -> labels.set(at, "0" + labels.get(at));
            case 5 -> labels.set(at, "0000" + labels.get(at));
            case 6 -> labels.set(at, labels.get(at).toUpperCase(Locale.ROOT));
            case 7 -> labels.addFirst("nobody");
            case 8 -> labels.set(at, "-1");
            default -> {
                // As it should be.
            }
        }
        return String.join(".", labels);
    }
}
